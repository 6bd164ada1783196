import json
import re
import shutil
import threading
from collections.abc import Callable, Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from marketplace.places.loading.checks import BadPlaces
from marketplace.places.loading.services import load
from marketplace.places.loading.sources import SourceError
from marketplace.places.models import Address, Comune, Municipio, Nil, OmiZone, Stop, Street

pytestmark = pytest.mark.django_db
SMALL = [
    "comuni_citta_metropolitana_milano",
    "municipi_milano",
    "nil_milano",
    "metro_stations_milano",
    "metro_lines_milano",
]


@pytest.fixture
def folder(tmp_path: Path, shared_data: Path) -> Path:
    """A copy of the small files, to spoil."""
    for stem in SMALL:
        shutil.copy(shared_data / f"{stem}.geojson", tmp_path)
    return tmp_path


def change(folder: Path, stem: str, edit: Callable[[dict[str, Any]], object]) -> None:
    path = folder / f"{stem}.geojson"
    collection = json.loads(path.read_text())
    edit(collection)
    path.write_text(json.dumps(collection))


def test_the_facts_are_enough_to_start() -> None:
    Street.objects.all().delete()
    report = load("")
    assert [(noun, number) for noun, number, _ in report.lines[:3]] == [("comuni", 133), ("municipi", 9), ("NIL", 88)]
    assert (Comune.objects.count(), Municipio.objects.count(), Nil.objects.count()) == (133, 9, 88)


def test_everything_is_loaded(milan: None) -> None:
    assert Comune.objects.filter(area=None).count() == 0
    assert Nil.objects.filter(outline=None).count() == 0
    assert Stop.objects.filter(kind="metro").count() == 130
    assert Street.objects.count() > 4_500
    assert Address.objects.count() > 13_000
    zone = OmiZone.objects.get(code="B12")
    assert (zone.rent_min, zone.rent_max) == (25, 35)
    assert Comune.objects.get(name="Sesto San Giovanni").cap == "20099"


def test_loading_twice_changes_nothing(folder: Path) -> None:
    load(str(folder))
    before = [list(model.objects.order_by("pk").values()) for model in (Comune, Municipio, Nil, Stop)]
    load(str(folder))
    assert [list(model.objects.order_by("pk").values()) for model in (Comune, Municipio, Nil, Stop)] == before


def test_facts_do_not_take_the_areas_away(folder: Path) -> None:
    load(str(folder))
    load("")
    assert Nil.objects.filter(area=None).count() == 0


def test_check_writes_nothing(folder: Path) -> None:
    Nil.objects.update(name="as before")
    assert not load(str(folder), check=True).written
    assert not Nil.objects.exclude(name="as before").exists()


def drop_one(c: dict[str, Any]) -> None:
    c["features"].pop()


def twice(c: dict[str, Any]) -> None:
    c["features"][1]["properties"]["id_nil"] = c["features"][0]["properties"]["id_nil"]


def projected(c: dict[str, Any]) -> None:
    c["features"][3]["geometry"]["coordinates"] = [[[5e5, 5e6], [5.1e5, 5e6], [5.1e5, 5.1e6], [5e5, 5e6]]]


def other_crs(c: dict[str, Any]) -> None:
    c["crs"] = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::32632"}}


def exchanged(c: dict[str, Any]) -> None:
    ring = c["features"][0]["geometry"]["coordinates"][0]
    c["features"][0]["geometry"]["coordinates"] = [[[lat, lon] for lon, lat in ring]]


def bow_tie(c: dict[str, Any]) -> None:
    c["features"][0]["geometry"]["coordinates"] = [[[9.1, 45.4], [9.2, 45.5], [9.2, 45.4], [9.1, 45.5], [9.1, 45.4]]]


def covering(c: dict[str, Any]) -> None:
    c["features"][0]["geometry"] = c["features"][1]["geometry"]


def stranger(c: dict[str, Any]) -> None:
    c["features"][0]["properties"]["municipio"] = 12


def nameless(c: dict[str, Any]) -> None:
    del c["features"][0]["properties"]["nil"]


@pytest.mark.parametrize(
    ("edit", "says"),
    [
        (drop_one, r"nil_milano\.geojson has 87 NIL instead of 88"),
        (twice, r"has 2 records with the id 1"),
        (projected, r"nil_milano\.geojson, feature 4: has projected coordinates .*WGS84"),
        (other_crs, r"32632.*Export it again in WGS84"),
        (exchanged, r"latitude and longitude are exchanged"),
        (bow_tie, r"feature 1: has an invalid geometry: Self-intersection"),
        (covering, r"Duomo and Brera overlap by [\d.,]+ m²"),
        (stranger, r"names municipio 12, which does not exist"),
        (nameless, r"feature 1: has no 'nil'"),
    ],
)
def test_a_bad_file_is_named_and_changes_nothing(folder: Path, edit: Callable, says: str) -> None:
    Comune.objects.update(name="as before")
    change(folder, "nil_milano", edit)
    with pytest.raises(BadPlaces, match=says):
        load(str(folder))
    assert not Comune.objects.exclude(name="as before").exists()


def test_text_that_is_no_geojson(folder: Path) -> None:
    (folder / "municipi_milano.geojson").write_text("<html>moved</html>")
    with pytest.raises(BadPlaces, match=r"municipi_milano\.geojson cannot be read"):
        load(str(folder))


@pytest.mark.parametrize("place", ["/there/is/none", "ftp://example.org/places"])
def test_a_source_that_is_none(place: str) -> None:
    with pytest.raises(SourceError, match=re.escape(place)):
        load(place)


def test_an_empty_folder(tmp_path: Path) -> None:
    with pytest.raises(BadPlaces, match="none of the files"):
        load(str(tmp_path))


@pytest.fixture
def address(folder: Path) -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(SimpleHTTPRequestHandler, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_places_come_over_the_network(address: str) -> None:
    report = load(address)
    assert ("NIL", 88, "nil_milano.geojson") in report.lines


def test_a_server_that_is_away() -> None:
    with pytest.raises(SourceError, match="cannot be reached"):
        load("http://127.0.0.1:9/places")


def test_a_file_that_is_too_large(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("marketplace.places.loading.sources.LARGEST", 1000)
    with pytest.raises(SourceError, match="is larger than"):
        load(address)
