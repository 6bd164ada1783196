"""Days without lessons: Italy's public holidays (L. 260/1949), Easter, and the patron saint of Milan."""

from datetime import date, timedelta
from functools import lru_cache

from marketplace.places.models import MILANO
from marketplace.rulebook.selectors import figure


def is_holiday(day: date, comune: str = "") -> bool:
    """``comune`` is an ISTAT code; the patron saint counts only in Milan."""
    short = day.strftime("%m-%d")
    if short in figure("course.holidays", day).value:
        return True
    if comune == MILANO and short == figure("course.patron_milano", day).value:
        return True
    return day - easter(day.year) in (timedelta(0), timedelta(1))


@lru_cache
def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (the anonymous algorithm of 1876)."""
    century, rest = divmod(year, 100)
    golden = year % 19
    moon = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    week = (32 + 2 * (century % 4) + 2 * (rest // 4) - moon - rest % 4) % 7
    shift = (golden + 11 * moon + 22 * week) // 451
    month, day = divmod(moon + week - 7 * shift + 114, 31)
    return date(year, month, day + 1)
