"""Where the public sees an offer: a place about 200 m beside the true one.

The displacement is drawn once from the operating system's random source and kept with the offer: asking often gives
the same place, and nothing that is public (id, address of the page, time) lets anybody compute it. As long as the true
point is corrected by less than ``KEPT`` metres the displacement stays, so that two public places of one offer differ
by the correction alone and cannot be crossed with each other.
"""

import math
from collections.abc import Callable
from secrets import SystemRandom

from django.contrib.gis.geos import Point

from marketplace.places.models import SRID

NEAREST, FARTHEST = 105, 215  # metres; 5 inside the promised ring of 100 to 220, for any model of the earth
KEPT = 500  # metres
TRIES = 40
METRES_PER_DEGREE = math.radians(6_371_008.8)
# Search engines keep coordinates as 32-bit integers: on that grid both of ours agree to the last millimetre.
LON_STEP, LAT_STEP = 360 / 2**32, 180 / 2**32
_random = SystemRandom()

Inside = Callable[[Point], bool]


def displace(exact: Point, inside: Inside | None = None) -> Point:
    """A new public point for ``exact``, uniform over the ring, and where possible one for which ``inside`` holds."""
    for _try in range(TRIES):
        distance = math.sqrt(_random.uniform(NEAREST**2, FARTHEST**2))
        angle = _random.uniform(0, 2 * math.pi)
        public = _moved(exact, distance * math.cos(angle), distance * math.sin(angle))
        if inside is None or inside(public):
            break
    return public


def follow(exact: Point, old_exact: Point | None, old_public: Point | None, inside: Inside | None = None) -> Point:
    """The public point for ``exact``, given the two points that the offer had before.

    The same point keeps its public place; one moved by less than ``KEPT`` metres keeps its displacement, unless
    that would leave what ``inside`` says; anything else is drawn anew.
    """
    if old_exact is None or old_public is None:
        return displace(exact, inside)
    if exact.coords == old_exact.coords:
        return old_public
    if distance(exact, old_exact) >= KEPT:
        return displace(exact, inside)
    east, north = _offset(old_exact, old_public)
    public = _moved(exact, east, north)
    return public if inside is None or inside(public) else displace(exact, inside)


def distance(a: Point, b: Point) -> float:
    """Metres between two points that are near each other."""
    return math.hypot(*_offset(a, b))


def on_grid(point: Point) -> Point:
    """``point`` on Lucene's grid: floored to 360/2³² degrees of longitude and 180/2³² of latitude."""
    lon = math.floor(point.x / LON_STEP) * LON_STEP
    lat = math.floor(point.y / LAT_STEP) * LAT_STEP
    return Point(lon, lat, srid=SRID)


def _moved(origin: Point, east: float, north: float) -> Point:
    lat = origin.y + north / METRES_PER_DEGREE
    lon = origin.x + east / (METRES_PER_DEGREE * math.cos(math.radians(origin.y)))
    return on_grid(Point(lon, lat, srid=SRID))


def _offset(origin: Point, other: Point) -> tuple[float, float]:
    """Metres east and north from ``origin`` to ``other``."""
    east = (other.x - origin.x) * METRES_PER_DEGREE * math.cos(math.radians(origin.y))
    return east, (other.y - origin.y) * METRES_PER_DEGREE
