"""The band of the canone concordato: the worked example of the accord, its borders, and what always holds."""

from decimal import Decimal

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from housing.enums import ESSENTIAL, EnergyClass, Feature, Furnished, Heating
from housing.rules import concordato
from marketplace.core.clock import today
from marketplace.rulebook.services import set_figure

pytestmark = pytest.mark.django_db
ALL_A = [code.value for code in ESSENTIAL]
THIRD = [*ALL_A, "B1", "C4", "C5", "C6"]
any_flat = settings(deadline=None, max_examples=60)
AREAS = st.decimals(min_value=1, max_value=400, places=2)
FEATURES = st.lists(st.sampled_from(Feature.values), unique=True)


def band(**changes: object) -> concordato.Band:
    return concordato.band(**({"zone": 3, "features": THIRD, "surface": Decimal(60)} | changes))


def test_the_worked_example() -> None:
    result = band(furnished=Furnished.FULL, months=36)
    assert (result.minimum, result.maximum) == (Decimal("839.50"), Decimal("977.50"))
    assert result.sub_band == 3
    assert "Al mese: da 839,50\N{NO-BREAK SPACE}€ a 977,50\N{NO-BREAK SPACE}€." in result.because


@pytest.mark.parametrize(
    ("features", "heating", "number"),
    [
        (THIRD, Heating.CENTRAL, 3),
        (THIRD, Heating.STOVES, 1),
        (THIRD[1:], Heating.CENTRAL, 1),
        ([*ALL_A, "B1", "C4", "C5"], Heating.CENTRAL, 2),
        ([*ALL_A, "C4", "C5", "C6"], Heating.CENTRAL, 1),
        ([], "", 1),
    ],
)
def test_sub_band(features: list[str], heating: str, number: int) -> None:
    assert concordato.sub_band(features, heating).number == number


def test_no_b_at_all_is_flagged() -> None:
    assert concordato.sub_band([*ALL_A, "C4", "C5", "C6"]).warnings
    assert not concordato.sub_band(THIRD).warnings


def test_the_maximum_needs_five_d() -> None:
    four = concordato.sub_band([*THIRD, "D1", "D2", "D3", "D4"])
    assert not four.maximum
    assert concordato.sub_band([*THIRD, "D1", "D2", "D3", "D4", "D10"]).maximum
    assert any("almeno 5" in text for text in band().warnings)


@pytest.mark.parametrize(
    ("surface", "counted"),
    [("27.99", "27.99"), ("28", "30.80"), ("50", "55"), ("50.01", "50.01")],
)
def test_small_flats_count_a_tenth_more(surface: str, counted: str) -> None:
    assert band(surface=Decimal(surface)).maximum == concordato.cents(Decimal(counted) * 170 / 12)


@pytest.mark.parametrize(("months", "percent"), [(36, 0), (47, 0), (48, 3), (60, 5), (72, 8), (73, 10), (240, 10)])
def test_longer_leases_may_cost_more(months: int, percent: int) -> None:
    assert band(months=months).maximum == concordato.cents(Decimal(60 * 170) * (100 + percent) / 100 / 12)


def test_corrections_add_up_or_multiply_as_the_rulebook_says() -> None:
    values = {"furnished": Furnished.SEMI, "months": 60, "energy_class": EnergyClass.G}
    assert band(**values).maximum == concordato.cents(Decimal("850") * Decimal("1.11"))
    set_figure(actor=None, key="concordato.correction_rule", value="product", valid_from=today(), certainty="design")
    expected = Decimal("850") * Decimal("1.08") * Decimal("1.05") * Decimal("0.98")
    assert band(**values).maximum == concordato.cents(expected)


def test_the_price_index_raises_both_limits() -> None:
    set_figure(actor=None, key="concordato.foi_multiplier", value=1.04, valid_from=today(), certainty="uncertain")
    result = band(furnished=Furnished.FULL, months=36)
    assert (result.minimum, result.maximum) == (Decimal("873.08"), Decimal("1016.60"))


def test_rooms_at_a_flat_rate() -> None:
    assert concordato.room_limit(1) is None
    assert concordato.room_limit(2) == 600
    assert concordato.room_limit(5) == 400


def test_an_unknown_zone_is_refused() -> None:
    with pytest.raises(KeyError):
        band(zone=6)


@any_flat
@given(AREAS, AREAS, FEATURES, st.integers(1, 5))
def test_a_larger_flat_never_costs_less(one: Decimal, other: Decimal, features: list[str], zone: int) -> None:
    """Within one side of the accord's own jump: 50 m² count as 55, 51 m² as 51."""
    small, large = sorted((one, other))
    assume((small <= 50) == (large <= 50))
    low, high = (band(surface=area, features=features, zone=zone) for area in (small, large))
    assert 0 <= low.minimum <= high.minimum
    assert low.minimum <= low.maximum <= high.maximum


@any_flat
@given(FEATURES, st.sampled_from(Feature.values), st.sampled_from(Furnished.values))
def test_one_more_feature_never_lowers_the_band(features: list[str], more: str, furnished: str) -> None:
    before = band(features=features, furnished=furnished)
    after = band(features=[*features, more], furnished=furnished)
    assert before.maximum <= after.maximum
    assert before.minimum <= after.minimum
