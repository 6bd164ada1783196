"""Who has the seats of an offer: one query, for however many offers or pools."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q, Sum

from ..enums import IN_FORCE, AgreementState
from ..models import Offer, SeatPool


@dataclass(frozen=True)
class Seats:
    """``held``: somebody has them, signed for or not; ``signed``: signed for; ``waiting``: seats on the waiting list.

    ``free``: those that somebody may still take today, none where joining is over.
    """

    total: int = 0
    held: int = 0
    signed: int = 0
    waiting: int = 0
    free: int = 0

    def __add__(self, other: "Seats") -> "Seats":
        return Seats(*(getattr(self, name) + getattr(other, name) for name in Seats.__dataclass_fields__))


def seats_of_pools(pools: Iterable[int | SeatPool]) -> dict[int, Seats]:
    """The seats of each pool, by its id."""
    ids = [getattr(pool, "pk", pool) for pool in pools]
    return {row.pk: seats for row, seats in _counted(Q(pk__in=ids))}


def seats_of(offers: Iterable[Offer]) -> dict[int, Seats]:
    """The seats of each offer, by its id: of all its pools that may still be joined, else of all.

    An offer without pools is not in the answer.
    """
    found: dict[int, dict[bool, Seats]] = defaultdict(dict)
    for row, seats in _counted(Q(offer__in=[offer.pk for offer in offers])):
        sums = found[row.offer_id]
        sums[row.open] = sums.get(row.open, Seats()) + seats
    return {offer_id: sums.get(True) or sums[False] for offer_id, sums in found.items()}


def _counted(which: Q) -> Iterable[tuple[SeatPool, Seats]]:
    rows = SeatPool.objects.filter(which).annotate(
        signed=Sum("agreements__seats", filter=Q(agreements__state__in=IN_FORCE), default=0),
        waiting=Sum("agreements__seats", filter=Q(agreements__state=AgreementState.WAITING), default=0),
    )
    for row in rows:
        yield row, Seats(row.total, row.held, row.signed, row.waiting, row.free if row.open else 0)
