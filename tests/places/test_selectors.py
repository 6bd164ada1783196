import pytest
from django.contrib.gis.geos import Point
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from marketplace.places.loading.services import load
from marketplace.places.models import MILANO, Comune, Municipio, Nil
from marketplace.places.selectors import OutsideArea, locate, nearest_metro, nearest_metros, suggest


def at(lon: float, lat: float) -> Point:
    return Point(lon, lat, srid=4326)


def test_a_point_in_milan(milan: None) -> None:
    place = locate(at(9.2421, 45.4850))
    assert (place.comune.name, place.municipio.number, place.nil.name) == ("Milano", 3, "Lambrate - Ortica")
    assert not place.approximate


def test_a_point_outside_milan_has_no_nil(milan: None) -> None:
    place = locate(at(9.2383, 45.5349))
    assert (place.comune.name, place.municipio, place.nil) == ("Sesto San Giovanni", None, None)


@pytest.mark.parametrize("point", [at(9.0, 45.1), at(12.49, 41.89), at(9.27, 45.58), at(0, 0)], ids=str)
def test_outside_the_133_comuni(milan: None, point: Point) -> None:
    with pytest.raises(OutsideArea, match="Città metropolitana"):
        locate(point)


def test_every_inner_point_lies_in_its_own_area(milan: None) -> None:
    for nil in Nil.objects.all():
        assert locate(nil.point).nil == nil
    for comune in Comune.objects.exclude(pk=MILANO):
        assert locate(comune.point).comune == comune


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(lon=st.floats(9.04, 9.28), lat=st.floats(45.39, 45.54))
def test_the_index_answers_as_geos_does(milan: None, lon: float, lat: float) -> None:
    point = at(lon, lat)
    inside = [nil for nil in Nil.objects.only("area") if nil.area.prepared.covers(point)]
    try:
        place = locate(point)
    except OutsideArea:
        assert not inside
        return
    if inside:
        assert place.nil in inside
        assert place.comune.istat == MILANO
    assert (place.comune.istat == MILANO) == (place.nil is not None) == (place.municipio is not None)


def test_without_areas_the_nearest_inner_point_decides(db: None) -> None:
    load("")
    for model in (Comune, Municipio, Nil):
        model.objects.update(area=None)
    place = locate(at(9.2421, 45.4850))
    assert place.approximate
    assert place.comune.name == "Milano"
    assert place.nil is not None
    with pytest.raises(OutsideArea):
        locate(at(9.0, 44.9))


def test_the_metro_is_measured_on_foot(milan: None) -> None:
    walk = nearest_metro(at(9.2421, 45.4850))
    assert walk.stop.name == "Lambrate FS"
    assert walk.metres == pytest.approx(740, abs=10)
    assert walk.minutes == 10
    assert nearest_metro(at(8.9, 45.42)) is None


def test_many_points_take_two_queries(milan: None) -> None:
    points = [at(9.2421, 45.4850), at(8.9, 45.42), at(9.19, 45.4642)]
    nearest_metros(points)
    with CaptureQueriesContext(
        connection,
    ) as few:
        walks = nearest_metros(points)
    with CaptureQueriesContext(connection) as many:
        nearest_metros(points * 20)
    assert len(few) == len(many) == 2
    assert walks == [nearest_metro(point) for point in points]
    assert nearest_metros([]) == []


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("via padova", "Via Padova"),
        ("padova 1", "Via Padova 1"),
        ("Via Padova, 1/A", "Via Padova 1/A"),
        ("v.le monza", "Viale Monza"),
        ("p.za duomo", "Piazza del Duomo"),
        ("p.zza del duomo", "Piazza del Duomo"),
        ("c.so buenos aires 20", "Corso Buenos Aires 20"),
        ("padvoa", "Via Padova"),
        ("giambelino", "Via Giambellino"),
        ("via giambelin", "Via Giambellino"),
        ("viale abruzi 3", "Viale Abruzzi 3"),
        ("ludovico il moro", "Via Lodovico il Moro"),
        ("20127 via padova 1, milano", "Via Padova 1"),
        ("piazza 24", "Piazza 24 Maggio"),
    ],
)
def test_the_meant_address_comes_first(milan: None, typed: str, first: str) -> None:
    assert suggest(typed)[0].value == first


def test_a_known_door_is_exact(milan: None) -> None:
    found = suggest("via ripamonti 44")[0]
    assert found.exact
    assert locate(at(found.lon, found.lat)).municipio.number == 5
    assert not suggest("via padova 1")[0].exact


def test_other_comuni_get_their_centre(milan: None) -> None:
    found = suggest("Sesto San Giovanni, via Roma 3")[0]
    assert (found.label, found.value, found.exact) == ("Via Roma 3, 20099 Sesto San Giovanni", "Via Roma 3", False)
    assert locate(at(found.lon, found.lat)).comune.name == "Sesto San Giovanni"
    assert "20092 Cinisello Balsamo" in [one.label for one in suggest("cinisello")]


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=130))
def test_anything_may_be_typed(milan: None, text: str) -> None:
    assert len(suggest(text)) <= 8


@pytest.mark.parametrize("text", ["", " ", "a", "%", "_%", "'; drop table places_street; --", "\0\0"])
def test_what_is_no_address_finds_nothing(milan: None, text: str) -> None:
    assert [one for one in suggest(text) if text.strip("%_ ").lower() not in one.label.lower()] == []
