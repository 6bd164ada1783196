"""The criteria of work and of courses: SQL against Python on random pairs, and each border by hand."""

from datetime import date, timedelta

import pytest
from django.contrib.gis.geos import Point
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jobs.enums import Cefr, Certificate, ContractForm, CourseType, Licence, PartOfDay, Schooling, Skill
from marketplace.core.clock import today
from marketplace.offers.models import SeatPool
from matching import fit, kinds
from matching.criteria import failures, reasons, score
from matching.criteria.work import held
from matching.models import CourseFacts, CoursePlan, Need, PlacementFacts, WorkPlan
from matching.permits import PermitKind
from matching.rules import rules

from .factories import make_flat

pytestmark = pytest.mark.django_db
JOBS = ["9112", "9121", "5120", "5131", "9412", "2512", "7115"]
many = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def some(choices, most: int = 4) -> st.SearchStrategy:
    return st.lists(st.sampled_from(list(choices)), unique=True, max_size=most)


def near(low: int = -120, high: int = 240) -> st.SearchStrategy:
    return st.integers(low, high).map(lambda n: today() + timedelta(days=n))


levels = st.sampled_from(["", *Cefr.values])
ranks = st.none() | st.integers(1, 8)
years = st.none() | st.integers(1960, 2012)
points = st.none() | st.builds(lambda x, y: Point(x, y, srid=4326), st.floats(8.9, 9.4), st.floats(45.3, 45.7))


def bare_need(draw: st.DrawFn) -> Need:
    return Need(wants_home=False, daily_point=draw(points), nils=draw(some(range(1, 30))))


@st.composite
def workers(draw: st.DrawFn) -> Need:
    need, hours = bare_need(draw), sorted(draw(st.lists(st.integers(5, 48), min_size=2, max_size=2)))
    WorkPlan(
        need=need, occupations_wished=draw(some(JOBS)), occupations_known=draw(some(JOBS)), skills=draw(some(Skill)),
        cefr_spoken=draw(levels), cefr_written=draw(levels), licences=draw(some(Licence)),
        certificates=draw(some(Certificate)), hours_min=draw(st.none() | st.just(hours[0])),
        hours_max=draw(st.none() | st.just(hours[1])), parts_of_day=draw(some(PartOfDay)),
        contracts=draw(some(ContractForm)), born_year=draw(years), start=draw(st.none() | near()),
        permit_kind=draw(st.sampled_from(PermitKind.values)), permit_date=draw(near(-400, 400)),
    )  # fmt: skip
    return need


@st.composite
def learners(draw: st.DrawFn) -> Need:
    need = bare_need(draw)
    CoursePlan(
        need=need, types=draw(some(CourseType)), cefr_spoken=draw(levels),
        schooling=draw(st.sampled_from(["", *Schooling.values])), parts_of_day=draw(some(PartOfDay)),
        childcare_needed=draw(st.booleans()), born_year=draw(years), start=draw(st.none() | near()),
    )  # fmt: skip
    return need


def seat(draw: st.DrawFn) -> dict:
    return {
        "version": 1, "comune": "015146", "municipio": None, "nil": draw(st.none() | st.integers(1, 30)),
        "x": draw(st.floats(490_000, 540_000)), "y": draw(st.floats(5_010_000, 5_060_000)),
        "parts_of_day": draw(some(PartOfDay)), "free": draw(st.integers(0, 2)), "waiting_list": draw(st.booleans()),
        "closes_on": draw(st.none() | near(-5, 5)), "min_age": draw(st.none() | st.integers(14, 20)),
        "max_age": draw(st.none() | st.integers(20, 40)), "online": draw(st.booleans()),
    }  # fmt: skip


@st.composite
def placements(draw: st.DrawFn) -> dict:
    return {
        **seat(draw), "start": draw(st.none() | near()), "contract": draw(st.sampled_from(ContractForm.values)),
        "occupation": draw(st.sampled_from(["", *JOBS])), "cefr_spoken": draw(ranks), "cefr_written": draw(ranks),
        "licences": draw(some(Licence, 2)), "certificates": draw(some(Certificate, 2)), "skills": draw(some(Skill)),
        "hours_week": draw(st.none() | st.sampled_from([8.0, 20.5, 36.0, 40.0])),
        "pay_min": draw(st.none() | st.integers(300, 2500)),
    }  # fmt: skip


@st.composite
def editions(draw: st.DrawFn) -> dict:
    start = draw(near())
    return {
        **seat(draw), "start": start, "end": start + timedelta(days=30),
        "type": draw(st.sampled_from(CourseType.values)), "entry_cefr": draw(ranks),
        "exit_cefr": draw(ranks), "schooling": draw(st.integers(0, 5)),
        "cost": draw(st.integers(0, 800)), "childcare": draw(st.booleans()),
    }  # fmt: skip


@pytest.fixture
def pools() -> list[SeatPool]:
    return [SeatPool.objects.create(offer=make_flat(), total=1) for _ in range(4)]


def agree(need: Need, kind: kinds.MatchKind, facts: list) -> None:
    """SQL and Python say the same of each row, and every sentence can be written."""
    figures = rules()
    kind.facts.objects.all().delete()
    kind.facts.objects.bulk_create(facts)
    said = kind.facts.objects.annotate(failed=fit._failed(need, kind, ()), score=fit._score(need, kind, figures))
    for row in said.order_by():
        bits = sum(bit for bit, hard in kind.criteria.bits.items() if hard in failures(need, row))
        assert row.failed == bits
        assert row.score == pytest.approx(score(need, row, figures), abs=1e-6)
        assert all(reason.sentence for reason in reasons(need, row, figures))
    fit.fit(need, kind=kind.code)  # the gaps are SQL too


@many
@given(need=workers(), rows=st.lists(placements(), min_size=1, max_size=4))
def test_sql_and_python_agree_on_work(need, rows, pools):
    facts = [PlacementFacts(offer_id=pool.offer_id, **row) for pool, row in zip(pools, rows, strict=False)]
    agree(need, kinds.PLACEMENT, facts)


@many
@given(need=learners(), rows=st.lists(editions(), min_size=1, max_size=4))
def test_sql_and_python_agree_on_courses(need, rows, pools):
    facts = [CourseFacts(offer_id=pool.offer_id, pool=pool, **row) for pool, row in zip(pools, rows, strict=False)]
    agree(need, kinds.COURSE, facts)


def job(**values) -> PlacementFacts:
    """A full-time job as a dishwasher that begins next week."""
    values = {
        "offer_id": 1, "version": 1, "comune": "015146", "x": 518_000.0, "y": 5_037_000.0, "free": 1,
        "contract": ContractForm.FIXED_TERM, "occupation": "9412", "start": today() + timedelta(days=7),
        "hours_week": 40.0, "pay_min": 1300, **values,
    }  # fmt: skip
    return PlacementFacts(**values)


def seeker(**values) -> Need:
    need = Need(wants_home=False)
    WorkPlan(need=need, **{"permit_kind": PermitKind.REFUGEE, "permit_date": date(2030, 1, 1), **values})
    return need


@pytest.mark.parametrize(
    ("plan", "facts", "failed"),
    [
        ({}, {}, []),
        ({}, {"free": 0}, ["seats"]),
        ({}, {"free": 0, "waiting_list": True}, []),
        ({"licences": [Licence.C]}, {"licences": [Licence.B]}, []),
        ({"licences": [Licence.B]}, {"licences": [Licence.C]}, ["licences"]),
        ({}, {"certificates": [Certificate.HACCP]}, ["certificates"]),
        ({"parts_of_day": ["morning"]}, {"parts_of_day": ["morning"]}, []),
        ({"parts_of_day": ["morning"]}, {"parts_of_day": ["morning", "night"]}, ["times"]),
        ({"hours_max": 40}, {}, []),
        ({"hours_max": 39}, {}, ["hours_within"]),
        ({"hours_min": 41}, {}, ["hours_within"]),
        ({"contracts": [ContractForm.PERMANENT]}, {}, ["contracts"]),
    ],
)
def test_hard_criteria_of_work_at_their_borders(plan, facts, failed):
    assert [hard.name for hard in failures(seeker(**plan), job(**facts))] == failed


def test_the_day_from_which_one_may_work_against_the_first_day():
    asked = today() - timedelta(days=60 - 7)  # the sixtieth day is the first of work
    late = today() - timedelta(days=60 - 8)

    assert not failures(seeker(permit_kind=PermitKind.ASYLUM_SEEKER, permit_date=asked), job())
    assert [hard.name for hard in failures(seeker(permit_kind=PermitKind.ASYLUM_SEEKER, permit_date=late), job())] == [
        "may_work"
    ]


def test_the_age_of_a_law_passes_whoever_may_have_it():
    year, apprentice = today().year, {"min_age": 18, "max_age": 29, "start": today()}

    assert not failures(seeker(born_year=year - 18), job(**apprentice))
    assert not failures(seeker(born_year=year - 30), job(**apprentice))  # before this year's birthday still 29
    assert failures(seeker(born_year=year - 17), job(**apprentice))
    assert failures(seeker(born_year=year - 31), job(**apprentice))


def test_a_need_that_looks_for_no_work_fits_no_job():
    need = Need(wants_home=True, budget_max=900)

    assert [hard.name for hard in failures(need, job())] == ["wanted"]
    assert fit.count(need, "placement") == 0
    assert fit.fit(need, kind="placement").total == 0


def test_who_may_drive_a_lorry_may_drive_a_car():
    assert held([Licence.CE]) == ["AM", "B", "C", "CE"]
    assert held([Licence.B]) == ["AM", "B"]


@pytest.mark.parametrize(
    ("occupation", "share"), [("9412", 1.0), ("9411", 0.7), ("9498", 0.4), ("9112", 0.15), ("2512", 0.0)]
)
def test_near_occupations_take_part_of_the_points(occupation, share):
    soft = kinds.PLACEMENT.criteria.by_name["occupation"]

    assert soft.share(seeker(occupations_wished=["9412"]), job(occupation=occupation), rules()) == pytest.approx(share)
    known = seeker(occupations_known=["9412"])
    assert soft.share(known, job(occupation=occupation), rules()) == pytest.approx(0.8 * share)


@pytest.mark.parametrize(("asked", "share"), [("A1", 1.0), ("A2", 1.0), ("B1", 0.5), ("B2", 0.0)])
def test_one_level_of_italian_may_be_missing(asked, share):
    soft = kinds.PLACEMENT.criteria.by_name["language"]

    facts = job(cefr_spoken=Cefr.values.index(asked) + 1)
    assert soft.share(seeker(cefr_spoken="A2"), facts, rules()) == pytest.approx(share)
