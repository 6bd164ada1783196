"""What follows from a placement's or course's fields and is not stored with them."""

from collections.abc import Iterable
from datetime import time

from .enums import Cefr, PartOfDay, Weekday
from .models import Placement
from .placements.rules import pay

CEFR_RANK = {code: rank for rank, code in enumerate(Cefr.values, start=1)}
WEEKEND = frozenset({Weekday.SAT, Weekday.SUN})
# Hours at which the parts of a day begin; the night reaches over midnight.
_BEGINS = (
    (0, PartOfDay.NIGHT),
    (6, PartOfDay.MORNING),
    (14, PartOfDay.AFTERNOON),
    (18, PartOfDay.EVENING),
    (22, PartOfDay.NIGHT),
)
Interval = tuple[Iterable[str], time | None, time | None]


def rank(level: str) -> int | None:
    """The place of a level of Italian, 1 for the lowest; None for none."""
    return CEFR_RANK.get(level)


def parts_of_day(intervals: Iterable[Interval]) -> list[str]:
    """The parts of the week that these (weekdays, from, to) touch, in the order of ``PartOfDay``.

    An end at or before the start is on the next day. Days of the weekend add ``WEEKEND`` to the parts of their hours.
    """
    found: set[str] = set()
    for days, start, end in intervals:
        if start and end:
            found |= _touched(start, end)
        if WEEKEND & set(days):
            found.add(PartOfDay.WEEKEND)
    return [part for part in PartOfDay.values if part in found]


def _touched(start: time, end: time) -> set[str]:
    first, last = _minutes(start), _minutes(end)
    if last <= first:
        last += 24 * 60
    bounds = [(day * 24 * 60 + hour * 60, part) for day in (0, 1) for hour, part in _BEGINS] + [(48 * 60, "")]
    pairs = zip(bounds, bounds[1:], strict=False)
    return {str(part) for (begin, part), (stop, _next) in pairs if begin < last and stop > first}


def _minutes(moment: time) -> int:
    return moment.hour * 60 + moment.minute


def monthly_pay(placement: Placement) -> tuple[int, int] | None:
    """Gross euros in an ordinary month, lowest and highest, rounded; None while unknown. See ``rules.pay``."""
    found = pay.month_of(placement)
    return (round(found.low), round(found.high)) if found else None
