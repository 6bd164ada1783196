"""What the invented households look for besides a home: work and training, each for one person."""

import random
from datetime import date, timedelta

from jobs.enums import Cefr, ContractForm, CourseType, Licence, PartOfDay, Schooling, Skill
from marketplace.core.clock import today
from matching.models import CoursePlan, Need, WorkPlan
from matching.permits import DATES, WITHOUT_DATE, PermitKind

from .placements import TRADES

# What a household looks for: home, work, course; shares of a hundred.
WANTED = {
    (True, False, False): 42,
    (True, True, False): 20,
    (True, True, True): 14,
    (True, False, True): 8,
    (False, True, False): 7,
    (False, False, True): 5,
    (False, True, True): 4,
}
PERMITS = {
    PermitKind.OTHER: 24, PermitKind.REFUGEE: 20, PermitKind.SUBSIDIARY: 16, PermitKind.ASYLUM_SEEKER: 15,
    PermitKind.SPECIAL: 10, PermitKind.UKRAINE: 7, PermitKind.CASES: 4, PermitKind.CARE_LEAVER: 3, PermitKind.MINOR: 1,
}  # fmt: skip
LEVELS = [Cefr.PRE_A1, Cefr.A1, Cefr.A2, Cefr.A2, Cefr.B1, Cefr.B1, Cefr.B2]
SCHOOLS = [Schooling.PRIMARY, Schooling.MIDDLE, Schooling.MIDDLE, Schooling.QUALIFICATION, Schooling.DIPLOMA]
BASICS = [CourseType.ITALIAN, CourseType.ITALIAN, CourseType.CPIA_AALI, CourseType.CPIA_1L_1P, CourseType.DIGITAL]
TRADE_COURSES = [CourseType.HACCP, CourseType.FORKLIFT, CourseType.SAFETY, CourseType.ASA, CourseType.REGIONAL,
                 CourseType.SKILLS, CourseType.LICENCE_B]  # fmt: skip


def wanted(rng: random.Random) -> tuple[bool, bool, bool]:
    """Home, work, course."""
    return rng.choices(list(WANTED), weights=list(WANTED.values()))[0]


def _permit(rng: random.Random) -> tuple[str, date | None, int]:
    """Kind, date and year of birth."""
    kind = rng.choices(list(PERMITS), weights=list(PERMITS.values()))[0]
    born = today().year - rng.randint(20, 58)
    if kind in WITHOUT_DATE:
        return kind, None, born
    if kind == PermitKind.MINOR:
        return kind, today() - timedelta(days=rng.randint(30, 600)), today().year - 17
    if kind in DATES:
        return kind, today() - timedelta(days=rng.randint(10, 300)), born
    if kind == PermitKind.CARE_LEAVER:
        born = today().year - 19
    return kind, today() + timedelta(days=rng.randint(-15, 900)), born


def _parts(rng: random.Random) -> list[str]:
    """When somebody can: most say nothing, the others leave out one or two parts of the week."""
    if rng.random() < 0.5:
        return []
    left_out = set(rng.sample(PartOfDay.values, rng.choice([1, 2])))
    return [part for part in PartOfDay.values if part not in left_out]


def work_plan(rng: random.Random, need: Need) -> WorkPlan:
    known, wished = rng.choice(TRADES), rng.choice(TRADES)
    kind, day, born = _permit(rng)
    spoken = rng.choice(LEVELS)
    low = rng.choice([None, None, 15, 20])
    return WorkPlan(
        need=need, parts_of_day=_parts(rng), start=today() + timedelta(days=rng.randint(-30, 40)), born_year=born,
        occupations_wished=sorted({known["occupation"], wished["occupation"]}),
        occupations_known=[known["occupation"]] if rng.random() < 0.7 else [],
        skills=sorted({*known["skills"], rng.choice(Skill.values)}), cefr_spoken=spoken,
        cefr_written=Cefr.values[max(0, Cefr.values.index(spoken) - rng.randint(0, 2))],
        licences=[Licence.B] if rng.random() < 0.25 else [],
        certificates=known.get("certificates", []) if rng.random() < 0.6 else [],
        hours_min=low, hours_max=rng.choice([None, 30, 40]) if low else None,
        contracts=[] if rng.random() < 0.8 else [ContractForm.FIXED_TERM, ContractForm.PERMANENT],
        permit_kind=kind, permit_date=day,
    )  # fmt: skip


def course_plan(rng: random.Random, need: Need) -> CoursePlan:
    return CoursePlan(
        need=need, parts_of_day=_parts(rng), start=today() + timedelta(days=rng.randint(-30, 20)),
        born_year=today().year - rng.randint(18, 58),
        types=sorted({rng.choice(BASICS), rng.choice(TRADE_COURSES)}), cefr_spoken=rng.choice(LEVELS),
        schooling=rng.choice(SCHOOLS),
        childcare_needed=bool(need.children_ages) and min(need.children_ages) < 6 and rng.random() < 0.6,
    )  # fmt: skip
