"""Keeping ``FlatFacts``: one row for each published flat, as its offer's latest version says."""

from django.contrib.gis.geos import Point
from django.db import transaction
from django.db.models import F, Q, QuerySet

from housing.models import Flat
from housing.selectors import persons
from marketplace.core.locks import lock
from marketplace.offers.enums import FINDABLE
from marketplace.offers.models import Offer

from ..metres import to_metres
from ..models import FlatFacts

CHUNK = 1000
KIND = "flat"
DAYS_A_MONTH = 30.4375
COLUMNS = [field.attname for field in FlatFacts._meta.concrete_fields if not field.primary_key]


def facts_of(offer: Offer) -> FlatFacts:
    """What the criteria ask of a flat, computed from the flat itself; not saved."""
    flat = offer.flat
    x, y = to_metres(offer.public_point or Point(0, 0, srid=4326))
    return FlatFacts(
        offer=offer, version=offer.version,
        total=(flat.rent or 0) + (flat.fees or 0), persons=persons(flat) or 0, step_free=bool(flat.step_free),
        lease_types=flat.lease_types, available_from=offer.available_from or offer.published_at.date(),
        available_to=offer.available_to, min_months=flat.min_months, max_months=_longest(offer, flat),
        comune=offer.comune_id, municipio=offer.municipio_id, nil=offer.nil_id, x=x, y=y,
    )  # fmt: skip


def _longest(offer: Offer, flat: Flat) -> int | None:
    """The most months that the owner offers, no more than lie between the flat's two dates."""
    if offer.available_from and offer.available_to:
        between = int((offer.available_to - offer.available_from).days / DAYS_A_MONTH)
        return min(between, flat.max_months or between)
    return flat.max_months


@transaction.atomic
def refresh(*, offer_id: int) -> None:
    """Make the row say what the offer says now: twice or late makes no difference."""
    offer = lock(flats(), pk=offer_id) if flats().filter(pk=offer_id).exists() else None
    if offer is None or offer.state not in FINDABLE:
        FlatFacts.objects.filter(pk=offer_id).delete()
    else:
        write([offer])


def write(offers: list[Offer]) -> None:
    """Insert or overwrite the rows of these offers."""
    FlatFacts.objects.bulk_create(
        [facts_of(offer) for offer in offers], update_conflicts=True, unique_fields=["offer"], update_fields=COLUMNS
    )


def sweep() -> int:
    """Bring every row up to date that an event has not: after a bulk load, or a lost worker. Returns how many."""
    FlatFacts.objects.exclude(offer__state__in=FINDABLE).delete()
    stale = flats().filter(Q(facts=None) | ~Q(facts__version=F("version")), state__in=FINDABLE).order_by("pk")
    written, last = 0, 0
    while offers := list(stale.filter(pk__gt=last)[:CHUNK]):
        write(offers)
        written, last = written + len(offers), offers[-1].pk
    return written


def flats() -> QuerySet[Offer]:
    """Offers of flats, with all that ``facts_of`` reads."""
    return Offer.objects.filter(kind=KIND, flat__isnull=False).select_related("flat").prefetch_related("flat__rooms")
