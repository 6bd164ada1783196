"""Every rule at its border values. No row is saved: rules read a placement as it would be."""

from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobs.enums import APPRENTICESHIPS, TRAINEESHIPS, ContractForm, PayPeriod
from jobs.models import Placement, Shift
from jobs.placements import contracts, rules
from jobs.placements.rules import pay, reach
from jobs.placements.rules.time import length
from jobs.placements.rules.traineeship import indemnity_floor, longest, quota, shortest
from marketplace.core import clock
from marketplace.core.clock import ROME
from marketplace.offers.models import Offer
from marketplace.organisations.enums import BodyForm
from marketplace.organisations.models import Body

pytestmark = pytest.mark.django_db
F = ContractForm
TODAY = datetime(2026, 11, 23, 12, tzinfo=ROME)


@pytest.fixture(autouse=True)
def _today() -> Any:
    with clock.frozen(TODAY):
        yield


def made(contract: str, *, body: str = BodyForm.COMPANY, start: date | None = None, **values: Any) -> Placement:
    host = Body(pk=1, legal_name="Trattoria Prova", form=body)
    return Placement(contract=contract, offer=Offer(kind="placement", body=host, available_from=start), **values)


def broken(contract: str, **values: Any) -> dict[str, str]:
    return {one.field: str(one.text) for one in rules.check(made(contract, **values)).problems}


def unsure(contract: str, **values: Any) -> dict[str, str]:
    return {one.field: str(one.text) for one in rules.check(made(contract, **values)).warnings}


# traineeship: DGR Lombardia 7763/2018


@pytest.mark.parametrize(
    ("hours", "meals", "public", "least"),
    [
        (8, False, False, 500),
        (None, None, False, 500),
        (8, True, False, 400),
        (Decimal("4.1"), False, False, 500),
        (4, False, False, 350),
        (4, True, False, 350),
        (8, False, True, 300),
        (4, True, True, 300),
    ],
)
def test_floor_of_the_indemnity(hours: Any, meals: bool | None, public: bool, least: int) -> None:
    assert indemnity_floor(hours_day=hours, meals=meals, public_body=public) == least
    form = BodyForm.PUBLIC if public else BodyForm.COMPANY
    given_values = {"hours_day": hours, "meals": meals, "body": form}
    assert "indemnity" not in broken(F.TRAINEESHIP, indemnity=least, **given_values)
    text = broken(F.TRAINEESHIP, indemnity=least - 1, **given_values)["indemnity"]
    assert str(least) in text
    assert "DGR Lombardia 7763/2018" in text


@given(
    hours=st.decimals("0.5", "13", places=1), meals=st.booleans(), public=st.booleans(), indemnity=st.integers(0, 1000)
)
def test_an_indemnity_is_lawful_exactly_from_its_floor_on(
    hours: Decimal, meals: bool, public: bool, indemnity: int
) -> None:
    least = indemnity_floor(hours_day=hours, meals=meals, public_body=public)
    assert 300 <= least <= 500
    assert least <= indemnity_floor(hours_day=hours, meals=False, public_body=False)
    assert indemnity_floor(hours_day=min(hours, Decimal(4)), meals=meals, public_body=public) <= least
    form = BodyForm.PUBLIC if public else BodyForm.COMPANY
    with clock.frozen(TODAY):
        found = broken(F.TRAINEESHIP, hours_day=hours, meals=meals, indemnity=indemnity, body=form)
    assert ("indemnity" in found) == (indemnity < least)


@pytest.mark.parametrize(
    ("eqf", "seasonal", "months", "lawful"),
    [
        ([2], False, 1, False), ([2], True, 1, True), ([2], True, 0, False), ([2], None, 2, True),
        ([3], False, 6, True), ([3], False, 7, False), ([3, 4], False, 7, False), ([4], False, 12, True),
        ([4, 5], False, 12, True), ([4], False, 13, False), ([], False, 7, False),
    ],
)  # fmt: skip
def test_duration_of_a_traineeship(eqf: list[int], seasonal: bool | None, months: int, lawful: bool) -> None:
    found = broken(F.TRAINEESHIP, eqf=eqf, seasonal=seasonal, months=months)
    assert ("months" not in found) == lawful
    if not lawful:
        assert "DGR Lombardia 7763/2018" in found["months"]
    assert shortest(seasonal=seasonal) <= longest(eqf)


@pytest.mark.parametrize(
    ("employees", "most"), [(0, 1), (1, 1), (5, 1), (6, 2), (20, 2), (21, 3), (30, 3), (31, 4), (100, 10), (101, 11)]
)
def test_how_many_trainees_at_once(employees: int, most: int) -> None:
    assert quota(employees) == most
    assert "trainees" not in broken(F.TRAINEESHIP, employees=employees, trainees=most)
    text = broken(F.TRAINEESHIP, employees=employees, trainees=most + 1)["trainees"]
    assert "Linee guida 25/5/2017" in text


def test_the_host_the_tutor_and_the_papers() -> None:
    assert "tutor_trainees" not in broken(F.TRAINEESHIP, tutor_trainees=3)
    assert "al massimo 3" in broken(F.TRAINEESHIP, tutor_trainees=4)["tutor_trainees"]
    assert {"no_prior_work", "agreed", "plan"} <= broken(
        F.TRAINEESHIP, no_prior_work=False, agreed=False, plan=False
    ).keys()
    assert "promoter_name" in broken(F.TRAINEESHIP, promoter_name=" trattoria prova ")
    assert "promoter_kind" in unsure(F.TRAINEESHIP, promoter_kind="other")
    assert broken(F.TRAINEESHIP) == {}  # nothing answered yet breaks nothing


def test_what_the_rulebook_is_unsure_of_only_warns() -> None:
    assert "months" not in unsure(F.INCLUSION, months=24)
    assert "DGR Lombardia 5451/2016" in unsure(F.INCLUSION, months=25)["months"]
    assert broken(F.INCLUSION, months=25, social_service=False) == {}
    assert "indemnity" in unsure(F.WORK_GRANT, indemnity=499)
    assert broken(F.WORK_GRANT, indemnity=100, months=40) == {}
    assert "tutor_trainees" in broken(F.INCLUSION, tutor_trainees=4)


# apprenticeships: D.Lgs. 81/2015


@pytest.mark.parametrize(
    ("contract", "craft", "months", "lawful"),
    [
        (F.APPRENTICE_1, None, 5, False), (F.APPRENTICE_1, None, 6, True), (F.APPRENTICE_1, None, 48, True),
        (F.APPRENTICE_1, None, 49, False), (F.APPRENTICE_2, False, 5, False), (F.APPRENTICE_2, False, 6, True),
        (F.APPRENTICE_2, False, 36, True), (F.APPRENTICE_2, False, 37, False), (F.APPRENTICE_2, True, 60, True),
        (F.APPRENTICE_2, True, 61, False), (F.APPRENTICE_3, None, 5, False), (F.APPRENTICE_3, None, 120, True),
    ],
)  # fmt: skip
def test_duration_of_an_apprenticeship(contract: str, craft: bool | None, months: int, lawful: bool) -> None:
    found = broken(contract, craft=craft, months=months)
    assert ("months" not in found) == lawful
    if not lawful:
        assert "D.Lgs. 81/2015" in found["months"]


@pytest.mark.parametrize(
    ("hours", "lawful", "usual"),
    [(39, False, True), (40, True, True), (80, True, True), (120, True, True), (100, True, False)],
)
def test_training_of_level_two(hours: int, lawful: bool, usual: bool) -> None:
    assert ("training_hours" not in broken(F.APPRENTICE_2, training_hours=hours)) == lawful
    assert ("training_hours" not in unsure(F.APPRENTICE_2, training_hours=hours)) == usual


def test_an_apprentice_has_a_written_plan() -> None:
    for contract in APPRENTICESHIPS:
        assert "plan" in broken(contract, plan=False)
        assert "plan" not in broken(contract, plan=True)


# employment: D.Lgs. 81/2015 artt. 13 and 19


@pytest.mark.parametrize(
    ("months", "cause", "text", "fields"),
    [
        (12, "", "", set()), (13, "", "", {"cause"}), (13, "sostituzione", "", {"cause_text"}),
        (24, "sostituzione", "Sostituisce chi è in congedo", set()), (25, "ccnl", "Art. 12", {"months"}),
    ],
)  # fmt: skip
def test_a_fixed_term_says_why_beyond_twelve_months(months: int, cause: str, text: str, fields: set[str]) -> None:
    found = broken(F.FIXED_TERM, months=months, cause=cause, cause_text=text)
    assert found.keys() == fields
    assert all("D.Lgs. 81/2015 art. 19" in sentence for sentence in found.values())


def test_the_cause_of_the_parties_has_an_end_to_be_checked() -> None:
    values = {"months": 13, "cause": "parti", "cause_text": "Picco di ordini"}
    assert "cause" not in unsure(F.FIXED_TERM, start=date(2025, 12, 31), **values)
    assert "31 dicembre 2025" in unsure(F.FIXED_TERM, start=date(2026, 1, 1), **values)["cause"]


def test_on_call_days_and_seasons_only_warn() -> None:
    assert "call_days" not in unsure(F.ON_CALL, call_days=400)
    assert "D.Lgs. 81/2015 art. 13" in unsure(F.ON_CALL, call_days=401)["call_days"]
    assert "months" not in unsure(F.SEASONAL, months=12)
    assert "1525/1963" in unsure(F.SEASONAL, months=13)["months"]
    assert broken(F.ON_CALL, call_days=1000) == broken(F.SEASONAL, months=30) == {}


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


# the forms


@pytest.mark.parametrize("contract", ContractForm.values)
def test_each_form_explains_itself(contract: str) -> None:
    told = contracts.explain(contract)
    assert told.text.endswith(".")
    aged = {*APPRENTICESHIPS, F.TRAINEESHIP, F.ON_CALL}
    assert bool(told.ages) == (contract in aged)


def test_the_ages_are_those_of_the_law() -> None:
    assert "da 15 a 25 anni" in contracts.explain(F.APPRENTICE_1).ages
    assert "da 18 a 29 anni" in contracts.explain(F.APPRENTICE_2).ages
    assert "Da 17" in contracts.explain(F.APPRENTICE_3).ages
    assert contracts.explain(F.ON_CALL).warnings
    assert TRAINEESHIPS.isdisjoint(APPRENTICESHIPS)


def test_no_question_is_about_who_people_are() -> None:
    columns = {column.name for column in Placement._meta.get_fields()}
    forbidden = ("age_", "_age", "eta", "sex", "nation", "cittad", "relig", "salary", "photo_of")
    assert [name for name in columns if any(word in name for word in forbidden)] == []
