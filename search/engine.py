"""One search, whichever engine answers: PostgreSQL alone, or Elasticsearch with PostgreSQL behind it.

An engine finds ids, order and counts. Rows and rights are PostgreSQL's (``housing.selectors``).
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Protocol

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from marketplace.core.errors import DomainError

from .question import Key, Question
from .words import Words


class TooSlow(DomainError):
    """The search took longer than the time that one question may have."""

    status = 503

    def __init__(self) -> None:
        super().__init__(_("La ricerca ha richiesto troppo tempo. Riprova tra poco, o aggiungi una zona o un canone."))


@dataclass(frozen=True)
class Point:
    """A found offer on the map: degrees of the displaced place, and euros a month with fees."""

    offer_id: int
    lon: float
    lat: float
    price: int | None


@dataclass(frozen=True)
class Cluster:
    """Several offers that stand close together: the middle of them."""

    lon: float
    lat: float
    count: int


@dataclass(frozen=True)
class Answer:
    """``ids``: one page in order. ``facets``: filter's name → option → number of offers if it were chosen.

    ``words`` are those that decided: fewer than were typed where no offer has all. ``last``: the key of the page's
    last offer, behind which the next page begins; None at the end. A filter whose options could not be counted in
    time is not among the facets, and with ``more`` there are more than ``total``.
    """

    ids: list[int]
    total: int
    facets: dict[str, dict[str, int]]
    words: Words
    last: Key | None = None
    points: list[Point] = field(default_factory=list)
    clusters: list[Cluster] = field(default_factory=list)
    more: bool = False


class Engine(Protocol):
    def search(self, question: Question, *, map_limit: int | None = None) -> Answer:
        """Answer one question. With ``map_limit`` also all points, or clusters where there are more of them.

        Raises ``TooSlow``.
        """

    def totals(self, questions: Sequence[Question]) -> list[int]:
        """How many offers each of these (variations of one question) would find by all their words."""

    def cells(self, question: Question, level: int) -> dict[int, int]:
        """Cell of the map at this level (``mercator``) → offers in it, of all that the question finds in its span."""

    def points(self, question: Question, limit: int) -> list[Point]:
        """At most so many of the offers that the question finds in its span, the lowest ids first."""

    def every(self, question: Question) -> list[int]:
        """The ids of all that it finds, ascending: for exports and for checks, not for visitors."""


def engine() -> Engine:
    """Elasticsearch where there is one, with PostgreSQL behind it; else PostgreSQL alone."""
    return _two_engines() if settings.ELASTICSEARCH_URL else _postgres()


@cache
def _postgres() -> Engine:
    from .postgres import PostgresEngine  # noqa: PLC0415 -- an engine imports this module

    return PostgresEngine()


@cache
def _two_engines() -> Engine:
    from .breaker import Breaker  # noqa: PLC0415
    from .elastic.engine import ElasticEngine  # noqa: PLC0415 -- its client takes a second to load

    return Breaker(ElasticEngine(), _postgres())


def search(question: Question, *, map_limit: int | None = None) -> Answer:
    """The answer of the engine in use."""
    return engine().search(question, map_limit=map_limit)
