"""A geocoder of the operator's, asked only where ``NOMINATIM_URL`` names one and our own tables know nothing."""

from collections.abc import Callable
from typing import Any, TypeVar
from urllib.parse import urlsplit

import structlog
from django.conf import settings
from django.core.cache import cache
from geopy.exc import GeopyError
from geopy.geocoders import Nominatim

T = TypeVar("T")
log = structlog.get_logger()
AREA = ((44.9, 8.6), (45.8, 9.7))  # a box around the Città Metropolitana, latitude first as geopy wants it
TIMEOUT = 2  # seconds: somebody is typing
SHORTEST = 6  # characters
KEPT = 24 * 60 * 60  # seconds


def search(text: str, limit: int, make: Callable[..., T]) -> list[T]:
    """What the geocoder knows; nothing where there is none or it does not answer."""
    if not settings.NOMINATIM_URL or len(text.strip()) < SHORTEST:
        return []
    key = "nominatim:" + " ".join(text.casefold().split()).encode().hex()
    places = cache.get(key)
    if places is None:
        try:
            places = _ask(text, limit)
        except (GeopyError, ValueError) as error:
            log.warning("nominatim_failed", error=str(error))
            return []
        cache.set(key, places, KEPT)
    return [make(**place) for place in places]


def _ask(text: str, limit: int) -> list[dict[str, Any]]:
    address = urlsplit(settings.NOMINATIM_URL)
    geocoder = Nominatim(
        domain=f"{address.netloc}{address.path}".rstrip("/"),
        scheme=address.scheme,
        user_agent=settings.SITE_URL,
        timeout=TIMEOUT,
    )
    found = geocoder.geocode(
        text, exactly_one=False, limit=limit, viewbox=AREA, bounded=True, country_codes="it", addressdetails=True
    )
    return [_place(location.raw) for location in found or []]


def _place(raw: dict[str, Any]) -> dict[str, Any]:
    parts = raw.get("address", {})
    value = " ".join(filter(None, [parts.get("road"), parts.get("house_number")])) or raw["display_name"].split(",")[0]
    town = parts.get("city") or parts.get("town") or parts.get("village") or ""
    cap = parts.get("postcode", "")
    return {
        "label": ", ".join(filter(None, [value, f"{cap} {town}".strip()])), "value": value, "lon": float(raw["lon"]),
        "lat": float(raw["lat"]), "cap": cap, "exact": bool(parts.get("house_number")),
    }  # fmt: skip
