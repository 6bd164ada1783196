"""Reading the map: which comune, municipio and NIL a point lies in, and how far the metro is."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib.gis.geos import Point
from django.db import connection

from marketplace.rulebook.selectors import figure

from .errors import OutsideArea
from .models import MILANO, Comune, Municipio, Nil, Stop
from .suggestions import Suggestion, suggest

__all__ = ["OutsideArea", "Place", "Suggestion", "Walk", "locate", "nearest_metro", "nearest_metros", "suggest"]

# Without areas (a machine with the built-in facts only) the nearest inner point decides, within these metres.
REACH = 6_000


@dataclass(frozen=True)
class Place:
    """Where a point lies. Municipio and NIL are None outside Milan.

    ``approximate``: there were no areas to look in, the nearest inner point decided.
    """

    comune: Comune
    municipio: Municipio | None = None
    nil: Nil | None = None
    approximate: bool = False


@dataclass(frozen=True)
class Walk:
    """A way on foot: the straight line times the rulebook's detour factor, at its pace."""

    stop: Stop
    metres: int
    minutes: int


_INSIDE = """
WITH here AS (SELECT ST_SetSRID(ST_MakePoint(%(lon)s, %(lat)s), 4326) AS p)
SELECT
  (SELECT number FROM places_nil, here WHERE ST_Covers(area, p) ORDER BY number LIMIT 1),
  (SELECT number FROM places_municipio, here WHERE ST_Covers(area, p) ORDER BY number LIMIT 1),
  (SELECT istat FROM places_comune, here WHERE ST_Covers(area, p) ORDER BY istat LIMIT 1),
  EXISTS (SELECT FROM places_comune WHERE area IS NOT NULL)
"""
_NEAREST = """
SELECT istat, nil FROM (
  SELECT istat, NULL AS nil, point FROM places_comune WHERE istat <> %(milano)s
  UNION ALL SELECT %(milano)s, number, point FROM places_nil
) AS place
WHERE ST_DWithin(point::geography, ST_MakePoint(%(lon)s, %(lat)s)::geography, %(reach)s)
ORDER BY point::geography <-> ST_MakePoint(%(lon)s, %(lat)s)::geography LIMIT 1
"""
_EDGE = """
SELECT number FROM {table} WHERE area IS NOT NULL
ORDER BY area <-> ST_SetSRID(ST_MakePoint(%(lon)s, %(lat)s), 4326) LIMIT 1
"""
_METRO = """
SELECT asked.n, stop.id, stop.metres
FROM unnest(%(lons)s::float8[], %(lats)s::float8[]) WITH ORDINALITY AS asked (lon, lat, n)
CROSS JOIN LATERAL (
  SELECT id, point <-> ST_MakePoint(lon, lat)::geography AS metres
  FROM places_stop WHERE kind = 'metro' ORDER BY metres LIMIT 1
) AS stop
"""


def locate(point: Point) -> Place:
    """The comune of ``point``, and in Milan its municipio and NIL. Raises ``OutsideArea``.

    The city's own outlines come before those of the statistics office, which are drawn coarser.
    """
    here = {"lon": point.x, "lat": point.y, "reach": REACH}
    nil, municipio, istat, has_areas = _row(_INSIDE, here) or (None, None, None, False)
    if not has_areas:
        return _nearest(here)
    if nil or municipio:
        istat = MILANO
    elif istat is None:
        raise OutsideArea
    if istat == MILANO:  # in the slivers between the outlines the nearest one counts
        nil = nil or _value(_EDGE.format(table="places_nil"), here)
        municipio = municipio or _value(_EDGE.format(table="places_municipio"), here)
    return _place(istat, municipio, nil)


def nearest_metro(point: Point) -> Walk | None:
    """The metro station nearest to ``point``; None where it is too far to walk or none is loaded."""
    return nearest_metros([point])[0]


def nearest_metros(points: Iterable[Point]) -> list[Walk | None]:
    """``nearest_metro`` of many points, in their order, with two queries."""
    points = list(points)
    walking = figure("places.walking").value
    with connection.cursor() as cursor:
        cursor.execute(_METRO, {"lons": [p.x for p in points], "lats": [p.y for p in points]})
        found = {n: (stop, straight * walking["detour"]) for n, stop, straight in cursor.fetchall()}
    stops = Stop.objects.in_bulk({stop for stop, _ in found.values()})
    walks: list[Walk | None] = [None] * len(points)
    for n, (stop, metres) in found.items():
        if metres <= walking["limit"]:
            minutes = max(1, round(metres / walking["pace"]))
            walks[n - 1] = Walk(stops[stop], round(metres / 10) * 10, minutes)
    return walks


def _nearest(here: dict[str, float]) -> Place:
    """Milan is its 88 NIL: its one inner point says little about its edge."""
    istat, nil = _row(_NEAREST, {**here, "milano": MILANO}) or (None, None)
    if istat is None:
        raise OutsideArea
    return _place(istat, None, nil, approximate=True)


def _place(istat: str, municipio: int | None, nil: int | None, *, approximate: bool = False) -> Place:
    quarter = Nil.objects.select_related("municipio").defer(*_SHAPES).filter(pk=nil).first() if nil else None
    if quarter and municipio in (None, quarter.municipio_id):
        district = quarter.municipio
    else:
        district = Municipio.objects.defer("area").filter(pk=municipio).first() if municipio else None
    return Place(Comune.objects.defer("area").get(pk=istat), district, quarter, approximate)


_SHAPES = ("area", "outline", "municipio__area")


def _row(sql: str, here: dict[str, Any]) -> tuple | None:
    with connection.cursor() as cursor:
        cursor.execute(sql, here)
        return cursor.fetchone()


def _value(sql: str, here: dict[str, Any]) -> int | None:
    row = _row(sql, here)
    return row[0] if row else None
