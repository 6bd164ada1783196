"""Cells of the Web Mercator map as one number each: a tile is a range, a cluster a division (``search.md`` §8).

The number interleaves the bits of column and line (Morton): the four parts of a cell follow one another. With 26 levels
it has 52 bits, which a double holds exactly: both engines count cells by whole-number division.
"""

import math
from dataclasses import dataclass

LEVELS = 26  # a cell is 0.6 m wide
_SPREAD = (
    (16, 0x0000FFFF0000FFFF), (8, 0x00FF00FF00FF00FF), (4, 0x0F0F0F0F0F0F0F0F),
    (2, 0x3333333333333333), (1, 0x5555555555555555),
)  # fmt: skip


@dataclass(frozen=True)
class Span:
    """The numbers ``low`` to ``high``, both in: a tile with all cells in it."""

    low: int
    high: int


def quadkey(lon: float, lat: float) -> int:
    """The cell of a point in degrees."""
    side = 1 << LEVELS
    column = math.floor((lon + 180) / 360 * side)
    line = math.floor((1 - math.asinh(math.tan(math.radians(lat))) / math.pi) / 2 * side)
    return spread(min(max(column, 0), side - 1)) | spread(min(max(line, 0), side - 1)) << 1


def tile(zoom: int, column: int, line: int) -> Span:
    """The span of a tile as maps number them: zoom, x, y."""
    shift = 2 * (LEVELS - zoom)
    first = (spread(column) | spread(line) << 1) << shift
    return Span(first, first + (1 << shift) - 1)


def place(number: int) -> tuple[int, int]:
    """Column and line of a cell, at whatever level its number is."""
    return _gather(number), _gather(number >> 1)


def degrees(column: float, line: float, level: int) -> tuple[float, float]:
    """Longitude and latitude of a place between the cells of a level; a cell's middle lies half a cell further."""
    side = 1 << level
    return column / side * 360 - 180, math.degrees(math.atan(math.sinh(math.pi * (1 - 2 * line / side))))


def spread(value: int) -> int:
    """Its bits with a zero before each; of numpy's numbers too."""
    for shift, mask in _SPREAD:
        value = (value | value << shift) & mask
    return value


def _gather(value: int) -> int:
    """Every second bit, from the lowest: undoes ``_spread``."""
    value &= 0x5555555555555555
    for shift, mask in ((1, 0x3333333333333333), (2, 0x0F0F0F0F0F0F0F0F), (4, 0x00FF00FF00FF00FF),
                        (8, 0x0000FFFF0000FFFF), (16, 0x00000000FFFFFFFF)):  # fmt: skip
        value = (value | value >> shift) & mask
    return value
