"""The fixed record of a document: what a question needs of a row to count, order and draw it (``search.md`` §4, §6).

One scan returns the records of all rows that matter as one string of bytes; numpy does the rest.
"""

import hashlib
import math
from datetime import date

import numpy as np

EARTH = 6_371_008.7714  # mean radius in metres
EPOCH = date(2020, 1, 1)  # of the record's days
NO_PRICE = 2**32 - 1  # sorts behind every price
LON_STEP, LAT_STEP = 360 / 2**32, 180 / 2**32  # Lucene's grid, in degrees

STEP_FREE, FURNISHED, LIFT = 1, 2, 4
FREE_SEATS, NO_EXPERIENCE, MAY_CONVERT, FREE_OF_CHARGE, STIPEND, CHILDCARE = 8, 16, 32, 64, 128, 256
GUARANTEE = 512
BITS = {"flags": 16, "leases": 16, "parts": 8}  # places that hold a mask, and how many bits

LAYOUT = np.dtype(
    [
        ("id", "<i4"),
        ("published", "<u4"),  # seconds since 1970
        ("price", "<u4"),
        ("lon", "<i4"),  # grid steps
        ("lat", "<i4"),
        ("leases", "<u2"),
        ("flags", "<u2"),
        ("nil", "u1"),  # 0 in all of these: not known, or outside Milan
        ("municipio", "u1"),
        ("comune", "u1"),
        ("rooms", "u1"),
        ("persons", "u1"),
        ("kind", "u1"),
        ("contract", "u1"),  # 0 in all of these: not known, or a kind that has none
        ("type", "u1"),
        ("pay", "<u4"),  # gross euros a month, the lower end
        ("occupation", "<u2"),  # ISCO-08 unit group
        ("start", "<u2"),  # days since 2020
        ("hours", "u1"),  # a week
        ("cefr", "u1"),  # rank from 1
        ("sector", "u1"),  # section of ATECO, A is 1
        ("parts", "u1"),  # bit mask in the order of PartOfDay
        ("checked", "<u2"),  # days since 2020
        ("spare", "V2"),
    ]
)
LAYOUT_HASH = hashlib.sha256(repr(LAYOUT.descr).encode()).hexdigest()[:16]


def tally(records: np.ndarray, place: str) -> np.ndarray:
    """How often each value stands in a place; of a mask, how often each bit is set. What ``Filter.counts`` reads."""
    found = np.bincount(records[place], minlength=1)
    if place not in BITS:
        return found
    values = np.arange(len(found))
    return found @ (values[:, None] >> np.arange(BITS[place]) & 1)


def steps(lon: float, lat: float) -> tuple[int, int]:
    """Degrees to whole grid steps, rounded down as Lucene does."""
    return math.floor(lon / LON_STEP), math.floor(lat / LAT_STEP)


def on_grid(lon: float, lat: float) -> tuple[float, float]:
    """The same degrees on the grid, for stored points and for the centres and corners of questions alike."""
    east, north = steps(lon, lat)
    return east * LON_STEP, north * LAT_STEP


def unit_vector(lon: float, lat: float) -> tuple[float, float, float]:
    """The point of the unit sphere at these degrees."""
    east, north = math.radians(lon), math.radians(lat)
    return math.cos(north) * math.cos(east), math.cos(north) * math.sin(east), math.sin(north)


def chord(metres: float) -> float:
    """The squared straight line through the unit sphere that belongs to a distance on the ground."""
    return (2 * math.sin(metres / (2 * EARTH))) ** 2


def distances(records: np.ndarray, lon: float, lat: float) -> np.ndarray:
    """Metres on the ground from a point to each record."""
    east, north = np.radians(records["lon"] * LON_STEP), np.radians(records["lat"] * LAT_STEP)
    x, y, z = unit_vector(lon, lat)
    square = (
        (np.cos(north) * np.cos(east) - x) ** 2 + (np.cos(north) * np.sin(east) - y) ** 2 + (np.sin(north) - z) ** 2
    )
    return 2 * EARTH * np.arcsin(np.sqrt(square) / 2)
