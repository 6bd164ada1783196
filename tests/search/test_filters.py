"""The registry: every face, or no start."""

from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest
from django.core.exceptions import ImproperlyConfigured

from search.filters import FILTERS, Filter, check
from search.filters.common import EuroField
from search.filters.flats import RentFilter
from search.forms import SearchFilterSet
from search.question import Question

pytestmark = pytest.mark.usefixtures("areas")


def test_a_missing_face_keeps_the_filter_from_being_made():
    faces = {name: face for name, face in vars(RentFilter).items() if name != "chips" and not name.startswith("_")}
    with pytest.raises(TypeError, match="chips"):
        type("Faceless", (Filter,), faces)()


def test_a_filter_that_does_not_fit_stops_the_start():
    class Lost(RentFilter):
        columns = ("colour",)
        place = "colour"

    with pytest.raises(ImproperlyConfigured, match="colour"):
        check((*(item for item in FILTERS if item.name != "canone"), Lost()))
    with pytest.raises(ImproperlyConfigured, match="canone of its own"):
        check((*FILTERS, RentFilter()))


SHAPE = "9.18,45.46,9.20,45.46,9.19,45.48"


def values() -> Iterator[tuple[str, Any]]:
    yield from {
        "canone": {"canone": "900"}, "persone": {"persone": "3"}, "locali": {"locali": ["2", "5"]},
        "senza_scale": {"senza_scale": "1"}, "arredata": {"arredata": "1"}, "ascensore": {"ascensore": "1"},
        "libera_dal": {"libera_dal": "2026-12-01"}, "contratto": {"contratto": ["libero", "stanza"]},
        "nil": {"nil": ["1", "23"]}, "municipio": {"municipio": ["3"]}, "comune": {"comune": "015146"},
        "tipo": {"tipo": "casa"}, "paga": {"paga": "1200"}, "ore": {"ore": ["20", "oltre"]},
        "professione": {"professione": ["51", "5131"]}, "forma": {"forma": ["tirocinio"]},
        "corso": {"corso": ["italiano"]},
        "livello": {"livello": ["ALFA", "A1"]}, "settore": {"settore": ["I"]}, "italiano": {"italiano": "A2"},
        "quando": {"quando": ["morning"]}, "inizia_entro": {"inizia_entro": "2027-01-31"},
        **{name: {name: "1"} for name in (
            "posti_liberi", "senza_esperienza", "diventa_contratto", "gratis", "indennita", "bambini", "con_garanzia",
            "controllata")},
        "vicino": {"punto": "45.4842,9.2044", "entro": "2km"}, "bbox": {"bbox": "9.1,45.4,9.2,45.5"},
        "linee": {"linee": ["M1", "M2"], "a_piedi": "15min"}, "poligono": {"poligono": SHAPE},
    }.items()  # fmt: skip


@pytest.mark.parametrize(("name", "data"), list(values()))
def test_every_filter_goes_to_the_address_and_back(name, data):
    from django.http import QueryDict

    assert {item.name for item in FILTERS} == dict(values()).keys()
    filterset = SearchFilterSet(_query(data))
    assert filterset.problems == []
    question = filterset.question
    assert [asked for asked in question.values if asked != "tipo" or name == "tipo"] == [name]
    again = SearchFilterSet(QueryDict(question.query_string().lstrip("?"))).question
    assert again == question
    item = next(item for item in FILTERS if item.name == name)
    chips = list(item.chips(question.values[name]))
    assert chips or name == "tipo"  # its tabs say it
    assert all(str(chip.text) for chip in chips)
    assert all(str(change.text) for change in item.relaxations(question.values[name]))


def _query(data: dict[str, Any]):
    from django.utils.datastructures import MultiValueDict

    return MultiValueDict({k: v if isinstance(v, list) else [v] for k, v in data.items()})


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("canone", "tanto", "solo con cifre"),
        ("canone", "-5", "almeno 1 euro"),
        ("nil", "999", "999"),
        ("libera_dal", "2026-02-31", "giorno, mese e anno"),
        ("punto", "41.9,12.5", "fuori dalla Città metropolitana"),
        ("punto", "nan,nan", "latitudine e longitudine"),
        ("bbox", "9.3,45.5,9.1,45.4", "rettangolo"),
        ("poligono", "9.18,45.46,9.20", "disegnala di nuovo"),
        ("poligono", "9.18,45.46,9.20,45.46,9.18,45.48,9.20,45.48", "si incrociano"),
        ("poligono", ",".join(["9.18,45.46"] * 120), "troppi angoli"),
        ("poligono", "8.5,45,9.7,45,9.7,45.8,8.5,45.8", "troppo grande"),
        ("poligono", "12.5,41.9,12.6,41.9,12.5,42", "esce dalla Città metropolitana"),
        ("poligono", "9.1,nan,9.2,inf,9.1,45", "disegnala di nuovo"),
        ("page", "0", "1"),
        ("ordina", "colore", "colore"),
    ],
)
def test_what_cannot_be_understood_is_said_and_left_out(name, value, says):
    filterset = SearchFilterSet(_query({name: value, "senza_scale": "1"}))
    assert filterset.question == Question(values={"senza_scale": True})
    [(_label, sentence)] = filterset.problems
    assert says in sentence


@pytest.mark.parametrize(
    ("typed", "euros"), [("900", 900), ("1.200", 1200), (" 850,50 € ", 850), ("1.200,00", 1200), ("850.5", 850)]
)
def test_euros_as_people_write_them(typed, euros):
    assert EuroField().clean(typed) == euros


def test_records_of_unknown_rooms_meet_no_number():
    from search.record import LAYOUT

    rooms = next(item for item in FILTERS if item.name == "locali")
    assert not rooms.mask(np.zeros(1, LAYOUT), [1, 2, 3, 4, 5]).any()
