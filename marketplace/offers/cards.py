"""Offers of any kinds as cards of one list, in the order asked for."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from . import kinds
from .models import Offer
from .photos import selectors as photos
from .photos.selectors import PhotoView


@dataclass(frozen=True)
class Shown:
    """A card and the template that prints it."""

    id: int
    template: str
    card: Any


@dataclass(frozen=True)
class PlainCard:
    """What every offer has: the card of a kind that describes none of its own."""

    id: int
    public_id: str
    kind: str
    label: str
    url: str
    title: str
    zone: str
    photo: PhotoView | None


def cards(offer_ids: Iterable[int]) -> list[Shown]:
    """The cards of these offers; those that are gone are left out. As many queries as their kinds need."""
    ids = list(offer_ids)
    of_kind = defaultdict(list)
    for pk, code in Offer.objects.filter(pk__in=ids).values_list("pk", "kind"):
        of_kind[code].append(pk)
    found: dict[int, Shown] = {}
    for code, members in of_kind.items():
        kind = kinds.get(code)
        for card in (kind.cards or plain_cards)(members):
            found[card.id] = Shown(card.id, kind.card_template, card)
    return [found[pk] for pk in ids if pk in found]


def zone_name(offer: Offer) -> str:
    """The quarter in Milan, elsewhere the comune; "" for a draft without address."""
    return offer.nil.name.title() if offer.nil else offer.comune.name if offer.comune else ""


def plain_cards(offer_ids: list[int]) -> list[PlainCard]:
    covers = photos.first_of(offer_ids)
    shapes = ("comune__area", "nil__area", "nil__outline")
    offers = Offer.objects.filter(pk__in=offer_ids).select_related("comune", "nil").defer(*shapes)
    return [
        PlainCard(
            offer.pk, offer.public_id, offer.kind, str(kinds.get(offer.kind).label),
            reverse("offer_detail", args=[offer.public_id]), offer.title, zone_name(offer), covers.get(offer.pk),
        )
        for offer in offers
    ]  # fmt: skip
