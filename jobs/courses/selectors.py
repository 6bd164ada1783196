"""Reading courses: for the body that teaches, for cards in lists, for the public page and for calendars."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time
from typing import Any

from django.db.models import Count, Prefetch, Q, QuerySet
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from jobs.enums import EditionState, MediationLanguage
from jobs.models import Course, CourseEdition, Enrolment, Lesson, WeeklyTime
from marketplace.core.clock import today
from marketplace.offers.cards import zone_name
from marketplace.offers.enums import AgreementState, OfferState
from marketplace.offers.life import Who, parts_of
from marketplace.offers.models import Offer
from marketplace.offers.photos import selectors as photos
from marketplace.offers.photos.selectors import PhotoView

PLACES = ("offer__comune", "offer__municipio", "offer__nil")
SHAPES = ("comune__area", "municipio__area", "nil__area", "nil__outline")  # megabytes that no page prints
RUNNING = (EditionState.OPEN, EditionState.CONFIRMED)
SHOWN = frozenset({OfferState.PUBLISHED, OfferState.RESERVED, OfferState.TAKEN, OfferState.PAUSED, OfferState.EXPIRED})


def editions() -> QuerySet[CourseEdition]:
    """Editions with their seats and timetable, and ``waiting``: how many wait for a seat."""
    waiting = Count("pool__agreements", filter=Q(pool__agreements__state=AgreementState.WAITING))
    return CourseEdition.objects.select_related("pool").prefetch_related("times").annotate(waiting=waiting)


def courses() -> QuerySet[Course]:
    """Courses with their offer, place and editions, without the outlines of the places."""
    rows = Course.objects.select_related(*PLACES, "offer__body").defer(*(f"offer__{name}" for name in SHAPES))
    return rows.prefetch_related(Prefetch("editions", editions()))


def own_edition(actor: Any, public_id: str, edition_id: str) -> CourseEdition:
    """The edition, for who may write its course. Raises ``Http404`` for anybody else."""
    found = editions().filter(public_id=edition_id, course__offer__public_id=public_id)
    edition = found.select_related("course__offer__body", "course__offer__comune").first()
    if edition is None or Who.OWNER not in parts_of(actor, edition.course.offer):
        raise Http404
    return edition


def own_lesson(edition: CourseEdition, lesson_id: str) -> Lesson:
    """A lesson of this edition. Raises ``Http404``."""
    lesson = edition.lessons.filter(public_id=lesson_id).first()
    if lesson is None:
        raise Http404
    return lesson


def enrolled(edition: CourseEdition) -> QuerySet[Enrolment]:
    """All enrolments of an edition, in the order of their case codes: a register's order tells nothing of anybody."""
    return edition.enrolments.select_related("agreement").order_by("agreement__case_code", "pk")


def calendar_edition(public_id: str, edition_id: str) -> CourseEdition:
    """The edition of a course that is or has been on the site, for its calendar. Raises ``Http404``."""
    found = CourseEdition.objects.select_related("course__offer").filter(
        public_id=edition_id, course__offer__public_id=public_id, course__offer__state__in=SHOWN
    )
    edition = found.exclude(course__offer__published_at=None).first()
    if edition is None:
        raise Http404
    return edition


@dataclass(frozen=True)
class EditionView:
    """An edition as pages print it. ``open``: may one join, or at least wait?"""

    edition: CourseEdition
    times: list[str]
    free: int
    total: int
    waiting: int
    open: bool

    @property
    def seats(self) -> str:
        """ "3 di 15 posti liberi"."""
        values = {"free": self.free, "n": self.total}
        return ngettext("%(free)s di %(n)s posto libero", "%(free)s di %(n)s posti liberi", self.total) % values

    @property
    def waiting_words(self) -> str:
        """ "2 in lista d’attesa", or that there is a list; "" where there is none."""
        if self.waiting:
            return _("%(n)s in lista d’attesa") % {"n": self.waiting}
        return _("c’è una lista d’attesa") if self.edition.pool.waiting_list and not self.free else ""


def view(edition: Any) -> EditionView:
    """``edition`` from ``editions()``. Seats that somebody waits for are not free for others."""
    pool, waiting = edition.pool, edition.waiting
    free = 0 if waiting else pool.free
    running = edition.state in RUNNING and pool.open
    open_now = running and (free > 0 or pool.waiting_list)
    return EditionView(edition, timetable_words(edition.times.all()), free, pool.total, waiting, open_now)


def to_come(course: Course) -> list[EditionView]:
    """Editions of a course of ``courses()`` that are not over: with a free seat first, then those with a list."""
    rows = [view(one) for one in course.editions.all() if one.state in RUNNING and one.end >= today()]
    return sorted(rows, key=_to_join)


def _to_join(row: EditionView) -> tuple[bool, bool, date]:
    return not (row.open and row.free), not row.open, row.edition.start


def timetable_words(times: Iterable[WeeklyTime]) -> list[str]:
    """A weekly timetable in lines: days with the same hours stand together."""
    hours: dict[tuple[time, time], list[WeeklyTime]] = {}
    for line in sorted(times, key=lambda line: (line.day, line.start)):
        hours.setdefault((line.start, line.end), []).append(line)
    return [
        _("%(days)s, %(start)s–%(end)s")
        % {
            "days": _and([str(line.get_day_display()) for line in lines]),
            "start": f"{start:%H:%M}",
            "end": f"{end:%H:%M}",
        }
        for (start, end), lines in hours.items()
    ]


def _and(words: list[str]) -> str:
    if len(words) < 2:
        return "".join(words)
    return _("%(first)s e %(last)s") % {"first": ", ".join(words[:-1]), "last": words[-1]}


@dataclass(frozen=True)
class Card:
    """A course in a list; ``next`` is the edition that one would join."""

    id: int
    public_id: str
    url: str
    title: str
    state: str
    type: str
    zone: str
    next: EditionView | None
    level: str
    hours: int | None
    cost: int
    childcare: bool
    languages: str
    step_free: bool
    available_from: date | None
    photo: PhotoView | None


def cards(offer_ids: Iterable[int]) -> list[Card]:
    """Cards of these offers, in the order given: as many queries for thirty as for one."""
    ids = list(offer_ids)
    found = courses().in_bulk(ids)
    covers = photos.first_of(found)
    return [_card(found[pk], covers.get(pk)) for pk in ids if pk in found]


def _card(course: Course, photo: PhotoView | None) -> Card:
    offer = course.offer
    return Card(
        id=offer.pk,
        public_id=offer.public_id,
        url=reverse("offer_detail", args=[offer.public_id]),
        title=offer.title,
        state=offer.state,
        type=str(course.get_type_display()),
        zone=zone_name(offer),
        next=next(iter(to_come(course)), None),
        level=str(course.get_entry_cefr_display()) if course.entry_cefr else "",
        hours=course.hours_total,
        cost=course.cost,
        childcare=course.childcare not in ("", "no"),
        languages=languages(course),
        step_free=bool(course.step_free),
        available_from=offer.available_from,
        photo=photo,
    )


def languages(course: Course) -> str:
    """The languages with mediation, in words."""
    return ", ".join(str(MediationLanguage(code).label) for code in course.mediation_languages)


def of_offers(offers: Iterable[Offer]) -> dict[int, list[EditionView]]:
    """The editions of these offers that are not over, by offer, in the order of ``to_come``: two queries."""
    rows = editions().filter(course__in=[offer.pk for offer in offers], state__in=RUNNING, end__gte=today())
    found: dict[int, list[EditionView]] = {}
    for row in sorted(map(view, rows), key=_to_join):
        found.setdefault(row.edition.course_id, []).append(row)
    return found
