"""What the criteria ask of an offer, computed from the offer itself: one module a kind.

Each has ``offers()``, the offers with all that is read of them, and ``rows(offer)``, their facts, not saved.
"""

from typing import Any

from django.contrib.gis.geos import Point

from marketplace.offers.models import Offer

from ..metres import to_metres


def place(offer: Offer) -> dict[str, Any]:
    """Where it is, for the columns of ``models.Facts``; ``version`` goes along."""
    x, y = to_metres(offer.public_point or Point(0, 0, srid=4326))
    return {
        "version": offer.version, "comune": offer.comune_id, "municipio": offer.municipio_id, "nil": offer.nil_id,
        "x": x, "y": y,
    }  # fmt: skip
