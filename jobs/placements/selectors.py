"""Reading placements: for their owner, for cards in lists, and for the public page."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.contrib.gis.db.models.functions import Distance
from django.contrib.gis.geos import Point
from django.db.models import QuerySet
from django.urls import reverse

from jobs.models import Placement
from jobs.vocabulary import occupations
from marketplace.offers.cards import zone_name
from marketplace.offers.photos import selectors as photos
from marketplace.offers.photos.selectors import PhotoView
from marketplace.places.models import Stop, StopKind
from marketplace.places.selectors import Walk, nearest_metro, nearest_metros
from marketplace.rulebook.selectors import figure

from .rules import pay
from .rules.pay import Range

PLACES = ("offer__body", "offer__comune", "offer__municipio", "offer__nil")
SHAPES = ("comune__area", "municipio__area", "nil__area", "nil__outline")  # megabytes that no page prints


def placements() -> QuerySet[Placement]:
    """Placements with their offer, employer, place, seats and shifts, without the outlines of the places."""
    shapes = [f"offer__{name}" for name in SHAPES]
    rows = Placement.objects.select_related(*PLACES).defer(*shapes)
    return rows.prefetch_related("shifts", "offer__pools")


def nearest_station(point: Point) -> Walk | None:
    """The metro station in walking distance, else the railway station; None where both are too far."""
    if metro := nearest_metro(point):
        return metro
    rail = Stop.objects.filter(kind=StopKind.RAIL).annotate(straight=Distance("point", point))
    stop = rail.order_by("straight").first()
    walking = figure("places.walking").value
    metres = stop.straight.m * walking["detour"] if stop else None
    if metres is None or metres > walking["limit"]:
        return None
    return Walk(stop, round(metres / 10) * 10, max(1, round(metres / walking["pace"])))


@dataclass(frozen=True)
class Card:
    """A placement in a list. ``month``: gross euros in a month; ``pay_*`` as the ad says them; ``free``: seats left."""

    id: int
    public_id: str
    url: str
    title: str
    state: str
    employer: str
    occupation: str
    contract: str
    pay_low: Decimal | None
    pay_high: Decimal | None
    pay_period: str
    month: Range | None
    hours_week: Decimal | None
    seats: int
    free: int
    zone: str
    available_from: date | None
    available_to: date | None
    walk: Walk | None
    photo: PhotoView | None


def cards(offer_ids: Iterable[int]) -> list[Card]:
    """Cards of these offers, in the order given: as many queries whatever their number."""
    ids = list(offer_ids)
    found = placements().in_bulk(ids)
    rows = [found[pk] for pk in ids if pk in found]
    covers = photos.first_of(found)
    placed = [row for row in rows if row.offer.public_point]
    walks = dict(zip((row.pk for row in placed), nearest_metros([r.offer.public_point for r in placed]), strict=True))
    return [_card(row, covers.get(row.pk), walks.get(row.pk)) for row in rows]


def _card(placement: Placement, photo: PhotoView | None, walk: Walk | None) -> Card:
    offer, pool = placement.offer, placement.pool
    low, high, period = pay.stated(placement)
    return Card(
        id=offer.pk,
        public_id=offer.public_id,
        url=reverse("offer_detail", args=[offer.public_id]),
        title=offer.title,
        state=offer.state,
        employer=placement.employer_name,
        occupation=occupations.title(placement.occupation),
        contract=placement.get_contract_display(),
        pay_low=low,
        pay_high=high,
        pay_period=period,
        month=pay.month_of(placement),
        hours_week=placement.hours_week,
        seats=pool.total,
        free=pool.free,
        zone=zone_name(offer),
        available_from=offer.available_from,
        available_to=offer.available_to,
        walk=walk,
        photo=photo,
    )
