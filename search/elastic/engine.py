"""The engine on Elasticsearch: the same answers as PostgreSQL's, for as many documents as there are nodes for."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import orjson

from ..clusters import Extent, cell_level, clusters
from ..engine import Answer, Cluster, Point, TooSlow
from ..filters import FILTERS
from ..mercator import LEVELS as MAP_LEVELS
from ..question import Key, Question
from ..record import BITS
from ..words import Words, parse
from . import bodies
from .bodies import Body
from .client import asking
from .indices import alias

WALK = 10_000  # ids in a request
_READ = ("hits.total.value", "hits.hits.sort", "hits.hits.fields", "aggregations.*.buckets.key",
         "aggregations.*.buckets.doc_count", "aggregations.*.bounds", "timed_out", "_shards.failed", "error",
         "status")  # fmt: skip
FILTER_PATH = ",".join(f"responses.{path}" for path in _READ)


class ElasticEngine:
    def search(self, question: Question, *, map_limit: int | None = None) -> Answer:
        words = parse(question.text)
        if not question.after and question.page * question.size >= bodies.WINDOW:
            raise TooSlow
        answers = _page(question, words)
        if not _total(answers[""]) and (fewer := words.relaxed()):
            words, answers = fewer, _page(question, fewer)
        total = _total(answers[""])
        ids, last = _hits(question, answers[""])
        on_map = _drawn(question, words, total, map_limit)
        return Answer(ids, total, _facets(answers), words, last, *on_map)

    def totals(self, questions: Sequence[Question]) -> list[int]:
        words = {text: parse(text) for text in {question.text for question in questions}}
        return [_total(answer) for answer in _ask([bodies.total_body(q, words[q.text]) for q in questions])]

    def cells(self, question: Question, level: int) -> dict[int, int]:
        return _cells(_settled(question), level)

    def points(self, question: Question, limit: int) -> list[Point]:
        return _points(_settled(question), limit)

    def every(self, question: Question) -> list[int]:
        query, found = _settled(question), []
        while True:
            (answer,) = _ask([bodies.ids_body(query, WALK, found[-1] if found else -1)])
            page = [hit["sort"][0] for hit in _hit_list(answer)]
            found += page
            if len(page) < WALK:
                return found


def _ask(searches: Sequence[Body]) -> list[dict[str, Any]]:
    """The answers to these bodies, in one request. Raises ``TooSlow``, and what the client raises.

    An answer of some shards only would be a wrong one: it is none.
    """
    if not searches:
        return []
    from elasticsearch import ApiError  # noqa: PLC0415 -- a second that PostgreSQL alone saves

    lines = [part for body in searches for part in ("{}", orjson.dumps(body).decode())]  # else by the slower json
    sent = asking().msearch(index=alias(), searches=lines, filter_path=FILTER_PATH)
    for answer in sent["responses"]:
        if "error" in answer or answer.get("_shards", {}).get("failed"):
            raise ApiError(str(answer.get("error", "shards failed")), sent.meta, answer)
        if answer.get("timed_out"):
            raise TooSlow
    return sent["responses"]


def _page(question: Question, words: Words) -> dict[str, dict[str, Any]]:
    asked = bodies.page_bodies(question, words)
    return dict(zip(asked, _ask(list(asked.values())), strict=True))


def _total(answer: dict[str, Any]) -> int:
    return answer["hits"]["total"]["value"]


def _hit_list(answer: dict[str, Any]) -> list[dict[str, Any]]:
    return answer.get("hits", {}).get("hits", [])


def _buckets(answer: dict[str, Any], name: str) -> list[dict[str, Any]]:
    return answer.get("aggregations", {}).get(name, {}).get("buckets", [])


def _hits(question: Question, answer: dict[str, Any]) -> tuple[list[int], Key | None]:
    """The ids of the page, and the key of its last one if others follow."""
    hits = _hit_list(answer)
    page = hits[: question.size]
    last = bodies.key_of(question, page[-1]["sort"]) if len(hits) > len(page) else None
    return [hit["sort"][-1] for hit in page], last


def _facets(answers: dict[str, dict[str, Any]]) -> dict[str, dict[str, int]]:
    """As PostgreSQL's, of the tallies: those of a filter's own answer, where it has one."""
    facets, tallies = {}, {}
    for item in FILTERS:
        if item.place:
            own = item.name if item.name in answers else ""
            if (item.place, own) not in tallies:
                tallies[item.place, own] = _tally(answers[own], item.place)
            facets[item.name] = item.counts(tallies[item.place, own])
    return facets


def _tally(answer: dict[str, Any], place: str) -> np.ndarray:
    """As ``record.tally``: documents without a number stand at 0."""
    counts = {int(bucket["key"]): bucket["doc_count"] for bucket in _buckets(answer, place)}
    if place in BITS:
        return np.array([counts.get(bit, 0) for bit in range(BITS[place])])
    tally = np.zeros(max(counts, default=0) + 1, np.int64)
    for value, count in counts.items():
        tally[value] = count
    tally[0] = _total(answer) - tally.sum()
    return tally


def _settled(question: Question) -> Body:
    """The clause of all that the question finds: by fewer words where, without its span, no offer has them all."""
    words = parse(question.text)
    if fewer := words.relaxed():
        (anywhere,) = _ask([bodies.total_body(replace(question, span=None), words)])
        if not _total(anywhere):
            words = fewer
    return bodies.found_by(question, words)


def _drawn(question: Question, words: Words, total: int, limit: int | None) -> tuple[list[Point], list[Cluster]]:
    """All that was found as points, or as clusters where they are more than ``limit``."""
    if limit is None or not total:
        return [], []
    query = bodies.found_by(question, words)
    if total <= limit:
        return _points(query, limit), []
    (answer,) = _ask([bodies.extent_body(query)])
    if "aggregations" not in answer:  # the last one has gone since it was counted
        return [], []
    level = cell_level(_extent(answer["aggregations"]["extent"]["bounds"]))
    return [], clusters(_cells(query, level), level)


def _extent(bounds: dict[str, dict[str, float]]) -> Extent:
    corner, other = bounds["top_left"], bounds["bottom_right"]
    return corner["lon"], other["lat"], other["lon"], corner["lat"]


def _cells(query: Body, level: int) -> dict[int, int]:
    (answer,) = _ask([bodies.cells_body(query, level)])
    shift = 2 * (MAP_LEVELS - level)
    return {int(bucket["key"]) >> shift: bucket["doc_count"] for bucket in _buckets(answer, "cells")}


def _points(query: Body, limit: int) -> list[Point]:
    (answer,) = _ask([bodies.points_body(query, limit)])
    return list(_as_points(_hit_list(answer)))


def _as_points(hits: Iterable[dict[str, Any]]) -> Iterable[Point]:
    for hit in hits:
        (place,), (price,) = hit["fields"]["point"], hit["fields"].get("price", [None])
        lat, lon = map(float, place.split(","))
        yield Point(hit["sort"][0], lon, lat, price)
