"""What may be wrong with a file of places, said so that its owner can find and mend it."""

from collections import Counter
from collections.abc import Hashable, Iterable
from itertools import combinations
from math import cos, radians

from django.contrib.gis.geos import GEOSGeometry

LOMBARDY = (8.4, 44.6, 11.5, 46.7)  # west, south, east, north
OVERLAP = 20_000  # m² that neighbours may share: outlines are rounded and simplified
SHOWN = 5  # messages about one file; the rest is counted
METRES = 111_320  # in a degree of latitude


class BadPlaces(Exception):
    """The files are wrong; ``messages`` say what and where. Nothing was changed."""

    def __init__(self, messages: list[str]):
        super().__init__("\n".join(messages))
        self.messages = messages


class Findings:
    """The faults of one file."""

    def __init__(self, name: str):
        self.name = name
        self.faults: list[str] = []

    def add(self, where: str, text: str) -> None:
        self.faults.append(
            f"{self.name}{', ' if where else ' '}{where}{':' if where else ''} {text}".replace("  ", " ")
        )

    def messages(self) -> list[str]:
        rest = len(self.faults) - SHOWN
        return self.faults[:SHOWN] + ([f"{self.name}: and {rest} more like these."] if rest > 0 else [])

    def place(self, where: str, shape: GEOSGeometry) -> bool:
        """Whether the geometry is in degrees, in Lombardy and valid."""
        west, south, east, north = shape.extent
        if max(abs(west), abs(east)) > 180 or max(abs(south), abs(north)) > 90:
            self.add(
                where, f"has projected coordinates ({west:.0f}, {south:.0f}). Export it again in WGS84 (EPSG:4326)."
            )
            return False
        if west < LOMBARDY[0] or south < LOMBARDY[1] or east > LOMBARDY[2] or north > LOMBARDY[3]:
            turned = LOMBARDY[0] < south < LOMBARDY[2] and LOMBARDY[1] < west < LOMBARDY[3]
            hint = "latitude and longitude are exchanged" if turned else "the coordinates are wrong"
            self.add(where, f"lies outside Lombardy at {west:.4f}, {south:.4f}: {hint}.")
            return False
        if not shape.valid:
            self.add(where, f"has an invalid geometry: {shape.valid_reason}. Repair it (QGIS: Fix geometries).")
            return False
        return True

    def keys(self, keys: Iterable[Hashable], expected: set[Hashable] | None = None) -> None:
        """Each key once, and all of the expected ones if a list is given."""
        counted = Counter(keys)
        for key, times in counted.items():
            if times > 1:
                self.add("", f"has {times} records with the id {key}.")
        if expected is not None:
            for text, wrong in (("misses", expected - set(counted)), ("has unknown", set(counted) - expected)):
                if wrong:
                    self.add(
                        "", f"{text} {len(wrong)} of {len(expected)} ids: {', '.join(map(str, sorted(wrong)[:8]))}."
                    )

    def known(self, pairs: Iterable[tuple[str, Hashable]], allowed: set[Hashable], noun: str) -> None:
        for where, key in pairs:
            if key not in allowed:
                self.add(where, f"names {noun} {key}, which does not exist.")

    def overlaps(self, areas: list[tuple[Hashable, GEOSGeometry]]) -> None:
        """Areas that are meant to lie side by side."""
        boxed = [(key, area, area.extent) for key, area in areas]
        for (one, first, box), (other, second, other_box) in combinations(boxed, 2):
            if not _boxes_meet(box, other_box):
                continue
            shared = square_metres(first.intersection(second))
            if shared > OVERLAP:
                self.add("", f"{one} and {other} overlap by {shared:,.0f} m².")


def square_metres(shape: GEOSGeometry) -> float:
    """Near enough for a tolerance: degrees of latitude are taken as equal."""
    if shape.empty:
        return 0.0
    return shape.area * METRES**2 * cos(radians(shape.centroid.y))


def _boxes_meet(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
