"""Invented households: a case code, and what a search needs to know."""

import random
from datetime import timedelta

from django.contrib.gis.geos import Point

from housing.enums import LeaseType
from marketplace.core.clock import now, today
from marketplace.places.models import SRID, Nil, Stop, StopKind
from matching.enums import NeedState
from matching.models import CoursePlan, Need, WorkPlan

from .bulk import copy
from .geography import MILAN
from .people import Cast
from .plans import course_plan, wanted, work_plan

LEASES = [LeaseType.CONCORDATO_3_2, LeaseType.LIBERO_4_4, LeaseType.TRANSITORIO, LeaseType.FORESTERIA]
AT_HOME = 40  # the first look for a home: the operator whom a visitor tries has proposals about some of them
LETTERS = "ABCDEFGHKLMNPQRSTUVWXYZ"


def _children(rng: random.Random) -> list[int]:
    count = rng.choices([0, 1, 2, 3, 4], weights=[50, 20, 17, 9, 4])[0]
    return sorted(rng.randint(0, 17) for _ in range(count))


def make_needs(rng: random.Random, cast: Cast, count: int) -> list[int]:
    """Write ``count`` needs, spread over the operators. Returns their ids."""
    stops = list(Stop.objects.filter(kind=StopKind.METRO).order_by("code").values_list("name", "point"))
    nils = list(Nil.objects.order_by("number").values_list("number", flat=True))
    made: list[Need] = []
    plans: tuple[list[WorkPlan], list[CoursePlan]] = ([], [])
    for number in range(count):
        member = cast.operators[number % len(cast.operators)]
        need = Need(body=member.body, operator=member.user, is_demo=True)
        need.case_code = f"{rng.choice(LETTERS)}{rng.choice(LETTERS)}-{number:04d}"
        need.state = NeedState.OPEN if rng.random() < 0.9 else NeedState.PAUSED
        need.created_at = now() - timedelta(days=rng.randint(0, 200))
        need.wants_home, work, course = wanted(rng) if number >= AT_HOME else (True, number % 2 == 1, number % 3 == 1)
        _household(need, rng)
        _wishes(need, rng, nils, rng.choice(stops) if stops and rng.random() < 0.6 else None)
        plans[0].extend([work_plan(rng, need)] if work else [])
        plans[1].extend([course_plan(rng, need)] if course else [])
        made.append(need)
    copy(made)
    for rows in plans:
        for plan in rows:
            plan.need_id = plan.need.pk
        copy(rows)
    return [need.pk for need in made]


def _household(need: Need, rng: random.Random) -> None:
    need.children_ages = _children(rng)
    need.adults = rng.choices([1, 2, 3], weights=[55, 38, 7])[0]
    if need.wants_home:
        need.budget_max = rng.randrange(380, 700, 10) + 90 * (need.adults - 1) + 60 * len(need.children_ages)
        need.step_free = rng.random() < 0.08


def _wishes(need: Need, rng: random.Random, nils: list[int], daily: tuple[str, Point] | None) -> None:
    """Where and when; ``daily`` is the station near which somebody works or goes to school."""
    need.comuni = [MILAN] if rng.random() < 0.5 else []
    need.nils = sorted(rng.sample(nils, 4)) if rng.random() < 0.3 else []
    if need.wants_home:
        _home(need, rng)
    if daily:
        need.daily_place = f"{daily[0].title()}, metropolitana"
        need.daily_point = Point(daily[1].x, daily[1].y, srid=SRID)


def _home(need: Need, rng: random.Random) -> None:
    need.move_in_from = today() + timedelta(days=rng.randint(-20, 90))
    need.move_in_to = need.move_in_from + timedelta(days=rng.choice([60, 90, 120]))
    need.months = rng.choice([6, 12, 18, 36])
    need.lease_types = sorted(rng.sample(LEASES, 3)) if rng.random() < 0.4 else []
