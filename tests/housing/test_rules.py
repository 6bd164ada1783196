"""Deposit, energy certificate, cadastre and durations."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from housing.enums import LeaseType, LettingScheme
from housing.rules import cadastral, deposit, energy, leases
from marketplace.core import clock

pytestmark = pytest.mark.django_db
MONTHS = st.decimals(min_value=0, max_value=12, places=1)


@settings(deadline=None)
@given(MONTHS, MONTHS)
def test_deposit_and_guarantee_share_one_limit(months: Decimal, guarantee: Decimal) -> None:
    assert bool(deposit.problem(months, guarantee)) == (months + guarantee > 3)


def test_the_deposit_in_euros() -> None:
    assert deposit.limit(850) == 2550
    assert deposit.problem(None, None) == ""
    assert "3,5 mesi" in deposit.problem(Decimal("2.5"), Decimal(1))


def problems(**changes: object) -> list[str]:
    whole = {"energy_class": "D", "nren": 120, "ren": 0, "issued": date(2020, 5, 4), "pending": False}
    return [problem.field for problem in energy.problems(**(whole | changes))]


def test_no_publication_without_class_indices_and_date() -> None:
    assert problems() == []
    assert problems(energy_class="", nren=None, ren=None, issued=None) == [
        "ape_class",
        "ape_nren",
        "ape_ren",
        "ape_issued",
    ]


def test_a_certificate_under_way_is_a_draft() -> None:
    assert problems(energy_class="", nren=None, ren=None, issued=None, pending=True) == ["ape_class"]
    assert problems(pending=True) == []


def test_a_certificate_lasts_ten_years() -> None:
    assert energy.expires(date(2016, 2, 29)) == date(2026, 2, 28)
    with clock.frozen(datetime(2030, 5, 4, 12, tzinfo=UTC)):
        assert problems() == []
    with clock.frozen(datetime(2030, 5, 5, 12, tzinfo=UTC)):
        assert problems() == ["ape_issued"]


@pytest.mark.parametrize(("typed", "code"), [("a3", "A/3"), ("A/03", "A/3"), (" A 11 ", "A/11"), ("A-2", "A/2")])
def test_category_is_read_as_people_write_it(typed: str, code: str) -> None:
    assert cadastral.category(typed) == code


@pytest.mark.parametrize(("typed", "words"), [("A/10", "ufficio"), ("C/6", "visura"), ("A/12", "visura")])
def test_what_is_no_home_is_refused(typed: str, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        cadastral.category(typed)


def test_prized_categories_are_known() -> None:
    assert [code for code in ("A/1", "A/2", "A/8", "A/9") if cadastral.is_prized(code)] == ["A/1", "A/8", "A/9"]


def test_cadastral_numbers() -> None:
    assert cadastral.digits("foglio", " 12 ") == "12"
    assert cadastral.digits("particella", "123/2") == "123/2"
    for name, text in (("foglio", "12345"), ("particella", "123456"), ("subalterno", "1/2"), ("foglio", "12b")):
        with pytest.raises(ValueError, match="numeri"):
            cadastral.digits(name, text)


@pytest.mark.parametrize(
    ("lease", "low", "high", "good"),
    [
        (LeaseType.TRANSITORIO, None, None, True),
        (LeaseType.TRANSITORIO, 18, 24, True),
        (LeaseType.TRANSITORIO, 19, 24, False),
        (LeaseType.STUDENTI, 1, 5, False),
        (LeaseType.STUDENTI, 1, 6, True),
        (LeaseType.STUDENTI, 37, None, False),
        (LeaseType.CONCORDATO_3_2, None, 35, False),
        (LeaseType.CONCORDATO_3_2, None, 36, True),
        (LeaseType.LIBERO_4_4, 6, 47, False),
        (LeaseType.COMODATO, 1, 1, True),
    ],
)
def test_durations(lease: str, low: int | None, high: int | None, good: bool) -> None:
    assert leases.fits(lease, low, high) is good
    assert bool(leases.problems([lease], low, high)) is not good


def test_each_type_is_explained_and_nothing_promised() -> None:
    for lease in LeaseType.values:
        assert leases.explain(lease).text
    assert leases.explain(LeaseType.LIBERO_4_4).warnings == []
    assert leases.explain(LeaseType.LIBERO_4_4, [LettingScheme.ETS_HEADLEASE]).warnings
