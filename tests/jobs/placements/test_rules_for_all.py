"""The rules that every contract has, at their border values: time, pay, what is asked and declared, reach."""

from datetime import datetime, time
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobs.enums import ContractForm, PayPeriod
from jobs.models import Shift
from jobs.placements import rules
from jobs.placements.rules import pay, reach
from jobs.placements.rules.time import length
from marketplace.core import clock
from marketplace.core.clock import ROME

from .judged import broken, made, unsure

pytestmark = pytest.mark.django_db
F = ContractForm
TODAY = datetime(2026, 11, 23, 12, tzinfo=ROME)


@pytest.fixture(autouse=True)
def _today() -> Any:
    with clock.frozen(TODAY):
        yield


# working time: D.Lgs. 66/2003


@pytest.mark.parametrize(
    ("hours", "law"),
    [(40, ""), ("40.1", "orario normale"), (48, "orario normale"), ("48.1", "straordinario non si superano")],
)
def test_hours_of_a_week(hours: Any, law: str) -> None:
    found = broken(F.PERMANENT, hours_week=Decimal(hours))
    assert (law in found.get("hours_week", "?")) if law else not found
    if law:
        assert "D.Lgs. 66/2003 artt. 3 e 4" in found["hours_week"]


def test_who_lives_in_the_house_may_work_longer_but_it_is_to_be_checked() -> None:
    assert broken(F.DOMESTIC, hours_week=Decimal(54)) == {}
    assert "CCNL lavoro domestico" in unsure(F.DOMESTIC, hours_week=Decimal("40.5"))["hours_week"]


def test_rest_between_days_and_in_a_week() -> None:
    assert "hours_day" not in broken(F.PERMANENT, hours_day=Decimal(13), hours_week=Decimal(40))
    assert "art. 7" in broken(F.PERMANENT, hours_day=Decimal("13.5"))["hours_day"]
    assert "hours_day" in broken(F.PERMANENT, hours_day=Decimal(9), hours_week=Decimal(8))
    placement = made(F.PERMANENT)
    placement.shifts_known = [
        Shift(pk=1, days=list("123456"), start=time(8), end=time(21)),
        Shift(pk=2, days=list("1234567"), start=time(20), end=time(9, 30)),
    ]
    found = {one.field: one.text for one in rules.check(placement).problems}
    assert found.keys() == {"shift_2_days", "shift_2_end"}
    assert "art. 9" in found["shift_2_days"]


@given(start=st.times(), end=st.times())
def test_a_shift_lasts_more_than_nothing_and_at_most_a_day(start: time, end: time) -> None:
    assert 0 < length(start, end) <= 24


def test_a_night_shift_is_counted_over_midnight() -> None:
    assert length(time(22), time(6)) == 8
    assert length(time(8), time(8)) == 24


# pay: Directive (EU) 2023/970


@given(
    amount=st.decimals("1", "9999", places=2), hours=st.decimals("1", "48", places=1), instalments=st.integers(12, 16),
    period=st.sampled_from(PayPeriod.values),
)  # fmt: skip
def test_month_and_hour_agree(amount: Decimal, hours: Decimal, instalments: int, period: str) -> None:
    known = {"hours_week": hours, "instalments": instalments}
    month, hour = pay.monthly(amount, period, **known), pay.hourly(amount, period, **known)
    assert month is not None
    assert hour is not None
    back = pay.monthly(hour, PayPeriod.HOUR, **known)
    assert abs(back - month) <= hours * 52 / 12 * Decimal("0.01") + Decimal("0.01")


@pytest.mark.parametrize(
    ("amount", "period", "hours", "instalments", "month"),
    [
        (1400, "month", 40, 14, "1400"),
        (19600, "year", 40, 14, "1400"),
        (12000, "year", None, None, "1000"),
        (9, "hour", 40, None, "1560"),
        (9, "hour", None, None, None),
    ],
)
def test_pay_of_a_month(
    amount: int, period: str, hours: int | None, instalments: int | None, month: str | None
) -> None:
    given_hours = None if hours is None else Decimal(hours)
    found = pay.monthly(Decimal(amount), period, hours_week=given_hours, instalments=instalments)
    assert found == (None if month is None else Decimal(month))


def test_a_range_in_order_not_too_wide_and_not_too_low() -> None:
    hourly = {"pay_period": "hour", "hours_week": Decimal(40)}
    assert "pay_max" in broken(F.PERMANENT, pay_min=Decimal(10), pay_max=Decimal(9), **hourly)
    assert "pay_max" not in unsure(F.PERMANENT, pay_min=Decimal(9), pay_max=Decimal(18), **hourly)
    assert "pay_max" in unsure(F.PERMANENT, pay_min=Decimal(9), pay_max=Decimal("18.01"), **hourly)
    assert "Costituzione art. 36" in broken(F.PERMANENT, pay_min=Decimal("4.99"), **hourly)["pay_min"]
    assert "pay_min" not in broken(F.PERMANENT, pay_min=Decimal(5), **hourly)
    assert "pay_min" in unsure(F.PERMANENT, pay_min=Decimal("6.99"), **hourly)
    assert "pay_min" not in unsure(F.PERMANENT, pay_min=Decimal(7), **hourly)


# what is asked, and what is declared


@pytest.mark.parametrize(
    ("reason", "lawful"), [("", False), ("serve", False), ("   leggere       ", False), ("leggere le etichette", True)]
)
def test_a_level_of_italian_needs_its_reason(reason: str, lawful: bool) -> None:
    found = broken(F.PERMANENT, cefr_spoken="A2", cefr_reason=reason)
    assert ("cefr_reason" not in found) == lawful
    if not lawful:
        assert "D.Lgs. 276/2003 art. 10" in found["cefr_reason"]
    assert "cefr_reason" not in broken(F.PERMANENT, cefr_reason="")
    assert "cefr_written" in unsure(F.PERMANENT, cefr_written="C1", cefr_reason="Scrivere contratti ogni giorno")


def test_an_incentive_wants_the_vacancy_on_the_siisl() -> None:
    assert "D.L. 159/2025 art. 14" in broken(F.PERMANENT, claims_incentive=True)["siisl_id"]
    assert broken(F.PERMANENT, claims_incentive=True, siisl_id="123") == {}
    assert broken(F.APPRENTICE_2, claims_incentive=True) == {}
    assert "siisl_id" in unsure(F.APPRENTICE_2, claims_incentive=True)
    with clock.frozen(datetime(2026, 3, 31, 12, tzinfo=ROME)):
        assert broken(F.PERMANENT, claims_incentive=True) == {}
    with clock.frozen(datetime(2026, 4, 1, 12, tzinfo=ROME)):
        assert "siisl_id" in broken(F.PERMANENT, claims_incentive=True)


def test_safety_and_quota() -> None:
    assert "D.Lgs. 81/2008" in broken(F.PERMANENT, safety_declared=False)["safety_declared"]
    assert "quota_declared" not in broken(F.PERMANENT, quota_declared=False, employees=14)
    assert "L. 68/1999" in broken(F.PERMANENT, quota_declared=False, employees=15)["quota_declared"]


# reach


@pytest.mark.parametrize(
    ("start", "end", "there", "back"),
    [
        (time(6, 10), time(14), True, True), (time(6, 9), time(14), False, True), (time(16), time(0, 30), True, True),
        (time(16), time(0, 31), True, False), (time(22), time(6), True, True), (time(3), time(5, 30), False, False),
    ],
)  # fmt: skip
def test_a_shift_and_the_hours_of_the_metro(start: time, end: time, there: bool, back: bool) -> None:
    found = reach.reach([Shift(start=start, end=end)])
    assert (found.there, found.back) == (there, back)


def test_the_worst_shift_is_told_and_the_walk_counts() -> None:
    shifts = [Shift(start=time(14), end=time(22)), Shift(start=time(5), end=time(13)), Shift()]
    assert (reach.reach(shifts).first, reach.reach(shifts).last) == (time(5), time(22))
    assert reach.reach([Shift(start=time(6, 15), end=time(14))], 10).there is False
    assert reach.reach([Shift()]) is None
