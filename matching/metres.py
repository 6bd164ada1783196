"""Plain metres for comparing distances: UTM zone 32 north, which Milan lies in."""

from django.contrib.gis.geos import Point

METRES = 32632


def to_metres(point: Point) -> tuple[float, float]:
    """East and north of a point, in metres; off by less than one part in a thousand around Milan."""
    flat: Point = point.transform(METRES, clone=True)
    return flat.x, flat.y
