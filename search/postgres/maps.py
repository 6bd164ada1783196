"""What was found as points."""

import numpy as np

from ..clusters import Extent
from ..engine import Point
from ..record import LAT_STEP, LON_STEP, NO_PRICE


def points_of(records: np.ndarray) -> list[Point]:
    lon, lat = records["lon"] * LON_STEP, records["lat"] * LAT_STEP
    prices = [None if price == NO_PRICE else price for price in records["price"].tolist()]
    return list(map(Point, records["id"].tolist(), lon.tolist(), lat.tolist(), prices))


def extent_of(records: np.ndarray) -> Extent:
    """The rectangle around all of them, of which there are some."""
    lon, lat = records["lon"], records["lat"]
    return lon.min() * LON_STEP, lat.min() * LAT_STEP, lon.max() * LON_STEP, lat.max() * LAT_STEP
