"""Lessons: made from the timetable, then moved, added, cancelled and taken up again by hand."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from jobs.models import CourseEdition, Lesson
from marketplace.audit import services as audit
from marketplace.core.clock import ROME, now
from marketplace.core.errors import DomainError, WrongState

from ..rules import timetable
from ..rules.timetable import Line

MOST = 1500  # lessons of an edition


def make(edition: CourseEdition, lines: Iterable[Line], comune: str) -> None:
    """Bring the lessons in line with the timetable; the edition is locked by who calls.

    What a hand has touched, what has been marked and what is past stays as it is; a lesson that stays keeps its name,
    so that a calendar that has it moves it instead of showing two.
    """
    wanted = {slot.start: slot for slot in timetable.slots(lines, edition.start, edition.end, comune)}
    if len(wanted) > MOST:
        raise DomainError(_("Sono più di %(most)s lezioni: controlla le date e l’orario.") % {"most": MOST})
    old = {lesson.slot: lesson for lesson in edition.lessons.exclude(slot=None)}
    if old:
        wanted = {start: slot for start, slot in wanted.items() if start > now()}
    free = edition.lessons.filter(by_hand=False, attendance=None, start__gt=now()).exclude(slot=None)
    free.exclude(slot__in=wanted).delete()
    changed = []
    for start, lesson in old.items():
        if not lesson.by_hand and start in wanted and lesson.end != wanted[start].end:
            lesson.end, lesson.sequence = wanted[start].end, lesson.sequence + 1
            changed.append(lesson)
    Lesson.objects.bulk_update(changed, ["end", "sequence"])
    Lesson.objects.bulk_create(
        Lesson(edition=edition, slot=start, start=start, end=slot.end)
        for start, slot in wanted.items()
        if start not in old
    )


@transaction.atomic
def add(*, edition_id: int, start: datetime, end: datetime, room: str = "", actor: Any) -> Lesson:
    """Add a lesson that the timetable does not have."""
    edition = _edition(edition_id, actor)
    _check(start, end)
    lesson = Lesson.objects.create(edition=edition, start=start, end=end, room=room.strip(), by_hand=True)
    audit.log("lesson.added", actor=actor, obj=lesson)
    return lesson


@transaction.atomic
def move(*, lesson_id: int, start: datetime, end: datetime, room: str = "", actor: Any) -> Lesson:
    """Move a lesson, or change its room. Raises ``WrongState`` once somebody has been marked."""
    lesson = _locked(lesson_id, actor)
    _check(start, end)
    lesson.start, lesson.end, lesson.room = start, end, room.strip()
    return _touched(lesson, "moved", actor, "start", "end", "room")


@transaction.atomic
def cancel(*, lesson_id: int, actor: Any) -> Lesson:
    """The lesson is not held; it stays in the calendar as cancelled."""
    lesson = _locked(lesson_id, actor)
    lesson.cancelled_at = now()
    return _touched(lesson, "cancelled", actor, "cancelled_at")


@transaction.atomic
def restore(*, lesson_id: int, actor: Any) -> Lesson:
    """The lesson is held after all."""
    lesson = _locked(lesson_id, actor)
    lesson.cancelled_at = None
    return _touched(lesson, "restored", actor, "cancelled_at")


def _edition(edition_id: int, actor: Any) -> CourseEdition:
    from .editions import locked  # noqa: PLC0415 -- editions make their lessons by this module

    return locked(edition_id, actor)[0]


def _locked(lesson_id: int, actor: Any) -> Lesson:
    lesson = Lesson.objects.get(pk=lesson_id)
    lesson.edition = _edition(lesson.edition_id, actor)
    if lesson.attendance.exists():
        raise WrongState(_("Per questa lezione c’è già il registro: non si può più spostare né annullare."))
    return lesson


def _touched(lesson: Lesson, what: str, actor: Any, *columns: str) -> Lesson:
    lesson.by_hand, lesson.sequence = True, lesson.sequence + 1
    lesson.save(update_fields=["by_hand", "sequence", *columns])
    audit.log(f"lesson.{what}", actor=actor, obj=lesson)
    return lesson


def _check(start: datetime, end: datetime) -> None:
    if end <= start:
        raise DomainError(_("La lezione finisce prima di cominciare: correggi gli orari."), field="end")
    if start.astimezone(ROME).date() != end.astimezone(ROME).date():
        raise DomainError(_("Una lezione comincia e finisce nello stesso giorno."), field="end")
