"""Tiles of the map as vectors: points where a question finds few, clusters where it finds many (``search.md`` §8).

The cells come from the engine in use; PostGIS encodes them, whichever engine it was.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace

from django.db import connection

from marketplace.core.templatetags.ui import money

from . import mercator
from .clusters import clusters
from .engine import Engine, Point, engine
from .question import Question
from .selectors import map_rows

DEEPEST = 20  # zoom
EXTENT = 4096  # units of a tile's side
FINE = 5  # levels of cells below the tile's: 8 × 8 clusters at most, each in the middle of its offers
FEW = 100  # offers of a tile that are drawn one by one

_ENCODE = """
select st_asmvt(cell, 'offers', 4096, 'geom')
from (select st_makepoint(x, y) as geom, count, id, kind, title, price, url
      from unnest(%s::int[], %s::int[], %s::int[], %s::text[], %s::text[], %s::text[], %s::text[], %s::text[])
      as t (x, y, count, id, kind, title, price, url)) as cell
"""
Corner = tuple[int, int, int]  # a tile's zoom, column and line
Mark = tuple[int, int, int | None, str | None, str | None, str | None, str | None, str | None]


def tile(
    question: Question, zoom: int, column: int, line: int, address: Callable[[str], str], *, using: Engine | None = None
) -> bytes:
    """One tile in Mapbox's format, layer "offers": clusters with ``count``, offers with id, kind, title, price, url.

    ``address``: public id → address of its page. ``using``: not the engine in use but this one.
    Raises ``ValueError`` for a tile that does not exist, ``TooSlow``.
    """
    if not (0 <= zoom <= DEEPEST and 0 <= column < 1 << zoom and 0 <= line < 1 << zoom):
        raise ValueError(f"no tile {zoom}/{column}/{line}")
    here = replace(question, span=mercator.tile(zoom, column, line), page=1, after=None)
    level = min(zoom + FINE, mercator.LEVELS)
    answering = using or engine()
    cells = answering.cells(here, level)
    if not cells:
        return b""
    corner = zoom, column, line
    if sum(cells.values()) <= FEW:
        return _encode(_offers(answering.points(here, FEW), corner, address))
    return _encode([
        (*_inside(one.lon, one.lat, corner), one.count, None, None, None, None, None)
        for one in clusters(cells, level)
    ])  # fmt: skip


def _inside(lon: float, lat: float, corner: Corner) -> tuple[int, int]:
    """Units of the tile, from its upper left corner."""
    zoom, column, line = corner
    x, y = mercator.place(mercator.quadkey(lon, lat))
    shift = mercator.LEVELS - zoom
    return (x - (column << shift)) * EXTENT >> shift, (y - (line << shift)) * EXTENT >> shift


def _offers(points: Sequence[Point], corner: Corner, address: Callable[[str], str]) -> list[Mark]:
    rows = map_rows([point.offer_id for point in points])
    marks = []
    for point in points:
        if point.offer_id in rows:  # else it was withdrawn this second
            public_id, kind, title = rows[point.offer_id]
            inside = _inside(point.lon, point.lat, corner)
            marks.append((*inside, None, public_id, kind, title, money(point.price), address(public_id)))
    return marks


def _encode(marks: Sequence[Mark]) -> bytes:
    with connection.cursor() as cursor:
        cursor.execute(_ENCODE, [list(column) for column in zip(*marks, strict=True)] if marks else [[]] * 8)
        return bytes(cursor.fetchone()[0])
