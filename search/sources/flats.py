"""What can be found of flats."""

from housing.enums import Furnished, LeaseType, LettingScheme, RoomType
from housing.models import Flat
from housing.selectors import persons
from marketplace.offers.models import Offer

from ..documents import Source
from ..record import FURNISHED, GUARANTEE, LIFT, STEP_FREE
from .shared import Around, around, place_texts, shared

LEASES = list(LeaseType)  # a lease type's bit is its place here: add new ones at the end only
_DWELLING = {RoomType.BEDROOM, RoomType.LIVING, RoomType.LIVING_KITCHEN, RoomType.STUDIO, RoomType.STUDY}
SURE = {LettingScheme.ETS_GUARANTOR, LettingScheme.ETS_HEADLEASE}  # a body answers for the rent
_NAMES = {1: "monolocale", 2: "bilocale", 3: "trilocale", 4: "quadrilocale", 5: "pentalocale"}


def read_flats(offers: list[Offer]) -> list[Source]:
    flats = Flat.objects.filter(pk__in=[o.pk for o in offers]).prefetch_related("rooms").in_bulk()
    return flat_sources([(offer, flats[offer.pk]) for offer in offers if offer.pk in flats])


def flat_sources(pairs: list[tuple[Offer, Flat]]) -> list[Source]:
    """What can be found of these flats, whose rooms have been read."""
    near = around([offer for offer, _flat in pairs])
    return [_source(offer, flat, near[offer.pk]) for offer, flat in pairs]


def _source(offer: Offer, flat: Flat, near: Around) -> Source:
    rooms = sum(room.type in _DWELLING for room in flat.rooms.all())
    return Source(
        **shared(offer, near),
        key=_key_texts(offer, flat, rooms, near.station),
        body=[offer.description],
        price=flat.total,
        rooms=rooms or None,
        persons=persons(flat),
        leases=sum(1 << LEASES.index(LeaseType(code)) for code in set(flat.lease_types)),
        flags=(
            STEP_FREE * bool(flat.step_free)
            | FURNISHED * (flat.furnished == Furnished.FULL)
            | LIFT * bool(flat.lift)
            | GUARANTEE * bool(SURE & set(flat.letting_schemes))
        ),
        free_from=offer.available_from,
        free_to=offer.available_to,
    )


def _key_texts(offer: Offer, flat: Flat, rooms: int, station: str) -> list[str]:
    """Facts as words, each a section of its own. Never the street: the public place is only approximate."""
    texts = [
        _NAMES.get(rooms, f"{rooms} locali" if rooms else ""),
        "casa appartamento",
        *place_texts(offer, station),
        "senza scale" if flat.step_free else "",
        "ascensore" if flat.lift else "",
        flat.get_furnished_display() if flat.furnished == Furnished.FULL else "",
        *(str(LeaseType(code).label) for code in flat.lease_types),
    ]
    return [text for text in texts if text]
