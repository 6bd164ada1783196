"""Plain metres for comparing distances: UTM zone 32 north, which Milan lies in."""

from functools import cache

from django.contrib.gis.gdal import CoordTransform, SpatialReference
from django.contrib.gis.geos import Point

METRES = 32632


def to_metres(point: Point) -> tuple[float, float]:
    """East and north of a point, in metres; off by less than one part in a thousand around Milan."""
    flat: Point = point.transform(_to_metres(point.srid), clone=True)
    return flat.x, flat.y


@cache
def _to_metres(srid: int) -> CoordTransform:
    """Kept, because looking up both systems costs more than the arithmetic."""
    return CoordTransform(SpatialReference(srid), SpatialReference(METRES))
