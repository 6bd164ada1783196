"""What the law fixes for a type of course: hours, attendance and ages (``domain.md`` §3).

What the rulebook marks as uncertain never forbids: it comes back as a warning to be checked.
"""

from typing import Any

from django.utils.translation import gettext as _

from jobs.enums import Cefr, CourseType, Outcome
from jobs.findings import Verdict
from marketplace.rulebook.models import Figure
from marketplace.rulebook.selectors import figure

FIXED = frozenset(
    {
        CourseType.CPIA_AALI,
        CourseType.CPIA_1L_1P,
        CourseType.IEFP,
        CourseType.IFTS,
        CourseType.SAFETY,
        CourseType.FORKLIFT,
        CourseType.FIRST_AID,
        CourseType.FIRE,
        CourseType.ASA,
        CourseType.OSS,
    }
)
REFRESHABLE = frozenset({CourseType.SAFETY, CourseType.FORKLIFT, CourseType.FIRST_AID, CourseType.FIRE})
CPIA = frozenset({CourseType.CPIA_AALI, CourseType.CPIA_1L_1P, CourseType.CPIA_1L_2P, CourseType.CPIA_2L})
# Only bodies of the Region's register may hold them (L.R. Lombardia 19/2007 art. 25).
ACCREDITED = frozenset({CourseType.IEFP, CourseType.IFTS, CourseType.REGIONAL, CourseType.ASA, CourseType.OSS})
BEFORE_A1 = frozenset({Cefr.ALFA, Cefr.PRE_A1})
LEVELS = list(Cefr)


def rule_of(course_type: str) -> Figure | None:
    """The figure that fixes this type; None where no law does."""
    return figure(f"course.{course_type}") if course_type in FIXED else None


def needs_accreditation(course: Any) -> bool:
    """May only an accredited body hold this course? Public schools (CPIA) and trainers in safety need none."""
    return course.type in ACCREDITED or Outcome.COMPETENCE in course.outcomes


def check(course: Any) -> Verdict:
    """Everything that the type's rule says of ``course`` (a ``models.Course``), whole hours and years."""
    verdict = Verdict()
    rule = rule_of(course.type)
    if rule is not None:
        _hours(verdict, rule, course)
        _attendance(verdict, rule, course)
        _ages(verdict, rule, course)
    if course.type in CPIA:
        _distance(verdict, course)
    return verdict


def least_hours(course: Any) -> int | None:
    """The fewest hours that a course of this type, and of these levels, may have; None where no law says."""
    rule = rule_of(course.type)
    if rule is None:
        return None
    if course.type == CourseType.CPIA_AALI:
        return _aali_hours(rule.value, course.entry_cefr, course.exit_cefr)
    if course.refresher and "refresher_hours" in rule.value:
        return rule.value["refresher_hours"]
    return rule.value.get("min_hours")


def _aali_hours(value: dict[str, int], entry: str, leaving: str) -> int | None:
    """Welcome, then A1 and A2 as far as the course leads (D.I. 12/3/2015); below A1 each CPIA decides."""
    if leaving in BEFORE_A1:
        return None
    steps = {Cefr.A1: value["a1_hours"], Cefr.A2: value["a2_hours"]}
    first = LEVELS.index(Cefr(entry)) if entry else -1
    last = LEVELS.index(Cefr(leaving)) if leaving else LEVELS.index(Cefr.A2)
    return value["welcome_hours"] + sum(hours for level, hours in steps.items() if first < LEVELS.index(level) <= last)


def _hours(verdict: Verdict, rule: Figure, course: Any) -> None:
    total, least = course.hours_total, least_hours(course)
    if total is None:
        return
    label = CourseType(course.type).label
    if least is not None and total < least:
        text = _("%(label)s: servono almeno %(least)s ore, ne hai scritte %(total)s.")
        verdict.breach(rule, text % {"label": label, "least": least, "total": total}, "hours_total")
    most = rule.value.get("max_hours")
    if most is not None and total > most:
        text = _("%(label)s: al massimo %(most)s ore, ne hai scritte %(total)s.")
        verdict.breach(rule, text % {"label": label, "most": most, "total": total}, "hours_total")


def _attendance(verdict: Verdict, rule: Figure, course: Any) -> None:
    least = rule.value.get("attendance")
    if least is not None and (course.attendance_min or 0) < least:
        text = _("%(label)s: la frequenza minima è %(least)s per cento.")
        verdict.breach(rule, text % {"label": CourseType(course.type).label, "least": least}, "attendance_min")


def _ages(verdict: Verdict, rule: Figure, course: Any) -> None:
    low, high, label = rule.value.get("min_age"), rule.value.get("max_age"), CourseType(course.type).label
    if low is not None and course.min_age is not None and course.min_age < low:
        text = _("%(label)s: si entra dai %(age)s anni.") % {"label": label, "age": low}
        verdict.breach(rule, text, "min_age")
    if high is not None and course.max_age is not None and course.max_age > high:
        text = _("%(label)s: si entra fino a %(age)s anni.") % {"label": label, "age": high}
        verdict.breach(rule, text, "max_age")


def _distance(verdict: Verdict, course: Any) -> None:
    rule = figure("course.cpia_distance")
    if course.hours_total and (course.hours_distance or 0) * 100 > course.hours_total * rule.value:
        text = _("Nei percorsi CPIA a distanza si fa al massimo il %(share)s per cento delle ore.")
        verdict.breach(rule, text % {"share": rule.value}, "hours_distance")
