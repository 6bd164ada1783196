"""Places as they stand in the address: numbers with commas between them."""

from typing import Any

import django_filters
import numpy as np
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

MILAN_BOUNDS = (8.5, 45.0, 9.7, 45.8)  # degrees, well around the 133 comuni: what a point or rectangle may lie in


class PointField(forms.CharField):
    """ "45.4842,9.2044": latitude and longitude, as maps and people write them."""

    default_error_messages = {
        "invalid": _("Scrivi il punto come latitudine e longitudine, per esempio 45.4842,9.2044."),
        "outside": _("Questo punto è fuori dalla Città metropolitana di Milano."),
    }

    def to_python(self, value: Any) -> tuple[float, float] | None:
        """(longitude, latitude) in degrees, or None for no text."""
        text = super().to_python(value)
        if not text:
            return None
        lat, lon = numbers(text, 2, self.error_messages["invalid"])
        west, south, east, north = MILAN_BOUNDS
        if not (west <= lon <= east and south <= lat <= north):
            raise ValidationError(self.error_messages["outside"], code="outside")
        return lon, lat


class RectangleField(forms.CharField):
    """ "west,south,east,north" in degrees."""

    default_error_messages = {"invalid": _("Il rettangolo della mappa non è valido: muovi la mappa e cerca di nuovo.")}

    def to_python(self, value: Any) -> tuple[float, ...] | None:
        text = super().to_python(value)
        if not text:
            return None
        west, south, east, north = numbers(text, 4, self.error_messages["invalid"])
        if not (-180 <= west < east <= 180 and -90 <= south < north <= 90):
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return west, south, east, north


def numbers(text: str, count: int, message: Any, longest: int = 120) -> list[float]:
    """So many finite numbers with commas between them. Raises ``ValidationError`` with ``message``."""
    try:
        found = [float(part) for part in text[:longest].split(",")]
    except ValueError:
        found = []
    if len(found) != count or not np.isfinite(found).all():
        raise ValidationError(message, code="invalid")
    return found


class PointFilter(django_filters.Filter):
    field_class = PointField


class RectangleFilter(django_filters.Filter):
    field_class = RectangleField
