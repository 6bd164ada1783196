"""How good the order is: judged queries, and what of the ideal answer the first ten offers bring.

A judgement is a rule and not a list of ids: it grades whatever offers there are by their own facts, never by the words
that the index keeps of them.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from django.conf import settings
from django.test import override_settings

from marketplace.offers.models import Offer

from .. import record
from ..engine import Engine
from ..models import SearchDocument
from ..question import Question

QUERIES = settings.BASE_DIR / "tests" / "relevance" / "queries.tsv"
FIRST = 10  # offers that are looked at
SHAPE = re.compile(r"(\w*)([=<~ ]?)(.*)", re.DOTALL)  # of a fact; it fits whatever is written
RELEVANT = 2  # grade from which an offer ought to be found
FLAGS = {
    "lift": record.LIFT,
    "furnished": record.FURNISHED,
    "step_free": record.STEP_FREE,
    "no_experience": record.NO_EXPERIENCE,
    "free": record.FREE_OF_CHARGE,
    "childcare": record.CHILDCARE,
    "stipend": record.STIPEND,
}


@dataclass(frozen=True)
class Facts:
    """What an offer is. ``rooms`` and ``hours`` (a week) are None where they are unknown."""

    kind: str
    rooms: int | None
    hours: int | None
    flags: int
    zone: str
    title: str
    text: str


Rule = Callable[[Facts], bool]


@dataclass(frozen=True)
class Judged:
    """A query, the fact that is wanted and those that are wished."""

    query: str
    wanted: Rule
    wishes: tuple[Rule, ...]

    def grade(self, offer: Facts) -> int:
        """3 with all facts; 2 without one wish, where another holds; 1 where no other does; else 0."""
        if not self.wanted(offer):
            return 0
        held = sum(wish(offer) for wish in self.wishes)
        if held == len(self.wishes):
            return 3
        return 2 if held and held == len(self.wishes) - 1 else 1


def read_queries(path: Path = QUERIES) -> list[Judged]:
    """The judged queries. Raises ``ValueError`` with the fact that is none."""
    lines = path.read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return [_judged(query, [rule(fact.strip()) for fact in facts.split(";")]) for query, facts in rows]


def _judged(query: str, rules: list[Rule]) -> Judged:
    return Judged(query, rules[0], tuple(rules[1:]))


def rule(fact: str) -> Rule:
    """A fact as it is written in the file. Raises ``ValueError``."""
    if fact in FLAGS:
        return lambda offer: bool(offer.flags & FLAGS[fact])
    name, sign, value = SHAPE.fullmatch(fact).groups()
    match name, sign:
        case "not", " ":
            held = rule(value)
            return lambda offer: not held(offer)
        case "kind", "=":
            return lambda offer: offer.kind == value
        case "rooms", "=":
            return lambda offer: offer.rooms == int(value)
        case "hours", "<":
            return lambda offer: offer.hours is not None and offer.hours < int(value)
        case (("zone" | "title" | "text"), "~"):
            pattern = re.compile(value, re.IGNORECASE)
            return lambda offer: bool(pattern.search(getattr(offer, name)))
    raise ValueError(f"“{fact}” is no fact that can be judged.")


def facts_of_all() -> dict[int, Facts]:
    """The facts of each offer that can be found."""
    rows = SearchDocument.objects.only("rooms", "hours", "flags").in_bulk()
    named = Offer.objects.filter(pk__in=rows).values_list("pk", "kind", "nil__name", "title", "description")
    return {
        pk: Facts(kind, rows[pk].rooms, rows[pk].hours, rows[pk].flags, zone or "", title, f"{title}\n{description}")
        for pk, kind, zone, title, description in named
    }


@dataclass(frozen=True)
class Result:
    """Of one query: ``ndcg`` and ``recall`` of the first ten between 0 and 1; ``best`` grade that any offer has."""

    query: str
    best: int
    ndcg: float
    recall: float
    ids: tuple[int, ...]


def measure(engine: Engine, judged: Sequence[Judged]) -> list[Result]:
    offers = facts_of_all()
    return [_result(engine, one, {pk: one.grade(facts) for pk, facts in offers.items()}) for one in judged]


def _result(engine: Engine, one: Judged, grades: dict[int, int]) -> Result:
    ids = engine.search(Question(one.query)).ids[:FIRST]
    best = max(grades.values(), default=0)
    enough = max(min(RELEVANT, best), 1)  # where nothing is relevant, what comes closest
    there = sum(grade >= enough for grade in grades.values())
    found = sum(grades[pk] >= enough for pk in ids)
    ideal = _gain(sorted(grades.values(), reverse=True)[:FIRST])
    ndcg = _gain([grades[pk] for pk in ids]) / ideal if ideal else 0.0
    return Result(one.query, best, ndcg, found / min(there, FIRST) if there else 0.0, tuple(ids))


def _gain(grades: Sequence[int]) -> float:
    """Discounted cumulative gain, exponential in the grade (Järvelin and Kekäläinen 2002, Burges 2005)."""
    return sum((2**grade - 1) / float(np.log2(place + 2)) for place, grade in enumerate(grades))


def figures(results: Sequence[Result]) -> dict[str, float]:
    """The means over all queries."""
    return {
        "ndcg_at_10": round(float(np.mean([one.ndcg for one in results])), 4),
        "recall_at_10": round(float(np.mean([one.recall for one in results])), 4),
    }


@contextmanager
def copied() -> Iterator[Engine]:
    """The engine on Elasticsearch over the documents of this transaction, in an index that goes away again."""
    from ..elastic.client import client  # noqa: PLC0415 -- a second that PostgreSQL alone saves
    from ..elastic.copying import fill  # noqa: PLC0415
    from ..elastic.engine import ElasticEngine  # noqa: PLC0415
    from ..elastic.indices import alias  # noqa: PLC0415
    from ..elastic.scratch import scratch  # noqa: PLC0415

    with (
        override_settings(ELASTICSEARCH_PREFIX=f"{settings.ELASTICSEARCH_PREFIX}-judged"),
        scratch("relevance") as name,
    ):
        client().indices.put_alias(index=name, name=alias())
        fill(name)
        client().indices.refresh(index=name)
        yield ElasticEngine()
