"""A register as its page and its file print it: case codes, presences, shares."""

import csv
import io
from dataclasses import dataclass

from django.utils.translation import gettext as _

from jobs.enums import EnrolmentState
from jobs.models import CourseEdition, Enrolment, Lesson, LessonAttendance
from marketplace.core.clock import ROME, now, today

from . import presence, selectors
from .presence import Rate
from .services.attendance import LISTED


@dataclass(frozen=True)
class Row:
    """An enrolment in the register. ``present``: at the lesson shown, None where it has not been marked."""

    enrolment: Enrolment
    rate: Rate
    present: bool | None
    listed: bool
    may_complete: bool


@dataclass(frozen=True)
class Register:
    """``lesson``: the one shown; None where the edition has none."""

    lesson: Lesson | None
    before: Lesson | None
    after: Lesson | None
    lessons: list[Lesson]
    rows: list[Row]
    may_mark: bool


def register(edition: CourseEdition, lesson_id: str = "") -> Register:
    """The register of one lesson: the one named, else the last that has begun. Six queries, however many there are."""
    lessons = [lesson for lesson in edition.lessons.all() if lesson.cancelled_at is None]
    begun = [lesson for lesson in lessons if lesson.start <= now()]
    usual = begun[-1] if begun else next(iter(lessons), None)
    shown = next((lesson for lesson in lessons if lesson.public_id == lesson_id), usual)
    place = lessons.index(shown) if shown else 0
    return Register(
        lesson=shown,
        before=lessons[place - 1] if place > 0 else None,
        after=lessons[place + 1] if shown and place + 1 < len(lessons) else None,
        lessons=lessons,
        rows=_rows(edition, shown),
        may_mark=shown is not None and shown.start <= now(),
    )


def _rows(edition: CourseEdition, lesson: Lesson | None) -> list[Row]:
    rates = presence.of_edition(edition.pk)
    marks = dict(LessonAttendance.objects.filter(lesson=lesson).values_list("enrolment", "present")) if lesson else {}
    least = edition.course.attendance_min
    return [
        Row(
            enrolment=one,
            rate=rates[one.pk],
            present=marks.get(one.pk),
            listed=one.state in LISTED,
            may_complete=one.state == EnrolmentState.ATTENDING
            and edition.end <= today()
            and rates[one.pk].enough(least),
        )
        for one in selectors.enrolled(edition)
    ]


def as_csv(edition: CourseEdition) -> str:
    """One line an enrolment: case code, state, share attended, then a column a lesson with 1, 0 or nothing."""
    lessons = [lesson for lesson in edition.lessons.all() if lesson.cancelled_at is None]
    marks = {
        (mark.enrolment_id, mark.lesson_id): int(mark.present)
        for mark in LessonAttendance.objects.filter(lesson__edition=edition)
    }
    rates = presence.of_edition(edition.pk)
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";")
    days = [f"{lesson.start.astimezone(ROME):%Y-%m-%d %H:%M}" for lesson in lessons]
    writer.writerow([_("caso"), _("stato"), _("presenze, per cento"), *days])
    for one in selectors.enrolled(edition):
        percent = rates[one.pk].percent
        cells = [marks.get((one.pk, lesson.pk), "") for lesson in lessons]
        shown = "" if percent is None else percent
        writer.writerow([_safe(one.agreement.case_code), one.get_state_display(), shown, *cells])
    return "\N{BYTE ORDER MARK}" + out.getvalue()


def _safe(text: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{text}" if text[:1] in "=+-@\t\r" else text
