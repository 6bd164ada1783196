"""PostgreSQL finds, numpy counts: one scan brings the records of all rows that matter (``search.md`` §4).

A row matters when it misses at most one facet filter: those that pass all are the result, those that miss one are
what that facet's counts need.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from .. import ranking
from ..clusters import cell_level, clusters
from ..engine import Answer, Cluster, Point
from ..filters import FILTERS, Clause, FacetFilter
from ..mercator import LEVELS as MAP_LEVELS
from ..question import RELEVANCE, Question
from ..record import LAYOUT, tally
from ..words import Words, parse
from .conditions import score_clause, where_clause, words_clause
from .fetching import fetch
from .maps import extent_of, points_of
from .ordering import page_of

FACETS = [item for item in FILTERS if isinstance(item, FacetFilter)]


@dataclass(frozen=True)
class Found:
    """The scan's records, the score of each, and which of them are the result."""

    records: np.ndarray
    scores: np.ndarray
    masks: dict[str, np.ndarray]  # of the facet filters that are asked for

    def passing(self, but: str = "") -> np.ndarray:
        """The records that meet all filters, or all others."""
        kept = [mask for name, mask in self.masks.items() if name != but]
        return self.records[np.logical_and.reduce(kept)] if kept else self.records

    def result(self) -> tuple[np.ndarray, np.ndarray]:
        """Records and scores of the result."""
        if not self.masks:
            return self.records, self.scores
        kept = np.logical_and.reduce(list(self.masks.values()))
        return self.records[kept], self.scores[kept]


class PostgresEngine:
    def search(self, question: Question, *, map_limit: int | None = None) -> Answer:
        words = parse(question.text)
        found = _scan(question, words)
        records, scores = found.result()
        if not len(records) and (fewer := words.relaxed()):
            words, found = fewer, _scan(question, fewer)
            records, scores = found.result()
        page, last = page_of(question, records, scores)
        on_map = _drawn(question, words, records, map_limit)
        return Answer(page, len(records), _facets(found, records), words, last, *on_map)

    def totals(self, questions: Sequence[Question]) -> list[int]:
        if not questions:
            return []
        columns, params = [], []
        words = {text: parse(text) for text in {question.text for question in questions}}
        for question in questions:
            where = where_clause([words_clause(words[question.text]), *question.clauses().values()])
            columns.append(f"count(*) filter (where {where.sql})")
            params += where.params
        row = fetch(f"select {', '.join(columns)} from search_searchdocument", params)  # noqa: S608 -- our own clauses
        return [int(number) for number in row]

    def cells(self, question: Question, level: int) -> dict[int, int]:
        return _cells(_settled(question), level)

    def points(self, question: Question, limit: int) -> list[Point]:
        where = _settled(question)
        (found,) = fetch(
            "select string_agg(record, '') from (select record from search_searchdocument "  # noqa: S608
            f"where {where.sql} order by id limit %s) as nearest",
            [*where.params, limit],
        )
        return points_of(np.frombuffer(found or b"", LAYOUT))

    def every(self, question: Question) -> list[int]:
        where = _settled(question)
        (found,) = fetch(
            f"select array_agg(id order by id) from search_searchdocument where {where.sql}",  # noqa: S608
            where.params,
        )
        return found or []


def _drawn(
    question: Question, words: Words, records: np.ndarray, limit: int | None
) -> tuple[list[Point], list[Cluster]]:
    """All that was found as points, or as clusters where they are more than ``limit``."""
    if limit is None or not len(records):
        return [], []
    if len(records) <= limit:
        return points_of(records), []
    level = cell_level(extent_of(records))
    return [], clusters(_cells(where_clause([words_clause(words), *question.clauses().values()]), level), level)


def _cells(where: Clause, level: int) -> dict[int, int]:
    sql = (
        "select array_agg(cell), array_agg(n) from (select qk >> %s as cell, count(*) as n "  # noqa: S608
        f"from search_searchdocument where {where.sql} group by 1) as cells"
    )
    cells, numbers = fetch(sql, [2 * (MAP_LEVELS - level), *where.params])
    return dict(zip(cells or [], numbers or [], strict=True))


def _settled(question: Question) -> Clause:
    """The condition of all that the question finds: by fewer words where, without its span, no offer has them all."""
    words = parse(question.text)
    where = where_clause([words_clause(words), *question.clauses().values()])
    if fewer := words.relaxed():
        anywhere = where_clause([words_clause(words), *replace(question, span=None).clauses().values()])
        found = fetch(
            f"select exists (select from search_searchdocument where {anywhere.sql})",  # noqa: S608
            anywhere.params,
        )
        if not found[0]:
            return where_clause([words_clause(fewer), *question.clauses().values()])
    return where


def _scan(question: Question, words: Words) -> Found:
    clauses = question.clauses()
    asked = [item for item in FACETS if item.name in clauses]
    where = [words_clause(words), *(clause for name, clause in clauses.items() if name not in {f.name for f in asked})]
    if len(asked) > 1:  # with one facet filter every row misses at most one
        missed = " + ".join(f"(({clauses[item.name].sql}) is not true)::int" for item in asked)
        where.append(Clause(f"{missed} <= 1", tuple(p for item in asked for p in clauses[item.name].params)))
    score = score_clause(words) if question.effective_order == RELEVANCE else Clause("")
    columns = "string_agg(record, '')" + (f", string_agg(int4send({score.sql}), '')" if score.sql else "")
    condition = where_clause(where)
    row = fetch(
        f"select {columns} from search_searchdocument where {condition.sql}",  # noqa: S608 -- our own clauses
        [*score.params, *condition.params],
    )
    records = np.frombuffer(row[0] or b"", LAYOUT)
    scores = np.frombuffer(row[1] or b"", ">i4").astype(np.int64) if score.sql else np.zeros(len(records), np.int64)
    if question.effective_order == RELEVANCE:
        scores += ranking.points(question.day, records)
    return Found(records, scores, {item.name: item.mask(records, question.values[item.name]) for item in asked})


def _facets(found: Found, result: np.ndarray) -> dict[str, dict[str, int]]:
    facets, tallies = {}, {}  # a place that several filters read is counted once
    for item in FILTERS:
        if item.place:
            own = item.name if item.name in found.masks else ""
            if (item.place, own) not in tallies:
                tallies[item.place, own] = tally(found.passing(but=own) if own else result, item.place)
            facets[item.name] = item.counts(tallies[item.place, own])
    return facets
