"""How long the way to work or school may take: an estimate without timetables, and said to be one."""

import math

from django.contrib.gis.geos import Point
from django.utils.translation import gettext as _

from marketplace.places.selectors import nearest_metros

from .metres import to_metres
from .rules import Rules

ON_FOOT = 25  # minutes up to which the way on foot is the one to tell


def journeys(place: Point | None, homes: list[Point], rules: Rules) -> list[str]:
    """A sentence for each home: on foot where it is near, else by metro between the nearest stations; "" for neither.

    Straight lines times the rulebook's detour and paces (``matching.travel``), with one wait; changes are not counted.
    """
    if place is None or not homes:
        return [""] * len(homes)
    there, *starts = nearest_metros([place, *homes])
    sentences = []
    for home, start in zip(homes, starts, strict=True):
        minutes = _metres(home, place) * rules.travel["detour"] / rules.travel["walk"]
        if minutes <= ON_FOOT:
            sentences.append(_("circa {minutes} minuti a piedi (stima)").format(minutes=max(1, round(minutes))))
        elif start and there and start.stop != there.stop:
            ride = _metres(start.stop.point, there.stop.point) / rules.travel["metro"] + rules.travel["wait"]
            total = round(start.minutes + ride + there.minutes)
            sentences.append(
                _("circa {minutes} minuti: a piedi a {start}, metropolitana fino a {there}, a piedi (stima)").format(
                    minutes=total, start=start.stop.name.title(), there=there.stop.name.title()
                )
            )
        else:
            sentences.append("")
    return sentences


def _metres(one: Point, other: Point) -> float:
    (x, y), (u, v) = to_metres(one), to_metres(other)
    return math.hypot(x - u, y - v)
