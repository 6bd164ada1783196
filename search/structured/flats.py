"""A flat in the words of schema.org."""

from typing import Any

from housing.selectors import Card
from marketplace.offers.models import Offer

from .places import geo


def home(offer: Offer, card: Card | None, url: str) -> dict[str, Any]:
    """A ``RealEstateListing``."""
    data: dict[str, Any] = {
        "@type": "RealEstateListing",
        "name": offer.title,
        "url": url,
        "datePosted": offer.published_at.date().isoformat(),
        "about": _home(offer, card),
    }
    if card and card.total is not None:
        data["offers"] = {
            "@type": "Offer",
            "businessFunction": "http://purl.org/goodrelations/v1#LeaseOut",
            "priceSpecification": {
                "@type": "UnitPriceSpecification", "price": card.total, "priceCurrency": "EUR", "unitCode": "MON",
            },
            "availability": "https://schema.org/InStock",
        }  # fmt: skip
        if offer.available_from:
            data["offers"]["availabilityStarts"] = offer.available_from.isoformat()
    return data


def _home(offer: Offer, card: Card | None) -> dict[str, Any]:
    home: dict[str, Any] = {
        "@type": "Apartment",
        "address": {"@type": "PostalAddress", "addressLocality": offer.comune.name, "addressCountry": "IT"},
        "geo": geo(offer),
    }
    if card and card.rooms:
        home["numberOfRooms"] = card.rooms
    if card and card.persons:
        home["occupancy"] = {"@type": "QuantitativeValue", "maxValue": card.persons}
    if card and card.surface:
        home["floorSize"] = {"@type": "QuantitativeValue", "value": float(card.surface), "unitCode": "MTK"}
    return home
