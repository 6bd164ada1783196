"""What the public page of a flat prints."""

from typing import Any

from marketplace.offers import maps
from marketplace.offers.models import Offer
from marketplace.offers.photos import selectors as photos
from marketplace.offers.selectors import checked_items
from marketplace.places.selectors import nearest_metro

from .rules import leases
from .selectors import LIVED_IN, flats, persons, zone_name


def context(offer: Offer) -> dict[str, Any]:
    """``OfferKind.detail_context``: nothing here tells the door or the exact point."""
    flat = flats().get(pk=offer.pk)
    return {
        "flat": flat,
        "zone": zone_name(flat),
        "photos": [view for view in photos.of_offer(flat.offer) if view.is_ready],
        "persons": persons(flat),
        "rooms": sum(1 for room in flat.rooms.all() if room.type in LIVED_IN),
        "walk": nearest_metro(offer.public_point) if offer.public_point else None,
        "checked": checked_items(offer),
        "leases": [leases.explain(code, flat.letting_schemes) for code in flat.lease_types],
        "deposit": None if flat.rent is None or flat.deposit_months is None else flat.rent * flat.deposit_months,
        "map": maps.layers(),
    }
