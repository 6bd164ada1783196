"""Inside a shape that was drawn on the map."""

import math
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import django_filters
import numpy as np
from django import forms
from django.contrib.gis.geos import Polygon
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from ..elastic.clauses import clause
from ..record import on_grid
from .base import Change, Clause, Filter
from .inputs import MILAN_BOUNDS, numbers

if TYPE_CHECKING:
    from elasticsearch.dsl.query import Query

MOST_CORNERS = 100  # so that an address with a shape fits into one line of HTTP
MOST_AREA = 3_000  # km²: twice the Città metropolitana
KM_OF_A_DEGREE = 111.2
Corner = tuple[float, float]


class ShapeField(forms.CharField):
    """ "9.18,45.46,9.20,45.46,9.19,45.48": longitude and latitude of each corner, in degrees."""

    default_error_messages = {
        "invalid": _("La zona disegnata non è valida: disegnala di nuovo sulla mappa."),
        "corners": _("La zona disegnata ha troppi angoli: disegnane una più semplice, fino a 100 angoli."),
        "crossing": _("I lati della zona si incrociano: disegnala di nuovo senza incroci."),
        "outside": _("La zona disegnata esce dalla Città metropolitana di Milano: disegnala più piccola."),
        "area": _("La zona disegnata è troppo grande: disegnala più piccola."),
    }

    def to_python(self, value: Any) -> tuple[Corner, ...] | None:
        """The corners on the engines' grid, the first not repeated at the end; None for no text."""
        text = super().to_python(value)
        if not text:
            return None
        count = text.count(",") + 1
        if count > 2 * MOST_CORNERS + 2:
            self._refuse("corners")
        found = numbers(text, count, self.error_messages["invalid"], longest=len(text))
        if count % 2 or count < 6:
            self._refuse("invalid")
        west, south, east, north = MILAN_BOUNDS
        if not all(west <= lon <= east for lon in found[::2]) or not all(south <= lat <= north for lat in found[1::2]):
            self._refuse("outside")
        return self._ring([on_grid(*pair) for pair in zip(found[::2], found[1::2], strict=True)])

    def _ring(self, corners: list[Corner]) -> tuple[Corner, ...]:
        if corners[0] == corners[-1]:
            corners.pop()
        if not 3 <= len(corners) <= MOST_CORNERS:
            self._refuse("invalid" if len(corners) < 3 else "corners")
        shape = Polygon([*corners, corners[0]])
        if not shape.valid:
            self._refuse("crossing")
        if shape.area * KM_OF_A_DEGREE**2 * math.cos(math.radians(corners[0][1])) > MOST_AREA:
            self._refuse("area")
        return tuple(corners)

    def _refuse(self, code: str) -> None:
        raise ValidationError(self.error_messages[code], code=code)


class ShapeParameter(django_filters.Filter):
    field_class = ShapeField


class ShapeFilter(Filter):
    """``poligono``: the border is in. Corners stand on the engines' grid, as the points do."""

    name = "poligono"
    columns = ("point",)
    place = None
    reverse = "s.shape is null or st_intersects(d.point, s.shape)"

    def fields(self) -> dict[str, django_filters.Filter]:
        return {self.name: ShapeParameter(label=_("Zona disegnata"), widget=forms.HiddenInput)}

    def value(self, cleaned: dict[str, Any]) -> tuple[Corner, ...] | None:
        return cleaned.get(self.name) or None

    def query(self, value: tuple[Corner, ...]) -> dict[str, Any]:
        return {self.name: ",".join(f"{lon:.6f},{lat:.6f}" for lon, lat in value)}

    def clause(self, value: tuple[Corner, ...]) -> Clause:
        return Clause("st_intersects(point, st_geomfromtext(%s, 4326))", (self.wkt(value),))

    def elastic(self, value: tuple[Corner, ...]) -> "Query":
        ring = [list(corner) for corner in (*value, value[0])]
        return clause("geo_shape", point={"shape": {"type": "Polygon", "coordinates": [ring]}})

    @staticmethod
    def wkt(value: tuple[Corner, ...]) -> str:
        """The closed ring as text, with all digits."""
        return f"POLYGON(({', '.join(f'{lon!r} {lat!r}' for lon, lat in (*value, value[0]))}))"

    def saved(self, value: tuple[Corner, ...]) -> dict[str, Any]:
        return {"shape": Polygon([*value, value[0]], srid=4326)}

    def counts(self, tally: np.ndarray) -> dict[str, int]:
        return {}

    def chips(self, value: tuple[Corner, ...]) -> Iterator[Change]:
        yield Change(_("zona disegnata"), None)

    def relaxations(self, value: tuple[Corner, ...]) -> Iterator[Change]:
        yield Change(_("fuori dalla zona disegnata"), None)
