"""From the text of a file to records: properties and a geometry, each with the place where it stood."""

import csv
import io
import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib.gis.geos import GEOSException, GEOSGeometry, MultiLineString, MultiPolygon, Point

from ..models import SRID
from .checks import Findings


@dataclass(frozen=True)
class Record:
    """One row or feature; ``where`` names it in messages ("line 12", "feature 3")."""

    where: str
    fields: dict[str, Any]
    shape: GEOSGeometry | None


def read(name: str, text: str, found: Findings) -> list[Record]:
    """The records of a file; what cannot be read at all is noted in ``found``."""
    try:
        rows = _features(text, found) if name.endswith(".geojson") else _rows(text)
        return [record for record in rows if _usable(record, found)]
    except (ValueError, KeyError, TypeError, csv.Error) as error:
        found.add("", f"cannot be read: {error!r}. A FeatureCollection or a table with a head line is expected.")
        return []


def _rows(text: str) -> Iterable[Record]:
    for line, fields in enumerate(csv.DictReader(io.StringIO(text)), start=2):
        shape = Point(float(fields["lon"]), float(fields["lat"]), srid=SRID) if fields.get("lon") else None
        yield Record(f"line {line}", fields, shape)


def _features(text: str, found: Findings) -> Iterable[Record]:
    collection = json.loads(text)
    crs = json.dumps(collection.get("crs") or "CRS84")
    if "CRS84" not in crs and "4326" not in crs:
        found.add("", f"is in {crs}. Export it again in WGS84 (EPSG:4326, longitude and latitude in degrees).")
        return
    for number, feature in enumerate(collection["features"], start=1):
        yield Record(f"feature {number}", feature["properties"], _shape(feature.get("geometry"), number, found))


def _shape(geometry: dict[str, Any] | None, number: int, found: Findings) -> GEOSGeometry | None:
    try:
        shape = GEOSGeometry(json.dumps(geometry), srid=SRID)
    except (GEOSException, ValueError, TypeError):
        found.add(f"feature {number}", "has no geometry that can be read.")
        return None
    return many(shape)


def many(shape: GEOSGeometry) -> GEOSGeometry:
    """A polygon or line as a collection of one: the tables hold collections."""
    wrapper = {"Polygon": MultiPolygon, "LineString": MultiLineString}.get(shape.geom_type)
    return wrapper(shape, srid=SRID) if wrapper else shape


def _usable(record: Record, found: Findings) -> bool:
    return record.shape is None or found.place(record.where, record.shape)
