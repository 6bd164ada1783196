"""Editions: a training body adds, changes and cancels them, before the review and on the market alike."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import F, Max, Min
from django.utils.translation import gettext_lazy as _

from jobs.enums import DropReason, EditionState
from jobs.models import CourseEdition, WeeklyTime
from marketplace.audit import services as audit
from marketplace.core.clock import now, today
from marketplace.core.errors import DomainError, NotAllowed, WrongState
from marketplace.core.ids import public_id
from marketplace.core.locks import lock
from marketplace.offers.enums import FINDABLE, GONE, AgreementState, OfferState
from marketplace.offers.life import Who, parts_of
from marketplace.offers.models import Agreement, Offer, SeatPool
from marketplace.offers.services import market, seats
from marketplace.outbox import services as outbox

from ..rules import timetable
from ..rules.timetable import Line
from . import enrolments, lessons

S = OfferState
# While the Comune reads it, a course stands still; one that is gone has to be opened again first.
CHANGEABLE = frozenset({S.DRAFT, S.CHANGES, S.PUBLISHED, S.PAUSED, S.RESERVED, S.TAKEN})
RUNNING = frozenset({EditionState.OPEN, EditionState.CONFIRMED})


@dataclass(frozen=True)
class Plan:
    """An edition as it is to be. ``lines``: its weekly timetable."""

    start: date
    end: date
    seats: int
    enrol_by: date | None = None
    exam_on: date | None = None
    min_seats: int | None = None
    waiting_list: bool = True
    room: str = ""
    lines: list[Line] = field(default_factory=list)

    @property
    def closes_on(self) -> date:
        """The last day on which one may join."""
        return self.enrol_by or self.start


@transaction.atomic
def add(*, offer_id: int, plan: Plan, actor: Any) -> CourseEdition:
    """Add an edition with its seats, timetable and lessons. Raises ``DomainError`` naming the field."""
    offer = locked_offer(offer_id, actor)
    _check(plan)
    code = public_id()
    edition = CourseEdition(course_id=offer_id, pool=_pool(offer_id, code, plan, actor), public_id=code)
    _write(edition, plan, offer)
    _record(edition, "added", actor)
    return edition


@transaction.atomic
def change(*, edition_id: int, plan: Plan, actor: Any) -> CourseEdition:
    """Change an edition that has not been cancelled. More seats let the waiting list move up."""
    edition, offer, pool = locked(edition_id, actor)
    _check(plan)
    if (edition.start, edition.end) != (plan.start, plan.end):
        _move_agreements(pool, plan)
    _pool(offer.pk, edition.public_id, plan, actor)
    _write(edition, plan, offer)
    _record(edition, "changed", actor)
    return edition


@transaction.atomic
def confirm(*, edition_id: int, actor: Any) -> CourseEdition:
    """Say that the edition will take place. Raises ``DomainError`` while fewer than ``min_seats`` are taken."""
    edition, _offer, pool = locked(edition_id, actor, EditionState.OPEN)
    if edition.min_seats and pool.held < edition.min_seats:
        text = _("Servono almeno %(least)s iscrizioni, adesso sono %(held)s.")
        raise DomainError(text % {"least": edition.min_seats, "held": pool.held})
    edition.state = EditionState.CONFIRMED
    edition.save(update_fields=["state"])
    _record(edition, "confirmed", actor)
    return edition


@transaction.atomic
def cancel(*, edition_id: int, actor: Any) -> CourseEdition:
    """Cancel an edition: nobody moves up any more, all enrolments end, and both sides of each are told."""
    edition, offer, pool = locked(edition_id, actor)
    edition.state = EditionState.CANCELLED
    edition.save(update_fields=["state"])
    # those who wait leave first, so that nobody moves up into a course that is not held
    rest = Agreement.objects.filter(pool=pool).exclude(state__in=GONE)
    for agreement in sorted(rest, key=lambda agreement: agreement.state != AgreementState.WAITING):
        enrolments.leave(agreement=agreement, reason=DropReason.CANCELLED, actor=actor)
    pool.waiting_list, pool.closes_on = False, today() - timedelta(days=1)
    pool.save(update_fields=["waiting_list", "closes_on"])
    _settle(offer, actor)
    _record(edition, "cancelled", actor)
    outbox.emit("edition.cancelled", edition.pk)
    return edition


def close_due() -> int:
    """Mark the editions whose last day has passed, and bring the courses' days up to date; returns how many courses."""
    gone = CourseEdition.objects.filter(state__in=RUNNING, end__lt=today())
    closed = set(gone.values_list("course_id", flat=True))
    stale = CourseEdition.objects.filter(
        state__in=RUNNING, pool__closes_on__lt=today(), start=F("course__offer__available_from")
    ).filter(course__offer__available_to__gte=today())
    courses = closed | set(stale.values_list("course_id", flat=True))
    for offer_id in sorted(courses):
        _close(offer_id)
    return len(courses)


@transaction.atomic
def _close(offer_id: int) -> None:
    offer = lock(Offer.objects.all(), pk=offer_id)
    rows = CourseEdition.objects.filter(course_id=offer_id, state__in=RUNNING, end__lt=today())
    rows.update(state=EditionState.ENDED)
    keep_dates(offer)


def keep_dates(offer: Offer) -> None:
    """``available_from``: when the next edition starts that one may join; ``available_to``: the last day to do so.

    A course that had such an edition and has none left keeps its last day: it expires by it. The offer is locked.
    """
    running = CourseEdition.objects.filter(course_id=offer.pk, state__in=RUNNING)
    found = running.filter(pool__closes_on__gte=today()).aggregate(start=Min("start"), last=Max("pool__closes_on"))
    start, last = found["start"], found["last"]
    if last is None and running.exists():
        last, start = offer.available_to, offer.available_from
    if (offer.available_from, offer.available_to) == (start, last):
        return
    offer.available_from, offer.available_to = start, last
    offer.save(update_fields=["available_from", "available_to"])
    if offer.state in FINDABLE:
        outbox.emit("offer.changed", offer.pk)


def locked_offer(offer_id: int, actor: Any) -> Offer:
    """The course's offer, locked, for its owner while it may be changed. Raises ``NotAllowed``, ``WrongState``."""
    offer = lock(Offer.objects.select_related("body"), pk=offer_id)
    if Who.OWNER not in parts_of(actor, offer):
        raise NotAllowed
    if offer.state == S.SUBMITTED:
        raise WrongState(_("Il Comune sta leggendo il corso: le edizioni si cambiano prima o dopo."))
    if offer.state not in CHANGEABLE:
        raise WrongState(_("Il corso non è più online: riaprilo, poi aggiungi le edizioni."))
    return offer


def locked(edition_id: int, actor: Any, *states: str) -> tuple[CourseEdition, Offer, SeatPool]:
    """The edition with its offer and pool, all locked. Raises ``WrongState`` unless it is in one of ``states``."""
    course_id = CourseEdition.objects.values_list("course_id", flat=True).get(pk=edition_id)
    offer = locked_offer(course_id, actor)
    edition = CourseEdition.objects.get(pk=edition_id)
    pool = lock(SeatPool.objects.all(), pk=edition.pool_id)
    if edition.state not in (states or RUNNING):
        text = _("L’edizione è nello stato «%(state)s»: questo passo non è più possibile.")
        raise WrongState(text % {"state": edition.get_state_display()})
    return edition, offer, pool


def _move_agreements(pool: SeatPool, plan: Plan) -> None:
    """Whoever is enrolled or waits moves with the edition."""
    rows = Agreement.objects.filter(pool=pool).exclude(state__in=GONE)
    rows.update(period=DateRange(plan.start, plan.end + timedelta(days=1)))
    for pk in rows.values_list("pk", flat=True):
        outbox.emit("agreement.changed", pk)


def _settle(offer: Offer, actor: Any) -> None:
    """What an edition that is gone leaves behind: a course without any other rests in pause."""
    offer.refresh_from_db(fields=["state"])  # who has left may have brought it back online
    keep_dates(offer)
    if CourseEdition.objects.filter(course_id=offer.pk, state__in=RUNNING).exists():
        seats.settle(offer)
    elif offer.state == S.PUBLISHED:
        market.pause(offer_id=offer.pk, actor=actor)


def _pool(offer_id: int, code: str, plan: Plan, actor: Any) -> SeatPool:
    return seats.pool(
        offer_id=offer_id,
        code=code,
        total=plan.seats,
        waiting_list=plan.waiting_list,
        closes_on=plan.closes_on,
        actor=actor,
    )


def _check(plan: Plan) -> None:
    if plan.end < plan.start:
        raise DomainError(_("L’ultimo giorno viene prima del primo: correggi uno dei due."), field="end")
    if (plan.end - plan.start).days > timetable.MOST_DAYS:
        raise DomainError(_("Un’edizione dura al massimo cinque anni: controlla le date."), field="end")
    if plan.enrol_by and plan.enrol_by > plan.end:
        raise DomainError(_("Le iscrizioni finiscono dopo il corso: correggi la data."), field="enrol_by")
    if plan.exam_on and plan.exam_on < plan.start:
        raise DomainError(_("L’esame viene prima del corso: correggi la data."), field="exam_on")
    if plan.min_seats and plan.min_seats > plan.seats:
        raise DomainError(_("Il numero minimo supera i posti: correggi uno dei due."), field="min_seats")
    if text := timetable.clash(plan.lines):
        raise DomainError(text)


def _write(edition: CourseEdition, plan: Plan, offer: Offer) -> None:
    for name in ("start", "end", "enrol_by", "exam_on", "min_seats", "room"):
        setattr(edition, name, getattr(plan, name))
    edition.save()
    edition.times.all().delete()
    WeeklyTime.objects.bulk_create(
        WeeklyTime(edition=edition, day=str(line.day), start=line.start, end=line.end) for line in plan.lines
    )
    lessons.make(edition, plan.lines, offer.comune_id or "")
    keep_dates(offer)
    Offer.objects.filter(pk=offer.pk).update(changed_at=now())


def _record(edition: CourseEdition, what: str, actor: Any) -> None:
    audit.log(f"edition.{what}", actor=actor, obj=edition)
