"""Capacity under both sets of rules: the figures of the law at their borders, and what must hold for any flat."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from housing.enums import RoomType
from housing.rules.capacity import Space, dm_1975, dm_1975_persons, erp_lombardia

pytestmark = pytest.mark.django_db
AREAS = st.decimals(min_value=0, max_value=400, places=2)
SPACES = st.lists(
    st.builds(Space, type=st.sampled_from(RoomType.values), surface=st.decimals(min_value=0, max_value=80, places=2)),
    max_size=8,
)
any_flat = settings(deadline=None, max_examples=60)


def bedrooms(*areas: float) -> list[Space]:
    return [Space(RoomType.BEDROOM, Decimal(str(area))) for area in areas]


STUDIO = [Space(RoomType.STUDIO, Decimal(30))]


@pytest.mark.parametrize(
    ("surface", "rooms", "persons"),
    [
        ("27", STUDIO, 0),
        ("27.99", STUDIO, 0),
        ("28", STUDIO, 1),
        ("37.99", STUDIO, 1),
        ("38", STUDIO, 2),
        ("42", bedrooms(14, 9), 3),
        ("66", bedrooms(14, 14, 9), 5),
        ("65.99", bedrooms(14, 14, 9), 4),
        ("55.99", bedrooms(14, 14), 3),
        ("56", bedrooms(14, 14), 4),
        ("90", bedrooms(13.99, 8.99), 1),
        ("90", [], 0),
    ],
)
def test_national_rules(surface: str, rooms: list[Space], persons: int) -> None:
    assert dm_1975(Decimal(surface), rooms).persons == persons


@pytest.mark.parametrize(
    ("surface", "persons"),
    [
        ("28.79", 0),
        ("28.80", 1),
        ("33.60", 2),
        ("43.34", 2),
        ("43.35", 3),
        ("60.35", 4),
        ("71.40", 5),
        ("84.10", 6),
        ("95.20", 7),
        ("300", 7),
    ],
)
def test_table_of_lombardy(surface: str, persons: int) -> None:
    assert erp_lombardia(Decimal(surface)).persons == persons


def test_salva_casa_counts_only_when_certified() -> None:
    assert dm_1975(Decimal(20), STUDIO).persons == 0
    assert dm_1975(Decimal(20), STUDIO, salva_casa=True).persons == 1
    assert dm_1975(Decimal(28), STUDIO, salva_casa=True).persons == 2


def test_each_result_is_explained() -> None:
    result = dm_1975(Decimal(66), bedrooms(14, 14, 9))
    assert result.because[0].startswith("Superficie 66 m²")
    assert result.because[-1] == "Conta il numero più basso: 5."
    assert len(result.because) == 5
    assert result.warnings == ["Nessun soggiorno arriva a 14 m²."]


def test_heights_and_windows_are_warned_of() -> None:
    rooms = [
        Space(RoomType.BEDROOM, Decimal(14), Decimal("2.50"), window=False),
        Space(RoomType.BATHROOM, Decimal(4), Decimal("2.40"), window=False),
        Space(RoomType.LIVING, Decimal(15), Decimal("2.70")),
    ]
    warnings = dm_1975(Decimal(42), rooms).warnings
    assert warnings == [
        "Camera da letto: alta 2,5 m, la regola chiede 2,7 m.",
        "Camera da letto: manca una finestra che si apre.",
        "Bagno senza finestra: serve l’aspirazione meccanica.",
    ]


@any_flat
@given(AREAS, AREAS, SPACES)
def test_more_area_never_holds_fewer(one: Decimal, other: Decimal, rooms: list[Space]) -> None:
    small, large = sorted((one, other))
    assert 0 <= dm_1975(small, rooms).persons <= dm_1975(large, rooms).persons
    assert 0 <= erp_lombardia(small).persons <= erp_lombardia(large).persons


@any_flat
@given(AREAS, SPACES, st.decimals(min_value=0, max_value=80, places=2))
def test_another_bedroom_never_holds_fewer(surface: Decimal, rooms: list[Space], extra: Decimal) -> None:
    assert dm_1975(surface, rooms).persons <= dm_1975(surface, [*rooms, Space(RoomType.BEDROOM, extra)]).persons


@any_flat
@given(AREAS, SPACES, st.booleans())
def test_the_number_alone_is_the_explained_one(surface: Decimal, rooms: list[Space], salva_casa: bool) -> None:
    explained = dm_1975(surface, rooms, salva_casa=salva_casa)
    assert dm_1975_persons(surface, rooms, salva_casa=salva_casa) == explained.persons
