"""Each criterion: one pair by hand, and SQL against Python on random pairs."""

from datetime import date, timedelta

import pytest
from django.contrib.gis.geos import Point
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from housing.enums import LeaseType
from matching import fit, kinds
from matching.criteria import FLAT, failures, score, weights
from matching.criteria.hard import Budget, Dates, Lease, Persons, StepFree
from matching.criteria.place import Distance
from matching.criteria.soft import CapacityFit, Duration, RentBurden
from matching.models import FlatFacts, Need
from matching.rules import rules

from .factories import make_flat, plain_facts, plain_need

pytestmark = pytest.mark.django_db
FIRST = date(2026, 12, 1)
days = st.integers(-120, 400).map(lambda n: FIRST + timedelta(days=n))
months = st.none() | st.integers(1, 60)
leases = st.lists(st.sampled_from(LeaseType.values), unique=True, max_size=4)
lon, lat = st.floats(8.9, 9.4), st.floats(45.3, 45.7)


@st.composite
def needs(draw: st.DrawFn) -> Need:
    start = draw(days)
    return Need(
        adults=draw(st.integers(1, 4)),
        children_ages=draw(st.lists(st.integers(0, 17), max_size=4)),
        budget_max=draw(st.integers(300, 2000)),
        move_in_from=start,
        move_in_to=draw(st.none() | st.integers(0, 200).map(lambda n: start + timedelta(days=n))),
        months=draw(months),
        step_free=draw(st.booleans()),
        lease_types=draw(leases),
        comuni=draw(st.lists(st.sampled_from(["015146", "015209"]), max_size=2)),
        municipi=draw(st.lists(st.integers(1, 9), max_size=3)),
        nils=draw(st.lists(st.integers(1, 88), max_size=5)),
        daily_point=draw(st.none() | st.builds(lambda x, y: Point(x, y, srid=4326), lon, lat)),
    )


@st.composite
def flats(draw: st.DrawFn) -> dict:
    low, high = draw(months), draw(months)
    return {
        "total": draw(st.integers(0, 2500)),
        "persons": draw(st.integers(0, 9)),
        "step_free": draw(st.booleans()),
        "lease_types": draw(leases),
        "available_from": draw(days),
        "available_to": draw(st.none() | days),
        "min_months": low,
        "max_months": high,
        "comune": draw(st.sampled_from(["015146", "015209", "015011"])),
        "municipio": draw(st.none() | st.integers(1, 9)),
        "nil": draw(st.none() | st.integers(1, 88)),
        "x": draw(st.floats(490_000, 540_000)),
        "y": draw(st.floats(5_010_000, 5_060_000)),
    }


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(need=needs(), rows=st.lists(flats(), min_size=1, max_size=6))
def test_sql_and_python_agree(need, rows, offers):
    figures = rules()
    FlatFacts.objects.all().delete()
    facts = [FlatFacts(offer_id=pk, version=1, **row) for pk, row in zip(offers, rows, strict=False)]
    FlatFacts.objects.bulk_create(facts)
    said = (
        FlatFacts.objects.annotate(
            failed=fit._failed(need, kinds.FLAT, ()), score=fit._score(need, kinds.FLAT, figures)
        )
        .order_by()
        .in_bulk([row.pk for row in facts])
    )
    for row in facts:
        bits = sum(bit for bit, hard in kinds.FLAT.criteria.bits.items() if hard in failures(need, row))
        assert said[row.pk].failed == bits
        assert said[row.pk].score == pytest.approx(score(need, row, figures), abs=1e-6)


@pytest.fixture
def offers() -> list[int]:
    """Ids that facts may stand for."""
    return [make_flat().pk for _ in range(6)]


def test_every_criterion_has_a_name_of_its_own():
    assert len(FLAT.by_name) == 10
    assert [hard.name for hard in FLAT.hard] == ["persons", "budget", "dates", "lease", "step_free"]


@pytest.mark.parametrize(
    ("criterion", "need", "flat", "holds", "sentence"),
    [
        (Persons(), {"adults": 3}, {}, True, "3 persone: la casa può ospitarne 3"),
        (Persons(), {"adults": 4}, {}, False, "4 persone: la casa può ospitarne solo 3"),
        (Persons(), {}, {"persons": 0}, False, "non sappiamo quante persone può ospitare"),
        (Budget(), {}, {}, True, "800 € al mese in tutto, limite 900 € (restano 100 €)"),
        (Budget(), {"budget_max": 790}, {}, False, "800 € al mese in tutto, limite 790 € (10 € in più)"),
        (Dates(), {}, {}, True, "libera dal 1 dicembre 2026"),
        (
            Dates(),
            {"move_in_to": date(2026, 12, 31)},
            {"available_from": date(2027, 1, 2)},
            False,
            "libera dal 2 gennaio 2027, 2 giorni troppo tardi",
        ),
        (Dates(), {}, {"available_to": FIRST}, False, "è libera solo fino al 1 dicembre 2026"),
        (Lease(), {"lease_types": ["concordato", "libero"]}, {}, True, "Canone concordato, 3 anni + 2"),
        (
            Lease(),
            {"lease_types": ["libero"]},
            {},
            False,
            "chi affitta propone solo: Canone concordato, 3 anni + 2",
        ),
        (StepFree(), {"step_free": True}, {}, False, "ci sono scale, e serve una casa senza scale"),
    ],
)
def test_hard_criteria_say_why_and_by_how_much(criterion, need, flat, holds, sentence):
    need, flat = plain_need(**need), plain_facts(**flat)

    assert criterion.holds(need, flat) is holds
    assert criterion.sentence(need, flat).replace("\N{NO-BREAK SPACE}", " ").lower() == sentence.lower()


@pytest.mark.parametrize(
    ("criterion", "need", "flat", "share"),
    [
        (RentBurden(), {"budget_max": 1000}, {"total": 700}, 1.0),
        (RentBurden(), {"budget_max": 1000}, {"total": 850}, 0.5),
        (RentBurden(), {"budget_max": 1000}, {"total": 1000}, 0.0),
        (CapacityFit(), {}, {"persons": 2}, 1.0),
        (CapacityFit(), {}, {"persons": 5}, 0.0),
        (Duration(), {"months": 12}, {}, 1.0),
        (Duration(), {"months": 36}, {}, 0.5),
        (Duration(), {"months": 3}, {}, 0.5),
    ],
)
def test_soft_criteria_share_their_points(criterion, need, flat, share):
    assert criterion.share(plain_need(**need), plain_facts(**flat), rules()) == pytest.approx(share)


def test_distance_is_a_straight_line_in_metres():
    duomo = Point(9.1916, 45.4642, srid=4326)
    need = plain_need(daily_point=duomo)
    lambrate = Point(9.2364, 45.4847, srid=4326).transform(32632, clone=True)

    metres = Distance().metres(need, plain_facts(x=lambrate.x, y=lambrate.y))

    assert metres == pytest.approx(4180, rel=0.01)  # measured on the map


def test_weights_of_what_applies_make_a_hundred():
    few = weights(plain_need(), rules())
    all_of_them = weights(plain_need(months=12, nils=[23], daily_point=Point(9.2, 45.5, srid=4326)), rules())

    assert sum(few.values()) == pytest.approx(100)
    assert sum(all_of_them.values()) == pytest.approx(100)
    assert len(few) == 2
    assert len(all_of_them) == 5
