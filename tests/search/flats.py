"""Real offers with their flat, for what the index reads and pages show."""

from typing import Any

from django.contrib.gis.geos import Point

from housing.models import Flat, Room
from marketplace.core import clock
from marketplace.offers.models import Offer
from tests.factories import UserFactory


def published(*, title: str = "Bilocale a Lambrate", rent: int = 700, fees: int = 80, **changes: Any) -> Offer:
    """A published flat of two rooms in the comune 015146 (fixture ``areas``); ``changes`` go to the offer or flat."""
    of_flat = {name: changes.pop(name) for name in list(changes) if name in {"step_free", "furnished", "lease_types"}}
    fields = {
        "kind": "flat",
        "state": "published",
        "published_at": clock.now(),
        "owner": changes.pop("owner", None) or UserFactory(),
        "title": title,
        "description": "Luminoso, vicino alla stazione.",
        "comune_id": "015146",
        "municipio_id": 3,
        "nil_id": 23,
        "point": Point(9.2421, 45.4850, srid=4326),
        "public_point": Point(9.2430, 45.4860, srid=4326),
    }
    offer = Offer.objects.create(**fields | changes)
    flat = Flat.objects.create(
        offer=offer, rent=rent, fees=fees, surface_net=55, **{"lease_types": ["libero"], **of_flat}
    )
    for position, kind in enumerate(["bedroom", "living"]):
        Room.objects.create(flat=flat, position=position, type=kind, surface=16)
    return offer
