"""Keeping the facts: rows for each published offer, as its latest version and its seats say."""

from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import Greatest

from marketplace.offers.enums import FINDABLE
from marketplace.offers.models import Offer, SeatPool

from .. import kinds
from ..kinds import MatchKind
from ..models import Facts, SeatFacts

CHUNK = 1000
KIND = kinds.FLAT.code


def facts_of(offer: Offer, pool: SeatPool | None = None) -> Facts:
    """What the criteria ask of an offer, computed from the offer itself; of a course that of the edition of ``pool``.

    Raises ``LookupError`` where the offer, or this edition of it, is not one that can be proposed.
    """
    rows = kinds.get(offer.kind).rows(offer)
    found = rows if pool is None or offer.kind != kinds.COURSE.code else [row for row in rows if row.pk == pool.pk]
    if not found:
        raise LookupError(offer.kind)
    facts: Facts = found[0]
    return facts


@transaction.atomic
def refresh(offer_ids: list[int]) -> None:
    """Make the rows say what the offers say now: twice or late makes no difference."""
    rows = Offer.objects.select_for_update().filter(pk__in=offer_ids).order_by("pk")
    codes = dict(rows.values_list("pk", "kind"))
    for kind in kinds.all_kinds():
        offers = list(kind.offers().filter(pk__in=[pk for pk, code in codes.items() if code == kind.code]))
        if offers:
            _drop(kind, offers)
            write([offer for offer in offers if offer.state in FINDABLE])


def write(offers: list[Offer]) -> None:
    """Insert or overwrite the rows of these offers, all of one kind."""
    if not offers:
        return
    kind = kinds.get(offers[0].kind)
    kind.facts.objects.bulk_create(
        [row for offer in offers for row in kind.rows(offer)], update_conflicts=True,
        unique_fields=[kind.facts._meta.pk.name], update_fields=_columns(kind.facts),
    )  # fmt: skip


def sweep() -> int:
    """Bring every offer up to date that an event has not: after a bulk load, or a lost worker. Returns how many."""
    return sum(_sweep(kind) for kind in kinds.all_kinds())


def _sweep(kind: MatchKind) -> int:
    kind.facts.objects.exclude(offer__state__in=FINDABLE).delete()
    stale = _stale(kind).filter(state__in=FINDABLE).order_by("pk")
    written, last = 0, 0
    while offers := list(stale.filter(pk__gt=last)[:CHUNK]):
        if kind.code == kinds.COURSE.code:
            _drop(kind, offers)
        write(offers)
        written, last = written + len(offers), offers[-1].pk
    return written


def _stale(kind: MatchKind) -> QuerySet[Offer]:
    """Offers of a kind without rows of their version; with seats also those whose free seats have changed."""
    mine = kind.facts.objects.filter(offer=OuterRef("pk"))
    stale = ~Exists(mine.filter(version=OuterRef("version")))
    if not issubclass(kind.facts, SeatFacts):
        return kind.offers().filter(stale)
    stale |= Exists(mine.exclude(version=OuterRef("version")))
    pools = SeatPool.objects.filter(offer=OuterRef("pk")).annotate(left=Greatest(F("total") - F("held"), 0))
    pool = Q(pool=OuterRef("pk")) if kind.code == kinds.COURSE.code else Q(offer=OuterRef("offer"))
    rows = kind.facts.objects.filter(pool)
    changed = pools.filter(Exists(rows.exclude(free=OuterRef("left"), waiting_list=OuterRef("waiting_list"))))
    return kind.offers().filter(stale | Exists(changed))


def _drop(kind: MatchKind, offers: list[Offer]) -> None:
    """Rows that these offers no longer have: all, where they are off the market."""
    kept = [row.pk for offer in offers if offer.state in FINDABLE for row in kind.rows(offer)]
    kind.facts.objects.filter(offer__in=offers).exclude(pk__in=kept).delete()


def _columns(model: type[Facts]) -> list[str]:
    return [field.attname for field in model._meta.concrete_fields if not field.primary_key]
