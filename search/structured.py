"""What search engines are told about an offer (schema.org): nothing that the page does not show."""

import json
from typing import Any

from django.http import HttpRequest
from django.utils.safestring import SafeString, mark_safe

from housing.selectors import Card
from marketplace.offers.models import Offer

_ESCAPES = {ord(">"): "\\u003E", ord("<"): "\\u003C", ord("&"): "\\u0026", 0x2028: "\\u2028", 0x2029: "\\u2029"}


def structured_data(request: HttpRequest, offer: Offer, card: Card | None) -> SafeString:
    """A JSON-LD text, safe inside ``<script type="application/ld+json">``: a data block, which the CSP lets be."""
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "RealEstateListing",
        "name": offer.title,
        "url": request.build_absolute_uri(request.path),
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
    return mark_safe(json.dumps(data, ensure_ascii=False).translate(_ESCAPES))  # noqa: S308 -- escaped above


def _home(offer: Offer, card: Card | None) -> dict[str, Any]:
    home: dict[str, Any] = {
        "@type": "Apartment",
        "address": {"@type": "PostalAddress", "addressLocality": offer.comune.name, "addressCountry": "IT"},
        "geo": {
            "@type": "GeoCoordinates",
            "latitude": round(offer.public_point.y, 4),
            "longitude": round(offer.public_point.x, 4),
        },
    }
    if card and card.rooms:
        home["numberOfRooms"] = card.rooms
    if card and card.persons:
        home["occupancy"] = {"@type": "QuantitativeValue", "maxValue": card.persons}
    if card and card.surface:
        home["floorSize"] = {"@type": "QuantitativeValue", "value": float(card.surface), "unitCode": "MTK"}
    return home
