"""A complete draft, and the posts that a browser would send for it."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.test import Client
from django.urls import reverse

from housing.enums import Furnished, Heating, LeaseType, LettingScheme, OwnerTitle, RoomType
from housing.models import Flat, Room
from marketplace.accounts.models import User
from marketplace.offers.models import Photo
from marketplace.offers.services import drafts
from marketplace.organisations.enums import Role
from tests.factories import LAMBRATE, person
from tests.offers.factories import milano


def landlord() -> User:
    return person(Role.LANDLORD)


def draft(owner: User) -> Flat:
    """An empty flat."""
    return drafts.create_draft(actor=owner, kind="flat").flat


def complete(owner: User) -> Flat:
    """A flat that lacks nothing but its declaration."""
    flat = draft(owner)
    offer = flat.offer
    offer.title, offer.description, offer.address = "Bilocale a Lambrate", "Casa luminosa.", "Via Conte Rosso 1"
    offer.point = offer.public_point = LAMBRATE
    offer.comune, offer.available_from = milano(), date(2026, 12, 1)
    offer.save()
    values: dict[str, Any] = {
        "surface_net": Decimal(60),
        "floor": 2,
        "step_free": True,
        "lift": True,
        "bathrooms": 1,
        "heating": Heating.CENTRAL,
        "furnished": Furnished.FULL,
        "rent": 800,
        "fees": 90,
        "deposit_months": 2,
        "lease_types": [LeaseType.CONCORDATO_3_2],
        "letting_schemes": [LettingScheme.DIRECT],
        "min_months": 36,
        "ape_class": "D",
        "ape_nren": 120,
        "ape_ren": 3,
        "ape_issued": date(2020, 5, 4),
        "owner_title": OwnerTitle.OWNER,
        "all_owners_agree": True,
    }
    for name, value in values.items():
        setattr(flat, name, value)
    flat.save()
    Room.objects.create(flat=flat, type=RoomType.BEDROOM, surface=14)
    Photo.objects.create(offer=offer, title="cucina.jpg", alt="Cucina", file="x.jpg", state="ready", width=9, height=9)
    return flat


def autosave(client: Client, flat: Flat, step: str, version: int | None = None, **data: Any) -> Any:
    """What ``autosave.js`` sends."""
    if version is None:
        version = Flat.objects.select_related("offer").get(pk=flat.pk).offer.version
    url = reverse("flat_autosave", args=[flat.offer.public_id, step])
    return client.post(url, {"version": version, **data}, headers={"Accept": "application/json"})


def submit(client: Client, flat: Flat, step: str, version: int, **data: Any) -> Any:
    """What "Avanti" sends without any script."""
    return client.post(reverse("flat_step", args=[flat.offer.public_id, step]), {"version": version, **data})
