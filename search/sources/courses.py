"""What can be found of courses: what one learns, when, at which level."""

from collections import defaultdict

from jobs.derived import parts_of_day, rank
from jobs.enums import Childcare, CourseType, EditionState
from jobs.models import Course, CourseEdition
from jobs.sectors import SECTIONS, section
from marketplace.core.clock import today
from marketplace.offers.models import Offer

from ..documents import Source
from ..record import CHILDCARE, FREE_OF_CHARGE, FREE_SEATS, STEP_FREE, STIPEND
from .placements import SECTION_CODES, free_seats, mask, number, occupation_words
from .shared import Around, around, open_days, place_texts, shared

TYPES = list(CourseType)  # a type's number is its place here, from 1: add new ones at the end only


def read_courses(offers: list[Offer]) -> list[Source]:
    ids = [offer.pk for offer in offers]
    rows = Course.objects.in_bulk(ids)
    words = occupation_words({code for row in rows.values() for code in row.occupations})
    free = free_seats(ids)
    editions = _editions(ids)
    providers = dict(Offer.objects.filter(pk__in=ids).values_list("pk", "body__legal_name"))
    near = around(offers)
    return [
        _source(offer, rows[offer.pk], editions[offer.pk], offer.pk in free, near[offer.pk], [
            *(text for code in rows[offer.pk].occupations for text in words.get(code, [])),
            providers[offer.pk] or "", *place_texts(offer, near[offer.pk].station),
        ])
        for offer in offers if offer.pk in rows
    ]  # fmt: skip


def _editions(offer_ids: list[int]) -> dict[int, list[CourseEdition]]:
    """The editions that are still to begin, by course, the next first."""
    found = defaultdict(list)
    rows = CourseEdition.objects.filter(course__in=offer_ids, start__gte=today()).order_by("start", "pk")
    live = rows.filter(state__in=[EditionState.OPEN, EditionState.CONFIRMED])
    for edition in live.prefetch_related("times"):
        found[edition.course_id].append(edition)
    return found


def _source(
    offer: Offer, course: Course, editions: list[CourseEdition], free: bool, near: Around, texts: list[str]
) -> Source:
    letter = section(course.sector)
    kind = CourseType(course.type) if course.type else None
    times = [([time.day], time.start, time.end) for edition in editions for time in edition.times.all()]
    key = ["corso formazione", str(kind.label) if kind else "", str(SECTIONS.get(letter, "")), course.exit_cefr, *texts]
    return Source(
        **shared(offer, near),
        key=[text for text in key if text],
        body=[offer.description, course.programme],
        type=TYPES.index(kind) + 1 if kind else None,
        occupation=number(course.occupations[0]) if course.occupations else None,
        start=editions[0].start if editions else offer.available_from,
        cefr=rank(course.entry_cefr),
        sector=SECTION_CODES.index(letter) + 1 if letter else None,
        parts=mask(parts_of_day(times)),
        flags=(
            FREE_SEATS * free
            | FREE_OF_CHARGE * (course.cost == 0)
            | STIPEND * bool(course.stipend)
            | CHILDCARE * (course.childcare in {Childcare.ON_SITE, Childcare.VOUCHER})
            | STEP_FREE * bool(course.step_free)
        ),
        **open_days(offer),
    )
