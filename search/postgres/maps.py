"""What was found as points, or as clusters where that would be too many."""

import numpy as np

from ..engine import Cluster, Point
from ..record import LAT_STEP, LON_STEP, NO_PRICE

MAP_CELLS = 24  # clusters stand on a grid of so many columns and rows over what was found


def draw(records: np.ndarray, limit: int | None) -> tuple[list[Point], list[Cluster]]:
    if limit is None or not len(records):
        return [], []
    if len(records) <= limit:
        return points_of(records), []
    lon, lat = records["lon"] * LON_STEP, records["lat"] * LAT_STEP
    column, line = _cell(lon), _cell(lat)
    cells, member, count = np.unique(column * MAP_CELLS + line, return_inverse=True, return_counts=True)
    middle_lon = np.bincount(member, lon, len(cells)) / count
    middle_lat = np.bincount(member, lat, len(cells)) / count
    return [], list(map(Cluster, middle_lon.tolist(), middle_lat.tolist(), count.tolist()))


def points_of(records: np.ndarray) -> list[Point]:
    lon, lat = records["lon"] * LON_STEP, records["lat"] * LAT_STEP
    prices = [None if price == NO_PRICE else price for price in records["price"].tolist()]
    return list(map(Point, records["id"].tolist(), lon.tolist(), lat.tolist(), prices))


def _cell(degrees: np.ndarray) -> np.ndarray:
    low, high = degrees.min(), degrees.max()
    return np.minimum((degrees - low) / max(high - low, 1e-9) * MAP_CELLS, MAP_CELLS - 1).astype(np.int64)
