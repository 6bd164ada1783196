"""The layers of the map, from our own tables; kept until the places are loaded again."""

import hashlib
import json
from collections.abc import Callable
from typing import Any

from django.contrib.gis.geos import GEOSGeometry
from django.core.cache import cache

from .models import MetroLine, Nil, Stop, StopKind

KEPT = 24 * 60 * 60  # seconds
DECIMALS = 5  # about a metre


def nil_layer() -> tuple[str, bytes]:
    """ETag and text of the 88 NIL with number, name and municipio."""
    return _kept("nil", _nil)


def metro_layer() -> tuple[str, bytes]:
    """ETag and text of the metro's lines and stations."""
    return _kept("metro", _metro)


def forget() -> None:
    """After a load: build the layers and the drawn map anew."""
    cache.delete_many(["places:nil", "places:metro", "places:svg"])


def _kept(name: str, build: Callable[[], list[dict[str, Any]]]) -> tuple[str, bytes]:
    def make() -> tuple[str, bytes]:
        collection = {"type": "FeatureCollection", "features": build()}
        text = json.dumps(collection, separators=(",", ":"), ensure_ascii=False).encode()
        return f'"{hashlib.sha256(text).hexdigest()[:16]}"', text

    return cache.get_or_set(f"places:{name}", make, KEPT)


def _nil() -> list[dict[str, Any]]:
    rows = Nil.objects.exclude(outline=None).defer("area").order_by("number")
    return [_feature(row.outline, id=row.number, name=row.name, municipio=row.municipio_id) for row in rows]


def _metro() -> list[dict[str, Any]]:
    lines = [_feature(line.track, line=line.code) for line in MetroLine.objects.order_by("code")]
    stations = Stop.objects.filter(kind=StopKind.METRO).order_by("code")
    return lines + [_feature(stop.point, id=stop.pk, name=stop.name, lines=stop.lines.split(",")) for stop in stations]


def _feature(shape: GEOSGeometry, **properties: Any) -> dict[str, Any]:
    geometry = {"type": shape.geom_type, "coordinates": _rounded(shape.coords)}  # type: ignore[attr-defined]
    return {"type": "Feature", "id": properties.get("id"), "geometry": geometry, "properties": properties}


def _rounded(value: Any) -> Any:
    return round(value, DECIMALS) if isinstance(value, float) else [_rounded(part) for part in value]
