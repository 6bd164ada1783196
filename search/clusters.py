"""Found offers as clusters, of whichever engine: whole numbers decide, so all engines draw the same ones."""

import math
from collections import defaultdict

from .engine import Cluster
from .mercator import LEVELS, degrees, place, quadkey

ACROSS = 24  # clusters stand on a grid of about so many columns or lines over what was found
FINER = 2  # levels by which the cells are smaller that say where in a cluster its offers stand

Extent = tuple[float, float, float, float]  # west, south, east, north, in degrees


def cell_level(extent: Extent) -> int:
    """The level of the cells that ``clusters`` makes clusters of."""
    west, south, east, north = extent
    left, top = place(quadkey(west, north))
    right, bottom = place(quadkey(east, south))
    wide = max(right - left, bottom - top) + 1
    return min(LEVELS - max(math.ceil(math.log2(wide / ACROSS)), 0) + FINER, LEVELS)


def clusters(cells: dict[int, int], level: int) -> list[Cluster]:
    """Sixteen cells of this level are one cluster, which stands in the middle of its offers."""
    members = defaultdict(list)
    for cell, count in sorted(cells.items()):
        members[cell >> 2 * FINER].append((place(cell), count))
    return [_cluster(found, level) for found in members.values()]


def _cluster(found: list[tuple[tuple[int, int], int]], level: int) -> Cluster:
    total = sum(count for _place, count in found)
    column, line = (sum(place[axis] * count for place, count in found) / total + 0.5 for axis in (0, 1))
    return Cluster(*degrees(column, line, level), total)
