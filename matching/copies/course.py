"""The facts of a course: one row for each edition in which one can still enrol."""

from django.db.models import Prefetch, QuerySet

from jobs.courses.rules.types import rule_of
from jobs.derived import parts_of_day, rank
from jobs.enums import Childcare, EditionState, Mode, Schooling
from jobs.models import Course, CourseEdition
from marketplace.offers.models import Offer
from marketplace.rulebook.models import Certainty

from ..models import CourseFacts
from . import place

OPEN = (EditionState.OPEN, EditionState.CONFIRMED)
RANKS = Schooling.values


def offers() -> QuerySet[Offer]:
    editions = CourseEdition.objects.filter(state__in=OPEN).select_related("pool").prefetch_related("times")
    found = Offer.objects.filter(kind="course", course__isnull=False).select_related("course")
    return found.prefetch_related(Prefetch("course__editions", editions, to_attr="open_editions"))


def rows(offer: Offer) -> list[CourseFacts]:
    """Whether it is too late to enrol is asked when one looks, not here."""
    editions = getattr(offer.course, "open_editions", None)
    if editions is None:
        editions = [row for row in offer.course.editions.select_related("pool") if row.state in OPEN]
    return [_row(offer, offer.course, edition) for edition in editions]


def _row(offer: Offer, course: Course, edition: CourseEdition) -> CourseFacts:
    pool, (least, most) = edition.pool, ages(course)
    return CourseFacts(
        pool=pool, offer=offer, **place(offer), type=course.type, entry_cefr=rank(course.entry_cefr),
        exit_cefr=rank(course.exit_cefr), schooling=RANKS.index(course.entry_schooling or Schooling.NONE),
        parts_of_day=parts_of_day(((line.day,), line.start, line.end) for line in edition.times.all()),
        start=edition.start, end=edition.end, closes_on=edition.enrol_by or pool.closes_on or edition.start,
        free=max(0, pool.free), waiting_list=pool.waiting_list, min_age=least, max_age=most,
        online=course.mode == Mode.ONLINE, cost=course.cost,
        childcare=course.childcare not in ("", Childcare.NO), women_only=course.women_only,
    )  # fmt: skip


def ages(course: Course) -> tuple[int | None, int | None]:
    """The ages of the course: its own, which must name their norm, else those that the law sets for its type."""
    rule = rule_of(course.type) if course.type else None
    law = rule.value if rule and rule.certainty != Certainty.UNCERTAIN else {}
    least = course.min_age if course.min_age is not None else law.get("min_age")
    return least, course.max_age if course.max_age is not None else law.get("max_age")
