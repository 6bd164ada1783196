"""What can be found of each kind of offer, read with a constant number of queries for any number of offers."""

from collections.abc import Callable

from django.db.models import QuerySet
from django.utils.translation import override

from housing.enums import Furnished, LeaseType, RoomType
from housing.models import Flat
from housing.selectors import persons
from marketplace.offers.enums import FINDABLE
from marketplace.offers.models import Offer
from marketplace.places.selectors import nearest_metros

from .documents import Source
from .record import FURNISHED, LIFT, STEP_FREE

LEASES = list(LeaseType)  # a lease type's bit is its place here: add new ones at the end only
_DWELLING = {RoomType.BEDROOM, RoomType.LIVING, RoomType.LIVING_KITCHEN, RoomType.STUDIO, RoomType.STUDY}
_NAMES = {1: "monolocale", 2: "bilocale", 3: "trilocale", 4: "quadrilocale", 5: "pentalocale"}


def findable() -> QuerySet[Offer]:
    """The offers that may be found, of kinds that search knows."""
    return Offer.objects.filter(state__in=FINDABLE, kind__in=READERS, public_point__isnull=False, comune__isnull=False)


def read(offers: QuerySet[Offer]) -> list[Source]:
    """The sources of these offers; those that may not be found are left out."""
    found = list(offers & findable())
    with override("it"):  # what is indexed does not depend on who triggered it
        return [
            source for kind, reader in READERS.items() if (rows := [o for o in found if o.kind == kind])
            for source in reader(rows)
        ]  # fmt: skip


def read_flats(offers: list[Offer]) -> list[Source]:
    flats = Flat.objects.filter(pk__in=[o.pk for o in offers]).prefetch_related("rooms").in_bulk()
    return flat_sources([(offer, flats[offer.pk]) for offer in offers if offer.pk in flats])


def flat_sources(pairs: list[tuple[Offer, Flat]]) -> list[Source]:
    """What can be found of these flats, whose rooms have been read."""
    walks = nearest_metros([offer.public_point for offer, _ in pairs])
    return [
        _source(offer, flat, walk.stop.name if walk else "") for (offer, flat), walk in zip(pairs, walks, strict=True)
    ]


def _source(offer: Offer, flat: Flat, station: str) -> Source:
    rooms = sum(room.type in _DWELLING for room in flat.rooms.all())
    return Source(
        offer_id=offer.pk,
        kind=offer.kind,
        published=offer.published_at,
        lon=offer.public_point.x,
        lat=offer.public_point.y,
        comune=int(offer.comune_id[-3:]),
        nil=offer.nil_id,
        municipio=offer.municipio_id,
        title=offer.title,
        key=_key_texts(offer, flat, rooms, station),
        body=[offer.description],
        price=flat.total,
        rooms=rooms or None,
        persons=persons(flat),
        leases=sum(1 << LEASES.index(LeaseType(code)) for code in set(flat.lease_types)),
        flags=(
            STEP_FREE * bool(flat.step_free) | FURNISHED * (flat.furnished == Furnished.FULL) | LIFT * bool(flat.lift)
        ),
        free_from=offer.available_from,
        free_to=offer.available_to,
    )


def _key_texts(offer: Offer, flat: Flat, rooms: int, station: str) -> list[str]:
    """Facts as words, each a section of its own. Never the street: the public place is only approximate."""
    texts = [
        _NAMES.get(rooms, f"{rooms} locali" if rooms else ""),
        "casa appartamento",
        offer.nil.name if offer.nil else "",
        offer.municipio.name if offer.municipio else "",
        offer.comune.name,
        f"metro {station}" if station else "",
        "senza scale" if flat.step_free else "",
        "ascensore" if flat.lift else "",
        flat.get_furnished_display() if flat.furnished == Furnished.FULL else "",
        *(str(LeaseType(code).label) for code in flat.lease_types),
    ]
    return [text for text in texts if text]


READERS: dict[str, Callable[[list[Offer]], list[Source]]] = {"flat": read_flats}
