"""Clauses of Elasticsearch as the filters put them, on fields of ``documents.Document``."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

    from elasticsearch.dsl.query import Query

WIDTH = 5  # digits of a number that is kept as a keyword: their order is that of the numbers


def mark(number: int) -> str:
    """A number of the record, or a day since 2020, as documents keep it."""
    return f"{number:0{WIDTH}}"


def clause(name: str, **body: Any) -> "Query":
    """Any clause, by its name in Elasticsearch."""
    from elasticsearch.dsl import Q  # noqa: PLC0415 -- a second that PostgreSQL alone saves

    return Q(name, **body)


def one_of(field: str, numbers: "Iterable[int]") -> "Query":
    """The field of a number is any of these."""
    return clause("terms", **{field: [mark(number) for number in numbers]})


def between(field: str, low: int, high: int | None = None) -> "Query":
    """The field of a number is not below ``low`` nor above ``high``. A document without it is not in."""
    bounds = {"gte": mark(low)} if high is None else {"gte": mark(low), "lte": mark(high)}
    return clause("range", **{field: bounds})


def any_bit(field: str, mask: int) -> "Query":
    """The field of a mask has one of the bits of this one."""
    return clause("terms", **{field: [str(bit) for bit in range(mask.bit_length()) if mask >> bit & 1]})
