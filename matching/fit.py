"""Which offers fit a need, why, and which fail by one criterion only. Ranks and explains; it decides nothing."""

from collections.abc import Collection
from dataclasses import dataclass, field
from functools import reduce
from operator import add

from django.db import connection
from django.db.models import Case, Expression, F, FloatField, IntegerField, QuerySet, Value, When

from marketplace.offers.models import Offer

from . import kinds
from .criteria import Hard, Reason, reasons, score, weights
from .kinds import MatchKind
from .models import Facts, Need
from .rules import Rules, rules
from .travel import journeys

NEAR_SHOWN = 3


@dataclass(frozen=True)
class Match:
    """One offer beside one need. ``score`` is 0 to 100."""

    offer: Offer
    facts: Facts
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
        """The hard criteria that the offer does not meet."""
        return [reason for reason in self.hard if not reason.share]


@dataclass(frozen=True)
class Near:
    """The offers that fail by this one criterion: how many, and the nearest of them."""

    criterion: Hard
    count: int
    matches: list[Match] = field(default_factory=list)


@dataclass(frozen=True)
class Fit:
    """The answer for one need and one kind of offer."""

    total: int
    matches: list[Match]
    near: list[Near]
    rules: Rules


def _failed(need: Need, kind: MatchKind, without: Collection[str]) -> Expression:
    """A number in SQL with one bit for each hard criterion that an offer does not meet."""
    bits = [
        Case(When(hard.condition(need), then=Value(0)), default=Value(bit), output_field=IntegerField())
        for bit, hard in kind.criteria.bits.items()
        if hard.applies(need) and hard.name not in without
    ]
    return reduce(add, bits, Value(0))


def _score(need: Need, kind: MatchKind, figures: Rules) -> Expression:
    parts = [
        soft.expression(need, figures) * Value(weight, output_field=FloatField())
        for soft, weight in weights(need, figures, kind.criteria).items()
    ]
    return reduce(add, parts)


def _close(need: Need, kind: MatchKind, without: Collection[str]) -> QuerySet:
    """The offers that fail no hard criterion (``failed`` 0) or exactly one (``failed`` is its bit)."""
    rows = kind.facts.objects.annotate(failed=_failed(need, kind, without))
    return rows.filter(failed__in=[0, *kind.criteria.bits])


def count(need: Need, kind: str = kinds.FLAT.code) -> int:
    """How many offers of a kind fit; none of a kind that is not wanted."""
    if not need.wants(kind):
        return 0
    one = kinds.get(kind)
    return one.facts.objects.annotate(failed=_failed(need, one, ())).filter(failed=0).count()


# Counts every group and takes the head of each, over one scan of the table: the groups read the few rows that it left.
HEADS = """
WITH close AS MATERIALIZED ({rows})
SELECT groups.failed, groups.size, head.key
FROM (SELECT failed, count(*) AS size FROM close GROUP BY failed) AS groups
CROSS JOIN LATERAL (
    SELECT key, gap, score FROM close WHERE close.failed = groups.failed
    ORDER BY gap, score DESC, key LIMIT %s
) AS head
ORDER BY groups.failed, head.gap, head.score DESC, head.key
"""


def _heads(
    need: Need, kind: MatchKind, limit: int, without: Collection[str], figures: Rules
) -> dict[int, tuple[int, list[int]]]:
    """By bit: how many offers fail just there, and the keys of the best of them."""
    gaps = [When(failed=bit, then=hard.gap(need)) for bit, hard in kind.criteria.bits.items() if hard.applies(need)]
    gap = Case(*gaps, default=Value(0), output_field=IntegerField())
    rows = _close(need, kind, without).annotate(score=_score(need, kind, figures), gap=gap, key=F("pk"))
    query, parameters = rows.values("key", "failed", "score", "gap").query.sql_with_params()
    found: dict[int, tuple[int, list[int]]] = {}
    with connection.cursor() as cursor:
        cursor.execute(HEADS.format(rows=query), [*parameters, limit])
        for failed, size, key in cursor:
            found.setdefault(failed, (size, []))[1].append(key)
    return found


def fit(need: Need, *, kind: str = kinds.FLAT.code, limit: int = 20, without: Collection[str] = ()) -> Fit:
    """The best ``limit`` offers of a kind for a need, saved or not, and the nearest that fail by one criterion.

    ``without`` names hard criteria to leave aside: "what if the stairs were no obstacle?".
    """
    figures, one = rules(), kinds.get(kind)
    if not need.wants(kind):
        return Fit(total=0, matches=[], near=[], rules=figures)
    heads, bits = _heads(need, one, limit, without, figures), one.criteria.bits
    total, best = heads.pop(0, (0, []))
    shown = {bit: keys[:NEAR_SHOWN] for bit, (_, keys) in heads.items()}
    rows = one.on_market().in_bulk([*best, *(key for keys in shown.values() for key in keys)])
    groups = {bit: _matches(need, keys, rows, figures) for bit, keys in {0: best, **shown}.items()}
    # an offer that has just left the market is no longer counted, even before its row is gone
    counts = {bit: heads[bit][0] - len(keys) + len(groups[bit]) for bit, keys in shown.items()}
    near = [Near(bits[bit], size, groups[bit]) for bit, size in counts.items() if size]
    near.sort(key=lambda group: -group.count)
    return Fit(total=total - len(best) + len(groups[0]), matches=groups[0], near=near, rules=figures)


def _matches(need: Need, keys: list[int], rows: dict[int, Facts], figures: Rules) -> list[Match]:
    found = [rows[key] for key in keys if key in rows]
    ways = journeys(need.daily_point, [row.offer.public_point for row in found], figures)
    return [match(need, row, figures, way) for row, way in zip(found, ways, strict=True)]


def match(need: Need, facts: Facts, figures: Rules, journey: str = "") -> Match:
    """One offer beside one need, computed in Python."""
    points = round(score(need, facts, figures))
    return Match(facts.offer, facts, points, reasons(need, facts, figures), journey)
