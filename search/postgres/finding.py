"""PostgreSQL finds, numpy counts: one scan brings the records of all rows that matter (``search.md`` §4).

A row matters when it misses at most one facet filter: those that pass all are the result, those that miss one are
what that facet's counts need. Where they are too many, the result alone is read, and where that is too long, its page
(``broad``).
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
from . import broad
from .conditions import score_clause, where_clause, words_clause
from .fetching import fetch
from .maps import extent_of, points_of
from .ordering import page_of

EVERYTHING = 2**31 - 2  # rows
FACETS = [item for item in FILTERS if isinstance(item, FacetFilter)]


@dataclass(frozen=True)
class Found:
    """The scan's records, the score of each, and which of them are the result."""

    records: np.ndarray
    scores: np.ndarray
    masks: dict[str, np.ndarray]  # of the facet filters that are asked for
    unknown: frozenset[str] = frozenset()  # facet filters whose counts would need more rows than there are here

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
    def __init__(self, most: int = broad.MOST) -> None:
        self.most = most  # rows that one scan brings

    def search(self, question: Question, *, map_limit: int | None = None) -> Answer:
        words = parse(question.text)
        found = _scan(question, words, self.most)
        if found and not len(found.result()[0]) and (fewer := words.relaxed()):
            words, found = fewer, _scan(question, fewer, self.most)
        found = found or _scan(question, words, self.most, strict=True)
        if not found:
            return _broad(question, words, map_limit)
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


def scan_clause(question: Question, words: Words, limit: int, *, strict: bool = False) -> Clause:
    """The statement that brings the records, and where words decide the order the scores, of all rows that matter.

    Of at most ``limit`` of them and one more, by which one knows that they are too many. ``strict``: of the result.
    """
    clauses = question.clauses()
    asked = [] if strict else _asked(question)
    where = [words_clause(words), *(clause for name, clause in clauses.items() if name not in {f.name for f in asked})]
    if len(asked) > 1:  # with one facet filter every row misses at most one
        missed = " + ".join(f"(({clauses[item.name].sql}) is not true)::int" for item in asked)
        where.append(Clause(f"{missed} <= 1", tuple(p for item in asked for p in clauses[item.name].params)))
    score = score_clause(words) if question.effective_order == RELEVANCE else Clause("")
    scored = f", {score.sql} as score" if score.sql else ""
    condition = where_clause(where)
    rows = f"select record{scored} from search_searchdocument where {condition.sql} limit {limit + 1}"  # noqa: S608
    columns = "string_agg(record, '')" + (", string_agg(int4send(score), '')" if scored else "")
    return Clause(f"select {columns} from ({rows}) as found", (*score.params, *condition.params))  # noqa: S608


def _asked(question: Question) -> list[FacetFilter]:
    return [item for item in FACETS if item.name in question.values]


def _scan(question: Question, words: Words, limit: int, *, strict: bool = False) -> Found | None:
    """What matters, or with ``strict`` the result; None for more than ``limit``."""
    statement = scan_clause(question, words, limit, strict=strict)
    row = fetch(statement.sql, statement.params)
    records = np.frombuffer(row[0] or b"", LAYOUT)
    if len(records) > limit:
        return None
    if question.effective_order == RELEVANCE:
        scores = ranking.points(question.day, records)
        if len(row) > 1:
            scores += np.frombuffer(row[1] or b"", ">i4")
    else:
        scores = np.zeros(len(records), np.int64)
    asked = _asked(question)
    masks = {} if strict else {item.name: item.mask(records, question.values[item.name]) for item in asked}
    return Found(records, scores, masks, frozenset(item.name for item in asked) if strict else frozenset())


def _broad(question: Question, words: Words, map_limit: int | None) -> Answer:
    """The page alone, with counts where many ask the same: more than ``MOST`` offers meet the question."""
    ids, last = broad.page(question, words)
    counts = broad.kept_counts(question, lambda: _counted(question, words))
    on_map: tuple[list[Point], list[Cluster]] = ([], [])
    if map_limit is not None:
        level = cell_level(broad.extent(question, words))
        where = where_clause([words_clause(words), *question.clauses().values()])
        on_map = [], clusters(_cells(where, level), level)
    total, facets = counts or (broad.MOST, {})
    return Answer(ids, total, facets, words, last, *on_map, more=not counts)


def _counted(question: Question, words: Words) -> broad.Counts:
    """Of everything, however long it takes within the time limit."""
    found = _scan(question, words, EVERYTHING)
    records, _scores = found.result()
    return len(records), _facets(found, records)


def _facets(found: Found, result: np.ndarray) -> dict[str, dict[str, int]]:
    facets, tallies = {}, {}  # a place that several filters read is counted once
    for item in FILTERS:
        if item.place and item.name not in found.unknown:
            own = item.name if item.name in found.masks else ""
            if (item.place, own) not in tallies:
                tallies[item.place, own] = tally(found.passing(but=own) if own else result, item.place)
            facets[item.name] = item.counts(tallies[item.place, own])
    return facets
