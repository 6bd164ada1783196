"""Can the first and the last shift be reached by metro? The hours of service are the rulebook's, and uncertain."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import time
from typing import Protocol

from marketplace.rulebook.selectors import figure

from .time import DAY, minutes

DAWN = 4 * 60  # a day of service begins here: what is earlier belongs to the night before


class Span(Protocol):
    start: time | None
    end: time | None


@dataclass(frozen=True)
class Reach:
    """``there``: the metro runs before every shift; ``back``: after every shift.

    ``first`` and ``last``: the times for which it does not, else the earliest beginning and the latest end.
    """

    first: time
    last: time
    there: bool
    back: bool

    @property
    def both(self) -> bool:
        return self.there and self.back


def reach(shifts: Iterable[Span], walk_minutes: int = 0) -> Reach | None:
    """None while no shift has both its times. A ride of ``ride_minutes`` is reckoned with, and the walk."""
    spans = [shift for shift in shifts if shift.start and shift.end]
    if not spans:
        return None
    hours = figure("placement.metro_hours").value
    opens, closes = (_of_service(time.fromisoformat(hours[name])) for name in ("first", "last"))
    earliest = opens + hours["ride_minutes"] + walk_minutes
    late = [shift.start for shift in spans if not earliest <= _of_service(shift.start) <= closes]
    left = [shift.end for shift in spans if not opens <= _of_service(shift.end) <= closes - walk_minutes]
    first = min(late or [shift.start for shift in spans], key=_of_service)
    last = max(left or [shift.end for shift in spans], key=_of_service)
    return Reach(first, last, not late, not left)


def _of_service(at: time) -> int:
    """Minutes since midnight of the day of service: half past midnight is 24:30."""
    return minutes(at) + (DAY if minutes(at) < DAWN else 0)
