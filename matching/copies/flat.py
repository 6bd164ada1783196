"""A flat's facts."""

from django.db.models import QuerySet

from housing.models import Flat
from housing.selectors import persons
from marketplace.offers.models import Offer

from ..models import FlatFacts
from . import place

DAYS_A_MONTH = 30.4375


def offers() -> QuerySet[Offer]:
    return Offer.objects.filter(kind="flat", flat__isnull=False).select_related("flat").prefetch_related("flat__rooms")


def rows(offer: Offer) -> list[FlatFacts]:
    flat = offer.flat
    facts = FlatFacts(
        offer=offer, **place(offer), total=(flat.rent or 0) + (flat.fees or 0), persons=persons(flat) or 0,
        step_free=bool(flat.step_free), lease_types=flat.lease_types,
        available_from=offer.available_from or offer.published_at.date(), available_to=offer.available_to,
        min_months=flat.min_months, max_months=_longest(offer, flat),
    )  # fmt: skip
    return [facts]


def _longest(offer: Offer, flat: Flat) -> int | None:
    """The most months that the owner offers, no more than lie between the flat's two dates."""
    if offer.available_from and offer.available_to:
        between = int((offer.available_to - offer.available_from).days / DAYS_A_MONTH)
        return min(between, flat.max_months or between)
    return flat.max_months
