"""Where an offer is, in the words of schema.org: the public place, never the door of a home."""

from typing import Any

from marketplace.offers.models import Offer


def geo(offer: Offer) -> dict[str, Any]:
    return {
        "@type": "GeoCoordinates",
        "latitude": round(offer.public_point.y, 4),
        "longitude": round(offer.public_point.x, 4),
    }


def place(offer: Offer) -> dict[str, Any]:
    """A ``Place`` with the comune and, where it is known, the postcode."""
    address = {
        "@type": "PostalAddress",
        "addressLocality": offer.comune.name,
        "addressRegion": "Lombardia",
        "addressCountry": "IT",
    }
    if offer.cap:
        address["postalCode"] = offer.cap
    return {"@type": "Place", "address": address, "geo": geo(offer)}


def organisation(name: str) -> dict[str, Any]:
    return {"@type": "Organization", "name": name}
