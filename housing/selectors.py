"""Reading flats: for their owner, for cards in lists, and for the public page."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from marketplace.offers.photos import selectors as photos
from marketplace.offers.photos.selectors import PhotoView
from marketplace.places.models import MILANO
from marketplace.places.selectors import Walk, nearest_metros
from marketplace.rulebook.selectors import figure

from .enums import DERIVED, EnergyClass, Feature, Heating
from .models import Flat
from .rules import capacity, concordato
from .rules.capacity import Capacity, Space

PLACES = ("offer__comune", "offer__municipio", "offer__nil")
SHAPES = ("comune__area", "municipio__area", "nil__area", "nil__outline")  # megabytes that no page prints


def flats() -> QuerySet[Flat]:
    """Flats with their offer, place and rooms, without the outlines of the places."""
    shapes = [f"offer__{name}" for name in SHAPES]
    return Flat.objects.select_related(*PLACES, "offer__body").defer(*shapes).prefetch_related("rooms")


def capacities(flat: Flat) -> list[Capacity]:
    """Persons under both sets of rules; empty while the area is unknown."""
    if flat.surface_net is None:
        return []
    spaces = _spaces(flat)
    found = [capacity.erp_lombardia(flat.surface_net)]
    if spaces:
        found.insert(0, capacity.dm_1975(flat.surface_net, spaces, salva_casa=flat.salva_casa))
    return found


def persons(flat: Flat) -> int | None:
    """How many persons the flat is said to hold: the attested number, else the national rules' one.

    None while neither is known. ``flat.rooms`` should be prefetched.
    """
    if flat.attested_persons is not None:
        return flat.attested_persons
    if flat.surface_net is None or not (spaces := _spaces(flat)):
        return None
    return capacity.dm_1975_persons(flat.surface_net, spaces, salva_casa=flat.salva_casa)


def _spaces(flat: Flat) -> list[Space]:
    return [Space(r.type, r.surface, r.height, r.window) for r in flat.rooms.all() if r.surface is not None]


def features_of(flat: Flat, walk: Walk | None = None) -> set[str]:
    """Elements of the Accordo Locale: those ticked, and those that other answers imply."""
    found = set(flat.features) - DERIVED
    near = figure("concordato.metro_metres").value
    implied = {
        Feature.A4: flat.heating in (Heating.CENTRAL, Heating.AUTONOMOUS),
        Feature.B2: flat.floor is not None and (flat.floor < 2 or bool(flat.lift)),
        Feature.C1: (flat.bathrooms or 0) > 1,
        Feature.C7: walk is not None and walk.metres < near,
        Feature.D9: flat.ape_class in EnergyClass.values[: EnergyClass.values.index(EnergyClass.D) + 1],
    }
    return found | {code for code, holds in implied.items() if holds}


def concordato_band(flat: Flat) -> concordato.Band | None:
    """The band of the canone concordato; None outside Milan, or while zone or area are unknown."""
    surface = flat.surface_cadastral or flat.surface_net
    if flat.offer.comune_id != MILANO or not flat.concordato_zone or surface is None:
        return None
    walk = nearest_metros([flat.offer.point])[0] if flat.offer.point else None
    return concordato.band(
        zone=flat.concordato_zone,
        features=features_of(flat, walk),
        surface=surface,
        heating=flat.heating,
        furnished=flat.furnished,
        months=flat.min_months,
        energy_class=flat.ape_class,
    )


def zone_name(flat: Flat) -> str:
    """The quarter in Milan, elsewhere the comune; "" for a draft without address."""
    offer = flat.offer
    return offer.nil.name.title() if offer.nil else offer.comune.name if offer.comune else ""


@dataclass(frozen=True)
class Card:
    """A flat in a list. Money in euros a month, ``walk`` from the public position."""

    id: int
    public_id: str
    url: str
    title: str
    state: str
    rent: int | None
    total: int | None
    persons: int | None
    surface: Any
    rooms: int
    zone: str
    step_free: bool
    available_from: date | None
    walk: Walk | None
    photo: PhotoView | None


def cards(offer_ids: Iterable[int]) -> list[Card]:
    """Cards of these offers, in the order given: seven queries whatever their number."""
    ids = list(offer_ids)
    found = flats().in_bulk(ids)
    rows = [found[pk] for pk in ids if pk in found]
    covers = photos.first_of(found)
    placed = [flat for flat in rows if flat.offer.public_point]
    walks = dict(zip((flat.pk for flat in placed), nearest_metros([f.offer.public_point for f in placed]), strict=True))
    return [_card(flat, covers.get(flat.pk), walks.get(flat.pk)) for flat in rows]


LIVED_IN = {"bedroom", "living", "living_kitchen", "studio", "study"}


def _card(flat: Flat, photo: PhotoView | None, walk: Walk | None) -> Card:
    offer = flat.offer
    return Card(
        id=offer.pk,
        public_id=offer.public_id,
        url=reverse("offer_detail", args=[offer.public_id]),
        title=offer.title,
        state=offer.state,
        rent=flat.rent,
        total=flat.total,
        persons=persons(flat),
        surface=flat.surface_net,
        rooms=sum(1 for room in flat.rooms.all() if room.type in LIVED_IN),
        zone=zone_name(flat),
        step_free=bool(flat.step_free),
        available_from=offer.available_from,
        walk=walk,
        photo=photo,
    )
