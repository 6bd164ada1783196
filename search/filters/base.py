"""What a filter is: one object with all its faces, so that form, query, counts and page can never disagree."""

from abc import ABC, abstractmethod
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

import django_filters
import numpy as np
from django.utils.functional import Promise

if TYPE_CHECKING:
    from elasticsearch.dsl.query import Query

Text = str | Promise


@dataclass(frozen=True)
class Clause:
    """A condition on ``search_searchdocument`` and its parameters."""

    sql: str
    params: tuple[Any, ...] = ()


@dataclass(frozen=True)
class Change:
    """A filter with another value: what a chip leaves behind, or what a relaxation proposes. None: without it."""

    text: Text
    value: Any


@dataclass(frozen=True)
class Option:
    """A choice with the number of offers that would remain if it were made."""

    value: str
    label: Text


class Filter(ABC):
    """A face that is missing keeps the object from being made, and so the portal from starting.

    A value is whatever ``value`` returns; ``None`` means that the filter is not asked for.
    """

    name: ClassVar[str]
    columns: ClassVar[tuple[str, ...]]  # of the document's row, that ``clause`` reads
    place: ClassVar[str | None]  # field of the record that ``counts`` reads; None: nothing is counted
    kinds: frozenset[str] = frozenset()  # kinds of offer that it is asked of; none: of all

    @abstractmethod
    def fields(self) -> dict[str, django_filters.Filter]:
        """URL parameter → django-filter's filter: how it is typed, read and refused."""

    @abstractmethod
    def value(self, cleaned: dict[str, Any]) -> Any:
        """From the form's cleaned data."""

    @abstractmethod
    def query(self, value: Any) -> dict[str, Any]:
        """Back to URL parameters."""

    @abstractmethod
    def clause(self, value: Any) -> Clause:
        """The condition in SQL."""

    @abstractmethod
    def saved(self, value: Any) -> dict[str, Any]:
        """Column of ``SavedSearch`` → what it holds. Masks of several filters in one column are joined by "or"."""

    @property
    @abstractmethod
    def reverse(self) -> str:
        """The condition in SQL turned round: does the saved search ``s`` want the document ``d``?

        The same set as ``clause``; a null column of ``s`` asks nothing; ``%(today)s`` is the day.
        """

    @abstractmethod
    def elastic(self, value: Any) -> "Query":
        """The same condition as a clause of Elasticsearch, in which documents stand as ``elastic.documents`` says."""

    @abstractmethod
    def counts(self, tally: np.ndarray) -> dict[str, int]:
        """Option → how many offers it would leave, from the tally of its place (``record.tally``), any engine's."""

    @abstractmethod
    def chips(self, value: Any) -> Iterator[Change]:
        """What stands on the page as "Togli: …", one for each part that can be taken away."""

    @abstractmethod
    def relaxations(self, value: Any) -> Iterator[Change]:
        """Weaker values, the nearest first; the text says what would change ("con 50 € in più al mese")."""


class FacetFilter(Filter):
    """One of several options: each is counted as if this filter were off, so records that fail it are needed too."""

    @abstractmethod
    def mask(self, records: np.ndarray, value: Any) -> np.ndarray:
        """Which records meet ``value``: the same as ``clause`` says, on the record."""

    @abstractmethod
    def options(self) -> list[Option]:
        """All options, in the order of the page."""


def at(tally: np.ndarray, value: int) -> int:
    """How often a value stands in a tally, which ends with the highest that was found."""
    return int(tally[value]) if value < len(tally) else 0
