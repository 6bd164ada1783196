"""From a weekly timetable to moments: the hours are those on the wall in Rome, in winter and in summer."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils.translation import gettext as _

from marketplace.core.clock import ROME

from .holidays import is_holiday

MOST_DAYS = 5 * 366  # the longest courses are evening schools of five years
DAY = timedelta(days=1)


@dataclass(frozen=True)
class Line:
    """A line of the timetable: ``day`` is 1 for Monday to 7 for Sunday."""

    day: int
    start: time
    end: time


@dataclass(frozen=True)
class Slot:
    """One lesson to be: aware moments."""

    start: datetime
    end: datetime


def slots(lines: Iterable[Line], first: date, last: date, comune: str = "") -> Iterator[Slot]:
    """All lessons from ``first`` to ``last``, both included, without those on a public holiday."""
    by_day: dict[int, list[Line]] = {}
    for line in sorted(lines, key=lambda line: line.start):
        by_day.setdefault(line.day, []).append(line)
    day = first
    while day <= last:
        if (today := by_day.get(day.isoweekday())) and not is_holiday(day, comune):
            yield from (Slot(moment(day, line.start), moment(day, line.end)) for line in today)
        day += DAY


def moment(day: date, at: time) -> datetime:
    """A time of the wall clock in Rome."""
    return datetime.combine(day, at, tzinfo=ROME)


def hours(lessons: Iterable[Slot]) -> float:
    """Clock hours of all of them together; a lesson over the change of the clock is as long as it really is."""
    return sum((lesson.end.timestamp() - lesson.start.timestamp()) / 3600 for lesson in lessons)


def clash(lines: Iterable[Line]) -> str:
    """A sentence about two lines of one day that overlap, "" for none."""
    ordered = sorted(lines, key=lambda line: (line.day, line.start))
    for one, other in zip(ordered, ordered[1:], strict=False):
        if one.day == other.day and other.start < one.end:
            values = {"one": f"{one.start:%H:%M}–{one.end:%H:%M}", "other": f"{other.start:%H:%M}–{other.end:%H:%M}"}
            return _("Due righe dello stesso giorno si sovrappongono: %(one)s e %(other)s.") % values
    return ""
