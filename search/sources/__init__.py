"""What can be found of each kind of offer, read with a constant number of queries for any number of offers."""

from collections.abc import Callable

from django.db.models import QuerySet
from django.utils.translation import override

from marketplace.offers import kinds
from marketplace.offers.enums import FINDABLE
from marketplace.offers.models import Offer

from ..documents import Source
from .courses import read_courses
from .flats import read_flats
from .placements import read_placements
from .shared import around, place_texts, shared

__all__ = ["findable", "read"]


def findable() -> QuerySet[Offer]:
    """The offers that may be found."""
    return Offer.objects.filter(state__in=FINDABLE, public_point__isnull=False, comune__isnull=False)


def read(offers: QuerySet[Offer]) -> list[Source]:
    """The sources of these offers; those that may not be found are left out."""
    found = list(offers & findable())
    with override("it"):  # what is indexed does not depend on who triggered it
        return [
            source for kind in dict.fromkeys(offer.kind for offer in found)
            for source in READERS.get(kind, read_others)([offer for offer in found if offer.kind == kind])
        ]  # fmt: skip


def read_others(offers: list[Offer]) -> list[Source]:
    """A kind without filters of its own is found by its words and its place."""
    near = around(offers)
    return [
        Source(
            **shared(offer, near[offer.pk]),
            key=[str(kinds.get(offer.kind).label), *place_texts(offer, near[offer.pk].station)],
            body=[offer.description],
            free_from=offer.available_from,
            free_to=offer.available_to,
        )
        for offer in offers
    ]


READERS: dict[str, Callable[[list[Offer]], list[Source]]] = {
    "flat": read_flats,
    "placement": read_placements,
    "course": read_courses,
}
