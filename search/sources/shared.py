"""What of an offer can be found whatever its kind."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from marketplace.core.clock import ROME
from marketplace.offers.models import Offer
from marketplace.offers.selectors import approved_on
from marketplace.places.lines import line_walks
from marketplace.places.selectors import nearest_metros

STEPS = (5, 10, 15, 20, 30)  # minutes on foot that can be asked for


@dataclass(frozen=True)
class Around:
    """What other tables say of an offer: its metro station, its lines by minutes on foot, and the last check."""

    station: str
    lines: tuple[str, ...]
    checked: date | None


def around(offers: list[Offer]) -> dict[int, Around]:
    """By offer, with four queries for any number of them."""
    points = [offer.public_point for offer in offers]
    checked = approved_on([offer.pk for offer in offers])
    return {
        offer.pk: Around(walk.stop.name if walk else "", _within(lines), checked.get(offer.pk))
        for offer, walk, lines in zip(offers, nearest_metros(points), line_walks(points), strict=True)
    }


def _within(minutes: dict[str, float]) -> tuple[str, ...]:
    return tuple(f"{line}:{step}" for line, walk in minutes.items() for step in STEPS if walk <= step)


def shared(offer: Offer, around: Around) -> dict[str, Any]:
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
        "checked": around.checked,
        "lines": around.lines,
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
