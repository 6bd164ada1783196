"""Which flats fit a need, why, and which fail by one criterion only. Ranks and explains; it decides nothing."""

from collections.abc import Collection
from dataclasses import dataclass, field
from functools import reduce
from operator import add

from django.db import connection
from django.db.models import Case, Expression, FloatField, IntegerField, QuerySet, Value, When

from marketplace.offers.enums import OfferState
from marketplace.offers.models import Offer

from .criteria import HARD, Hard, Reason, reasons, score, weights
from .models import FlatFacts, Need
from .rules import Rules, rules
from .travel import journeys

NEAR_SHOWN = 3
BITS: dict[int, Hard] = {1 << place: hard for place, hard in enumerate(HARD)}


@dataclass(frozen=True)
class Match:
    """One flat beside one need. ``score`` is 0 to 100."""

    offer: Offer
    facts: FlatFacts
    score: int
    reasons: list[Reason]
    journey: str = ""

    @property
    def hard(self) -> list[Reason]:
        return [reason for reason in self.reasons if reason.criterion.hard]

    @property
    def soft(self) -> list[Reason]:
        return [reason for reason in self.reasons if not reason.criterion.hard]

    @property
    def failed(self) -> list[Reason]:
        """The hard criteria that the flat does not meet."""
        return [reason for reason in self.hard if not reason.share]


@dataclass(frozen=True)
class Near:
    """The flats that fail by this one criterion: how many, and the nearest of them."""

    criterion: Hard
    count: int
    matches: list[Match] = field(default_factory=list)


@dataclass(frozen=True)
class Fit:
    """The answer for one need."""

    total: int
    matches: list[Match]
    near: list[Near]
    rules: Rules


def _failed(need: Need, without: Collection[str]) -> Expression:
    """A number in SQL with one bit for each hard criterion that a flat does not meet."""
    bits = [
        Case(When(hard.condition(need), then=Value(0)), default=Value(bit), output_field=IntegerField())
        for bit, hard in BITS.items()
        if hard.applies(need) and hard.name not in without
    ]
    return reduce(add, bits)


def _score(need: Need, figures: Rules) -> Expression:
    parts = [
        soft.expression(need, figures) * Value(weight, output_field=FloatField())
        for soft, weight in weights(need, figures).items()
    ]
    return reduce(add, parts)


def _close(need: Need, without: Collection[str]) -> QuerySet[FlatFacts]:
    """The flats that fail no hard criterion (``failed`` 0) or exactly one (``failed`` is its bit)."""
    return FlatFacts.objects.annotate(failed=_failed(need, without)).filter(failed__in=[0, *BITS])


def count(need: Need) -> int:
    """How many flats fit."""
    return FlatFacts.objects.annotate(failed=_failed(need, ())).filter(failed=0).count()


# Counts every group and takes the head of each, over one scan of the table: the groups read the few rows that it left.
HEADS = """
WITH close AS MATERIALIZED ({rows})
SELECT groups.failed, groups.size, head.offer_id
FROM (SELECT failed, count(*) AS size FROM close GROUP BY failed) AS groups
CROSS JOIN LATERAL (
    SELECT offer_id, gap, score FROM close WHERE close.failed = groups.failed
    ORDER BY gap, score DESC, offer_id LIMIT %s
) AS head
ORDER BY groups.failed, head.gap, head.score DESC, head.offer_id
"""


def _heads(need: Need, limit: int, without: Collection[str], figures: Rules) -> dict[int, tuple[int, list[int]]]:
    """By bit: how many flats fail just there, and the ids of the best of them."""
    gaps = [When(failed=bit, then=hard.gap(need)) for bit, hard in BITS.items()]
    rows = _close(need, without).annotate(score=_score(need, figures), gap=Case(*gaps, default=Value(0)))
    query, parameters = rows.values("offer_id", "failed", "score", "gap").query.sql_with_params()
    found: dict[int, tuple[int, list[int]]] = {}
    with connection.cursor() as cursor:
        cursor.execute(HEADS.format(rows=query), [*parameters, limit])
        for failed, size, offer_id in cursor:
            found.setdefault(failed, (size, []))[1].append(offer_id)
    return found


def fit(need: Need, *, limit: int = 20, without: Collection[str] = ()) -> Fit:
    """The best ``limit`` flats for a need, saved or not, and the nearest of those that fail by one criterion.

    ``without`` names hard criteria to leave aside: "what if the stairs were no obstacle?".
    """
    figures = rules()
    heads = _heads(need, limit, without, figures)
    total, best = heads.pop(0, (0, []))
    shown = {bit: ids[:NEAR_SHOWN] for bit, (_, ids) in heads.items()}
    rows = _facts([*best, *(offer_id for ids in shown.values() for offer_id in ids)])
    groups = {bit: _matches(need, ids, rows, figures) for bit, ids in {0: best, **shown}.items()}
    # an offer that has just left the market is no longer counted, even before its row is gone
    counts = {bit: heads[bit][0] - len(ids) + len(groups[bit]) for bit, ids in shown.items()}
    near = [Near(BITS[bit], size, groups[bit]) for bit, size in counts.items() if size]
    near.sort(key=lambda group: -group.count)
    return Fit(total=total - len(best) + len(groups[0]), matches=groups[0], near=near, rules=figures)


def _facts(ids: list[int]) -> dict[int, FlatFacts]:
    """The rows with their offers: those no longer published drop out here, whatever the copy says."""
    rows = FlatFacts.objects.filter(offer__state=OfferState.PUBLISHED)
    rows = rows.select_related("offer__flat", "offer__comune", "offer__nil")
    return rows.defer("offer__comune__area", "offer__nil__area", "offer__nil__outline").in_bulk(ids)


def _matches(need: Need, ids: list[int], rows: dict[int, FlatFacts], figures: Rules) -> list[Match]:
    found = [rows[offer_id] for offer_id in ids if offer_id in rows]
    ways = journeys(need.daily_point, [row.offer.public_point for row in found], figures)
    return [match(need, row, figures, way) for row, way in zip(found, ways, strict=True)]


def match(need: Need, facts: FlatFacts, figures: Rules, journey: str = "") -> Match:
    """One flat beside one need, computed in Python."""
    points = round(score(need, facts, figures))
    return Match(facts.offer, facts, points, reasons(need, facts, figures), journey)
