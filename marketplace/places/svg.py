"""The map of the 88 NIL as SVG, drawn by the server: it needs no JavaScript and no tile server."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import cos, radians

from django.core.cache import cache
from django.http import QueryDict
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from .geojson import KEPT
from .models import Nil

WIDTH = 640  # units of the drawing
TOLERANCE = 0.0004  # degrees; the whole map stays below 30 kB
LEVELS = 4  # tints, from no offer to the most


@dataclass(frozen=True)
class Drawing:
    """Height, and (number, name, path) of each NIL; a path needs no escaping."""

    height: int
    shapes: list[tuple[int, str, SafeString]]


def nil_map(
    counts: Mapping[int, int] | None = None, base_query: str = "", chosen: set[int] | None = None
) -> SafeString:
    """The map with a link ``?nil=…`` on each NIL, and its number of offers where ``counts`` are given.

    ``base_query``: the other filters, kept in the links. Empty where no outlines are loaded.
    """
    drawing = cache.get("places:svg") or _draw()
    if not drawing.shapes:  # not kept: the outlines may be loaded in a minute
        return SafeString("")
    cache.add("places:svg", drawing, KEPT)
    most = max(counts.values(), default=0) if counts else 0
    kept, areas = _kept(base_query), []
    for number, name, path in drawing.shapes:
        count = counts.get(number, 0) if counts is not None else None
        mark = ' aria-current="true"' if number in (chosen or ()) else ""
        areas.append((kept, number, SafeString(mark), _level(count, most), path, _title(name, count)))
    links = format_html_join(
        "", '<a href="?{}nil={}"{}><path class="nil-{}" d="{}"><title>{}</title></path></a>', areas
    )
    return format_html(
        '<svg class="nil-map" viewBox="0 0 {} {}" role="group" aria-label="{}">{}</svg>',
        WIDTH, drawing.height, _("Quartieri di Milano"), links,
    )  # fmt: skip


def _title(name: str, count: int | None) -> str:
    if count is None:
        return name
    return ngettext("%(name)s: %(count)s offerta", "%(name)s: %(count)s offerte", count) % {
        "name": name,
        "count": count,
    }


def _level(count: int | None, most: int) -> int:
    return -(-count * (LEVELS - 1) // most) if count and most else 0


def _kept(base_query: str) -> str:
    """What the links keep of the question, ready to have the quarter added."""
    query = QueryDict(base_query.lstrip("?"), mutable=True)
    for name in ("nil", "page", "bbox"):  # they speak of another place
        query.pop(name, None)
    return f"{query.urlencode()}&" if query else ""


def _draw() -> Drawing:
    rows = list(Nil.objects.exclude(outline=None).only("number", "name", "outline").order_by("name"))
    if not rows:
        return Drawing(0, [])
    boxes = [row.outline.extent for row in rows]
    west, south = min(box[0] for box in boxes), min(box[1] for box in boxes)
    east, north = max(box[2] for box in boxes), max(box[3] for box in boxes)
    scale, flat = WIDTH / (east - west), cos(radians((south + north) / 2))

    def ring(points: tuple) -> str:
        places = [(round((x - west) * scale), round((north - y) * scale / flat)) for x, y in points]
        kept = [place for n, place in enumerate(places) if n == 0 or place != places[n - 1]]
        steps = [(x - a, y - b) for (x, y), (a, b) in zip(kept[1:-1], kept[:-2], strict=True)]
        return f"M{kept[0][0]} {kept[0][1]}l" + " ".join(f"{x} {y}" for x, y in steps) + "z"

    def path(row: Nil) -> str:
        simple = row.outline.simplify(TOLERANCE / 4, preserve_topology=True)
        polygons = simple.coords if simple.geom_type == "MultiPolygon" else (simple.coords,)
        return SafeString("".join(ring(points) for polygon in polygons for points in polygon))

    return Drawing(round((north - south) * scale / flat), [(row.number, row.name, path(row)) for row in rows])
