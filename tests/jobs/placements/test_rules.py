"""Every rule at its border values. No row is saved: rules read a placement as it would be."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobs.enums import APPRENTICESHIPS, TRAINEESHIPS, ContractForm
from jobs.models import Placement
from jobs.placements import contracts
from jobs.placements.rules.traineeship import indemnity_floor, longest, quota, shortest
from marketplace.core import clock
from marketplace.core.clock import ROME
from marketplace.organisations.enums import BodyForm

from .judged import broken, unsure

pytestmark = pytest.mark.django_db
F = ContractForm
TODAY = datetime(2026, 11, 23, 12, tzinfo=ROME)


@pytest.fixture(autouse=True)
def _today() -> Any:
    with clock.frozen(TODAY):
        yield


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
