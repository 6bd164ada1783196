"""What of an offer can be found whatever its kind."""

from datetime import date, timedelta
from typing import Any

from marketplace.core.clock import ROME
from marketplace.offers.models import Offer


def shared(offer: Offer) -> dict[str, Any]:
    """The fields of ``Source`` that all kinds have."""
    return {
        "offer_id": offer.pk,
        "kind": offer.kind,
        "published": offer.published_at,
        "lon": offer.public_point.x,
        "lat": offer.public_point.y,
        "comune": int(offer.comune_id[-3:]),
        "nil": offer.nil_id,
        "municipio": offer.municipio_id,
        "title": offer.title,
    }


def place_texts(offer: Offer, station: str) -> list[str]:
    """Where it is, in words. Never the street: the public place may be approximate."""
    return [
        offer.nil.name if offer.nil else "",
        offer.municipio.name if offer.municipio else "",
        offer.comune.name,
        f"metro {station}" if station else "",
    ]


def open_days(offer: Offer) -> dict[str, date | None]:
    """From publication to the last day for proposals: the days of what several people may have."""
    first = offer.published_at.astimezone(ROME).date()
    last = offer.available_to
    return {"free_from": first, "free_to": max(first, last) + timedelta(days=1) if last else None}
