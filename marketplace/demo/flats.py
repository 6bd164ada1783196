"""Invented flats in every state of their life."""

import random
from collections.abc import Iterator
from datetime import datetime, time, timedelta
from decimal import Decimal
from itertools import islice
from typing import Any

from django.utils import timezone
from django.utils.translation import override

from housing.enums import EnergyClass, Furnished, Heating, LeaseType, LettingScheme, OwnerTitle, RoomType, Vacancy
from housing.models import Flat, Room
from marketplace.core.clock import now, today
from marketplace.offers.displacement import displace
from marketplace.offers.enums import FINDABLE, OfferState
from marketplace.offers.models import Offer, StateChange
from marketplace.places.models import Comune, Municipio, Nil
from matching.services.facts import facts_of
from search.documents import row
from search.services import write
from search.sources.flats import flat_sources

from . import words
from .bulk import copy
from .geography import Map, Spot
from .people import Cast

BATCH = 5000
STATES = {  # shares of a thousand; reserved and taken flats come from proposals
    OfferState.PUBLISHED: 780,
    OfferState.DRAFT: 70,
    OfferState.SUBMITTED: 45,
    OfferState.CHANGES: 25,
    OfferState.PAUSED: 35,
    OfferState.WITHDRAWN: 20,
    OfferState.EXPIRED: 15,
    OfferState.REJECTED: 10,
}
WITH_DATE = {OfferState.PUBLISHED, OfferState.PAUSED, OfferState.EXPIRED, OfferState.WITHDRAWN}
LEASES = {
    LeaseType.CONCORDATO_3_2: 40,
    LeaseType.LIBERO_4_4: 25,
    LeaseType.TRANSITORIO: 20,
    LeaseType.FORESTERIA: 10,
    LeaseType.STANZA: 3,
    LeaseType.COMODATO: 2,
}
FEATURES = ["A1", "A2", "A3", "A4", "B1", "B2", "B3", "C1", "C3", "C4", "C5", "C6", "C7", "C9", "D1", "D2", "D7"]
MONTHS = {LeaseType.CONCORDATO_3_2: (36, 60), LeaseType.LIBERO_4_4: (48, 96), LeaseType.TRANSITORIO: (3, 18)}


class Maker:
    """Draws one flat after the other; the same seed and day draw the same flats."""

    def __init__(self, rng: random.Random, cast: Cast):
        self.rng, self.cast = rng, cast
        self.map = Map(rng)
        self.nils = Nil.objects.defer("area", "outline").in_bulk()
        self.municipi = Municipio.objects.defer("area").in_bulk()
        self.comuni = Comune.objects.defer("area").in_bulk()
        self.start = now()

    def _moment(self, days: int) -> datetime:
        """A working moment ``days`` ago at most, never in the future."""
        day = today() - timedelta(days=self.rng.randint(1, max(days, 1)))
        return timezone.make_aware(datetime.combine(day, time(self.rng.randint(8, 18), self.rng.randint(0, 59))))

    def _state(self, number: int) -> str:
        if number < 4:  # the demo owner's own flats: one of each that asks something of her
            return [OfferState.PUBLISHED, OfferState.CHANGES, OfferState.DRAFT, OfferState.PUBLISHED][number]
        return self.rng.choices(list(STATES), weights=list(STATES.values()))[0]

    def offer(self, number: int, spot: Spot, rooms: int) -> Offer:
        rng, state = self.rng, self._state(number)
        company = number >= 4 and rng.random() < 0.15
        member = rng.choice(self.cast.company_owners) if company else None
        owner = member.user if member else self.cast.owners[0 if number < 4 else rng.randrange(len(self.cast.owners))]
        zone = self.nils[spot.nil].name.split(" - ")[0].title() if spot.nil else self.comuni[spot.comune].name
        text = words.description(rng)
        if state in {OfferState.SUBMITTED, OfferState.REJECTED} and rng.random() < 0.5:
            text += " " + rng.choice(words.WISHES)
        published = self._moment(75) if state in WITH_DATE else None
        submitted = published - timedelta(days=2) if published else None
        if state in {OfferState.SUBMITTED, OfferState.CHANGES, OfferState.REJECTED}:
            submitted = self._moment(20)
        point = spot.point
        return Offer(
            kind="flat",
            state=state,
            owner=owner,
            body=member.body if member else None,
            title=words.title(rng, rooms, zone),
            description=text,
            address=f"{spot.street}, {rng.randint(1, 120)}",
            cap=spot.cap,
            point=point,
            public_point=displace(point),
            comune=self.comuni[spot.comune],
            municipio=self.municipi.get(spot.municipio),
            nil=self.nils.get(spot.nil),
            available_from=today() + timedelta(days=rng.randint(-40, 120)),
            created_at=(submitted or self._moment(30)) - timedelta(days=1),
            submitted_at=submitted,
            published_at=published,
            confirmed_at=max(published, self.start - timedelta(days=rng.randint(0, 13))) if published else None,
            is_demo=True,
        )

    def flat(self, offer: Offer, spot: Spot, rooms: int) -> tuple[Flat, list[Room]]:
        made = self._rooms(rooms)
        corridor = self.rng.choice([3, 5, 8]) if rooms > 1 else 0
        net = sum((room.surface for room in made), Decimal(corridor))
        parts = self._house(rooms) | self._money(spot, net) | self._energy(offer) | self._papers(offer, spot, net)
        return Flat(offer=offer, surface_net=net, **parts), made

    def _rooms(self, rooms: int) -> list[Room]:
        """Bedrooms, a living room with kitchen or a studio, and a bathroom."""
        rng = self.rng
        sizes = [(RoomType.BEDROOM, rng.choice([9.5, 11, 12, 14, 15, 16])) for _ in range(rooms - 1)]
        if rooms > 1:
            sizes.append((RoomType.LIVING_KITCHEN, rng.choice([14, 16, 18, 21])))
        else:
            sizes.append((RoomType.STUDIO, rng.choice([28, 30, 32, 38, 40])))
        sizes.append((RoomType.BATHROOM, rng.choice([4, 5, 6])))
        return [
            Room(
                type=kind, surface=Decimal(str(size)), position=number, height=Decimal("2.70"),
                window=kind != RoomType.BATHROOM or rng.random() < 0.7,
            )
            for number, (kind, size) in enumerate(sizes)
        ]  # fmt: skip

    def _house(self, rooms: int) -> dict[str, Any]:
        rng, floor = self.rng, self.rng.randint(0, 7)
        return {
            "bathrooms": 1 if rooms < 4 else 2, "floor": floor, "lift": floor > 1 and rng.random() < 0.6,
            "step_free": rng.random() < 0.25, "heating": rng.choice([Heating.CENTRAL, Heating.AUTONOMOUS]),
            "furnished": rng.choice(Furnished.values), "features": sorted(rng.sample(FEATURES, rng.randint(6, 14))),
        }  # fmt: skip

    def _money(self, spot: Spot, net: Decimal) -> dict[str, Any]:
        """Rent from the zone's range, below the market as such owners ask; a loan for use costs nothing."""
        rng = self.rng
        lease = rng.choices(list(LEASES), weights=list(LEASES.values()))[0]
        free, (least, most) = lease == LeaseType.COMODATO, MONTHS.get(lease, (6, 36))
        rent = rng.uniform(spot.rent_min, spot.rent_max) * rng.uniform(0.55, 0.95) * float(net)
        schemes = rng.sample([LettingScheme.DIRECT, LettingScheme.ETS_HEADLEASE, LettingScheme.ETS_GUARANTOR], 2)
        return {
            "rent": 0 if free else max(250, round(rent / 10) * 10), "fees": rng.choice([40, 60, 80, 100, 120, 150]),
            "utilities_included": rng.random() < 0.1,
            "deposit_months": Decimal(0 if free else rng.choice([1, 2, 2, 3])),
            "lease_types": [lease, *([LeaseType.FORESTERIA] if rng.random() < 0.2 and not free else [])],
            "letting_schemes": [LettingScheme.COMODATO] if free else schemes, "min_months": least, "max_months": most,
        }  # fmt: skip

    def _energy(self, offer: Offer) -> dict[str, Any]:
        rng = self.rng
        if offer.state == OfferState.DRAFT:
            return {"ape_pending": True}
        issued = today() - timedelta(days=rng.randint(30, 3000))
        return {
            "ape_class": rng.choices(EnergyClass.values, weights=[1, 1, 2, 3, 5, 8, 12, 18, 22, 28])[0],
            "ape_nren": Decimal(rng.randint(40, 320)), "ape_ren": Decimal(rng.randint(0, 60)),
            "ape_code": f"15146-{rng.randint(100000, 999999)}/{issued:%y}", "ape_issued": issued,
        }  # fmt: skip

    def _papers(self, offer: Offer, spot: Spot, net: Decimal) -> dict[str, Any]:
        rng = self.rng
        return {
            "cadastral_comune": "F205" if spot.nil else "", "foglio": str(rng.randint(1, 680)),
            "particella": str(rng.randint(1, 900)), "subalterno": str(rng.randint(1, 60)),
            "category": rng.choice(["A/2", "A/3", "A/3", "A/4"]), "surface_cadastral": round(net * Decimal("1.15"), 1),
            "agibilita": True, "electric_conformity": rng.random() < 0.9, "gas_conformity": rng.random() < 0.9,
            "boiler_booklet": rng.random() < 0.8, "owner_title": OwnerTitle.OWNER, "all_owners_agree": True,
            "declaration_at": offer.submitted_at, "vacant_since": today() - timedelta(days=rng.randint(20, 1500)),
            "vacancy_reason": rng.choice(Vacancy.values),
        }  # fmt: skip

    def draw(self, count: int) -> Iterator[tuple[Offer, Flat, list[Room]]]:
        for number in range(count):
            spot = self.map.draw()
            rooms = self.rng.choices([1, 2, 3, 4, 5], weights=[15, 38, 30, 13, 4])[0]
            offer = self.offer(number, spot, rooms)
            yield offer, *self.flat(offer, spot, rooms)


def _history(offer: Offer) -> list[StateChange]:
    """The steps that led to this state, one a row."""
    steps = [(OfferState.DRAFT, OfferState.SUBMITTED, offer.submitted_at, offer.owner)] if offer.submitted_at else []
    if offer.published_at:
        steps.append((OfferState.SUBMITTED, OfferState.PUBLISHED, offer.published_at, None))
    known = {new for _, new, _, _ in steps}
    if steps and offer.state not in known:
        old, when = steps[-1][1], steps[-1][2]
        steps.append((old, offer.state, when + timedelta(hours=20), None))
    return [StateChange(offer=offer, old=old, new=new, at=at, actor=actor) for old, new, at, actor in steps]


def make_flats(rng: random.Random, cast: Cast, count: int) -> list[int]:
    """Write ``count`` flats in batches. Returns the offers' ids."""
    drawn, ids = Maker(rng, cast).draw(count), []
    while batch := list(islice(drawn, BATCH)):
        copy([offer for offer, _, _ in batch])
        for offer, flat, rooms in batch:
            flat.offer_id = offer.pk
            for room in rooms:
                room.flat_id = offer.pk
        copy([flat for _, flat, _ in batch])
        copy([room for _, _, rooms in batch for room in rooms])
        copy([row for offer, _, _ in batch for row in _history(offer)])
        _publish(batch)
        ids += [offer.pk for offer, _, _ in batch]
    return ids


def _publish(batch: list[tuple[Offer, Flat, list[Room]]]) -> None:
    """Write what the outbox would lead to, the copies for matching and search, without reading the flats again."""
    public = [made for made in batch if made[0].state in FINDABLE]
    for _offer, flat, rooms in public:
        flat._prefetched_objects_cache = {"rooms": rooms}  # type: ignore[attr-defined]  # what prefetch_related would leave
    copy([facts_of(offer) for offer, _, _ in public])
    with override("it"):
        write([row(source) for source in flat_sources([(offer, flat) for offer, flat, _ in public])])
