"""From a question to the bodies of its requests: plain dicts, which cost nothing more (``search.md`` §5)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from .. import ranking
from ..documents import LEVELS
from ..filters import FILTERS, FacetFilter
from ..mercator import LEVELS as MAP_LEVELS
from ..question import DISTANCE, PAY, PRICE, RELEVANCE, START, Key, Question
from ..record import EPOCH, NO_PRICE
from ..words import PHRASE_LEVEL, Group, Variant, Words
from .clauses import mark

Body = dict[str, Any]

TIME_LIMIT = "1500ms"  # of a shard for one question; below the client's own, so that late is told from dead
MOST_VALUES = 10_000  # of a place; all are counted, so that several shards count the same as one
WINDOW = 100_000  # results that numbered pages reach; a cursor goes on without end
UNKNOWN = 2**31 - 1  # where an order puts documents without a value


@dataclass(frozen=True)
class First:
    """What an order sorts by before the newest and the id, and how its value becomes the first part of a key.

    ``unknown``: that part for documents without a value.
    """

    sort: Body
    sign: int = 1
    shift: int = 0
    unknown: int | None = None
    whole: bool = True

    def to_key(self, value: float) -> float:
        if self.unknown is not None and value == UNKNOWN:
            return self.unknown
        return self.sign * int(value) + self.shift if self.whole else value

    def from_key(self, value: float) -> float:
        if self.unknown is not None and value == self.unknown:
            return UNKNOWN
        return self.sign * (int(value) - self.shift) if self.whole else value


FIRST = {
    RELEVANCE: First({"_score": "desc"}, sign=-1),
    PRICE: First({"price": {"order": "asc", "missing": UNKNOWN}}, unknown=NO_PRICE),
    PAY: First({"pay": {"order": "desc", "missing": 0}}, sign=-1),
    START: First({"start": {"order": "asc", "missing": UNKNOWN}}, shift=-1, unknown=2**16 - 1),
}


def filters_of(question: Question, but: str = "") -> list[Body]:
    """The clause of each filter that is asked for, and of the span."""
    asked = [
        item.elastic(question.values[item.name]).to_dict()
        for item in FILTERS
        if item.name in question.values and item.name != but
    ]
    if question.span:
        asked.append({"range": {"qk": {"gte": question.span.low, "lte": question.span.high}}})
    return asked


def found_by(question: Question, words: Words, but: str = "") -> Body:
    """The clause of all that the question finds, by these words; without one of its filters for that one's counts."""
    bool_: Body = {}
    if must := [*_met(words), *filters_of(question, but)]:
        bool_["filter"] = must
    if words.excluded:
        bool_["must_not"] = [_has_group(group) for group in words.excluded]
    return {"bool": bool_} if bool_ else {"match_all": {}}


def page_bodies(question: Question, words: Words) -> dict[str, Body]:
    """The page with all free facets under "", and one body without hits for each facet that has a filter."""
    asked = [item for item in FILTERS if isinstance(item, FacetFilter) and item.name in question.values]
    own = {item.name for item in asked}
    free = dict.fromkeys(item.place for item in FILTERS if item.place and item.name not in own)
    start = 0 if question.after else (question.page - 1) * question.size
    page = _counted(found_by(question, words), free) | {
        "from": start,
        "size": question.size + 1,  # one more says whether there is another page
        "sort": _sort(question),
    }
    if question.effective_order == RELEVANCE:
        page["query"] = _scored(question, words)
    if question.after:
        page["search_after"] = _from_key(question, question.after)
    return {"": page} | {
        item.name: _counted(found_by(question, words, but=item.name), [str(item.place)]) | {"size": 0} for item in asked
    }


def total_body(question: Question, words: Words) -> Body:
    return _counted(found_by(question, words), ()) | {"size": 0}


def cells_body(query: Body, level: int) -> Body:
    """Counted by division: the numbers of cells are exact in a double."""
    interval = 4 ** (MAP_LEVELS - level)
    cells = {"cells": {"histogram": {"field": "qk", "interval": interval, "min_doc_count": 1}}}
    return _asked(query) | {"size": 0, "track_total_hits": False, "aggs": cells}


def extent_body(query: Body) -> Body:
    return _asked(query) | {
        "size": 0, "track_total_hits": False, "aggs": {"extent": {"geo_bounds": {"field": "point"}}},
    }  # fmt: skip


def points_body(query: Body, limit: int) -> Body:
    return _asked(query) | {
        "size": limit, "track_total_hits": False, "sort": [{"id": "asc"}], "docvalue_fields": ["point", "price"],
    }  # fmt: skip


def ids_body(query: Body, size: int, after: int) -> Body:
    return _asked(query) | {
        "size": size, "track_total_hits": False, "sort": [{"id": "asc"}], "search_after": [after],
    }  # fmt: skip


def key_of(question: Question, sort: Sequence[Any]) -> Key:
    """The key of the hit with these values of the sort, as PostgreSQL makes it too."""
    *first, published, offer_id = sort
    order = _first(question)
    return (order.to_key(first[0]) if order else 0), -published, offer_id


def _from_key(question: Question, key: Key) -> list[Any]:
    """The other way round."""
    value, published, offer_id = key
    order = _first(question)
    return [*([order.from_key(value)] if order else []), -published, offer_id]


def _sort(question: Question) -> list[Body]:
    """Every order ends with the newest, then the id."""
    order = _first(question)
    return [*([order.sort] if order else []), {"published": "desc"}, {"id": "asc"}]


def _first(question: Question) -> "First | None":
    order, circle = question.effective_order, question.circle
    if order == DISTANCE and circle:
        centre = {"lon": circle.lon, "lat": circle.lat}
        return First({"_geo_distance": {"point": centre, "order": "asc", "unit": "m"}}, whole=False)
    return FIRST.get(order)


def _asked(query: Body) -> Body:
    return {"query": query, "_source": False, "timeout": TIME_LIMIT}


def _counted(query: Body, places: Iterable[str]) -> Body:
    body = _asked(query) | {"track_total_hits": True}
    if aggs := {place: {"terms": {"field": place, "size": MOST_VALUES}} for place in places}:
        body["aggs"] = aggs
    return body


def _met(words: Words) -> list[Body]:
    """The groups that must be met, or that at least so many are."""
    groups = [_has_group(group) for group in words.groups]
    if words.needed == len(groups):
        return groups
    return [{"bool": {"should": groups, "minimum_should_match": words.needed}}]


def _has_group(group: Group) -> Body:
    variants = [_has(variant) for variant in group.variants]
    return variants[0] if len(variants) == 1 else {"bool": {"should": variants}}


def _has(variant: Variant) -> Body:
    if len(variant.tokens) > 1:
        return {"match_phrase": {"w": " ".join(variant.tokens)}}
    return {"term": {"w": variant.tokens[0]}}


def _scored(question: Question, words: Words) -> Body:
    """The same set with the sum of integers as score: below 2²⁴, and so exact in a float."""
    should = [
        {"dis_max": {"queries": [worth for v in group.variants for worth in _worths(v)]}} for group in words.groups
    ]
    for bonus in ranking.bonuses(question.day):
        bound: int | str = bonus.seconds if bonus.field == "published" else _day(bonus.day)
        should.append(_worth({"range": {bonus.field: {"gte": bound}}}, bonus.points))
    # with nothing else in it a "bool" would want one of "should", and so find only what has some points
    bool_ = {"filter": [{"match_all": {}}]} | found_by(question, words).get("bool", {})
    return {"bool": bool_ | {"should": should}}


def _worths(variant: Variant) -> list[Body]:
    """What a variant may be worth in a document; ``dis_max`` takes the most."""
    if len(variant.tokens) > 1:
        return [_worth(_has(variant), variant.idf * PHRASE_LEVEL)]
    fields = {"a": LEVELS["A"], "b": LEVELS["B"], "c": LEVELS["C"], "w": LEVELS["D"]}
    return [_worth({"term": {field: variant.tokens[0]}}, variant.idf * level) for field, level in fields.items()]


def _worth(query: Body, points: int) -> Body:
    return {"constant_score": {"filter": query, "boost": points}}


def _day(day: date) -> str:
    return mark((day - EPOCH).days)
