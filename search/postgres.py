"""PostgreSQL finds, numpy counts: one scan brings the records of all rows that matter (``search.md`` §4).

A row matters when it misses at most one facet filter: those that pass all are the result, those that miss one are
what that facet's counts need.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import numpy as np
import psycopg
from django.db import connection, transaction

from .documents import LEVELS
from .engine import Answer, Cluster, Point, TooSlow
from .filters import FILTERS, Clause, FacetFilter
from .question import DISTANCE, PAY, PRICE, RELEVANCE, START, Question
from .record import EARTH, LAT_STEP, LAYOUT, LON_STEP, NO_PRICE, distances, unit_vector
from .words import PHRASE_LEVEL, Group, Variant, Words, parse

TIME_LIMIT = 3000  # ms for one question
MAP_CELLS = 24  # clusters stand on a grid of so many columns and rows over what was found
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
        page = records[_ordered(question, records, scores)]
        points, clusters = _map(records, map_limit)
        return Answer(page["id"].tolist(), len(records), _facets(found, records), words, points, clusters)

    def totals(self, questions: Sequence[Question]) -> list[int]:
        if not questions:
            return []
        columns, params = [], []
        words = {text: parse(text) for text in {question.text for question in questions}}
        for question in questions:
            where = _where([_words_clause(words[question.text]), *question.clauses().values()])
            columns.append(f"count(*) filter (where {where.sql})")
            params += where.params
        row = _fetch(f"select {', '.join(columns)} from search_searchdocument", params)  # noqa: S608 -- our own clauses
        return [int(number) for number in row]


def _scan(question: Question, words: Words) -> Found:
    clauses = question.clauses()
    asked = [item for item in FACETS if item.name in clauses]
    where = [_words_clause(words), *(clause for name, clause in clauses.items() if name not in {f.name for f in asked})]
    if len(asked) > 1:  # with one facet filter every row misses at most one
        missed = " + ".join(f"(({clauses[item.name].sql}) is not true)::int" for item in asked)
        where.append(Clause(f"{missed} <= 1", tuple(p for item in asked for p in clauses[item.name].params)))
    score = _score(words) if question.effective_order == RELEVANCE else Clause("")
    columns = "string_agg(record, '')" + (f", string_agg(int4send({score.sql}), '')" if score.sql else "")
    condition = _where(where)
    row = _fetch(
        f"select {columns} from search_searchdocument where {condition.sql}",  # noqa: S608 -- our own clauses
        [*score.params, *condition.params],
    )
    records = np.frombuffer(row[0] or b"", LAYOUT)
    scores = np.frombuffer(row[1] or b"", ">i4") if score.sql else np.zeros(len(records), np.int32)
    return Found(records, scores, {item.name: item.mask(records, question.values[item.name]) for item in asked})


def plain_sql(question: Question, words: Words) -> tuple[Clause, Clause]:
    """What one would write by hand: the page's ids in order, and the number of all. The bench's yardstick."""
    where = _where([_words_clause(words), *question.clauses().values()])
    circle = question.circle
    first = Clause("")
    match question.effective_order:
        case order if order == RELEVANCE:
            score = _score(words)
            first = Clause(f"({score.sql}) desc, ", score.params)
        case order if order == PRICE:
            first = Clause("price nulls last, ")
        case order if order == PAY:
            first = Clause("coalesce(pay, 0) desc, ")
        case order if order == START:
            first = Clause("start nulls last, ")
        case order if order == DISTANCE and circle:
            x, y, z = unit_vector(circle.lon, circle.lat)
            square = "(x - %s) * (x - %s) + (y - %s) * (y - %s) + (z - %s) * (z - %s)"
            first = Clause(f"floor(2 * {EARTH} * asin(sqrt({square}) / 2)), ", (x, x, y, y, z, z))
    page = (
        f"select id from search_searchdocument where {where.sql} "  # noqa: S608 -- our own clauses
        f"order by {first.sql}published desc, id limit %s offset %s"
    )
    paging = (question.size, (question.page - 1) * question.size)
    count = f"select count(*) from search_searchdocument where {where.sql}"  # noqa: S608
    return Clause(page, where.params + first.params + paging), Clause(count, where.params)


def _where(clauses: Sequence[Clause | None]) -> Clause:
    kept = [clause for clause in clauses if clause]
    return Clause(" and ".join(c.sql for c in kept) or "true", tuple(p for c in kept for p in c.params))


def _words_clause(words: Words) -> Clause | None:
    if not words:
        return None
    groups = [group.tsquery() for group in words.groups]
    if words.needed == len(groups):
        return Clause("words @@ %s::tsquery", (" & ".join(f"({group})" for group in groups),))
    met = " + ".join("(words @@ %s::tsquery)::int" for _group in groups)
    return Clause(f"(words @@ %s::tsquery and {met} >= %s)", (" | ".join(groups), *groups, words.needed))


def _score(words: Words) -> Clause:
    """The sum over the groups of the best variant's idf × level (``search.md`` §3)."""
    parts = [_group_score(group, sure=words.needed == len(words.groups)) for group in words.groups]
    if not parts:
        return Clause("")
    return Clause(" + ".join(part.sql for part in parts), tuple(p for part in parts for p in part.params))


def _group_score(group: Group, *, sure: bool) -> Clause:
    """``sure``: the row meets this group, so a single variant need not be looked for in the long vector."""
    parts = [_variant_score(variant, sure=sure and len(group.variants) == 1) for variant in group.variants]
    return Clause(f"greatest({', '.join(p.sql for p in parts)})", tuple(x for part in parts for x in part.params))


def _variant_score(variant: Variant, *, sure: bool) -> Clause:
    if len(variant.tokens) > 1:
        return Clause(
            "case when words @@ %s::tsquery then %s else 0 end", (variant.tsquery(), variant.idf * PHRASE_LEVEL)
        )
    token = variant.tsquery()
    cases = [("head @@ %s::tsquery", f"{token}:{level}", variant.idf * LEVELS[level]) for level in "ABC"]
    if not sure:
        cases.append(("words @@ %s::tsquery", token, variant.idf * LEVELS["D"]))
    sql = "case " + " ".join(f"when {test} then %s" for test, _query, _worth in cases) + " else %s end"
    params = [value for _test, query, worth in cases for value in (query, worth)]
    return Clause(f"({sql})::int", (*params, variant.idf * LEVELS["D"] if sure else 0))


def _ordered(question: Question, records: np.ndarray, scores: np.ndarray) -> np.ndarray:
    """The places of the records that stand on the page. Every order ends with the newest, then the id."""
    newest = -records["published"].astype(np.int64)
    match question.effective_order:
        case order if order == RELEVANCE:
            first = -scores.astype(np.int64)
        case order if order == PRICE:
            first = records["price"].astype(np.int64)
        case order if order == PAY:
            first = -records["pay"].astype(np.int64)
        case order if order == START:
            first = (records["start"].astype(np.int64) - 1) % 2**16  # 0, not known, comes last
        case order if order == DISTANCE and question.circle:
            first = distances(records, question.circle.lon, question.circle.lat)
        case _:
            first = newest
    start = (question.page - 1) * question.size
    end = start + question.size
    if start >= len(records):
        return np.empty(0, np.intp)
    near = np.arange(len(records))
    if end < len(records):  # sort only what can reach the page
        near = np.flatnonzero(first <= np.partition(first, end - 1)[end - 1])
    order = np.lexsort((records["id"][near], newest[near], first[near]))
    return near[order[start:end]]


def _facets(found: Found, result: np.ndarray) -> dict[str, dict[str, int]]:
    return {
        item.name: item.counts(found.passing(but=item.name) if item.name in found.masks else result)
        for item in FILTERS
        if item.place
    }


def _map(records: np.ndarray, limit: int | None) -> tuple[list[Point], list[Cluster]]:
    if limit is None or not len(records):
        return [], []
    lon, lat = records["lon"] * LON_STEP, records["lat"] * LAT_STEP
    if len(records) <= limit:
        prices = [None if price == NO_PRICE else price for price in records["price"].tolist()]
        return list(map(Point, records["id"].tolist(), lon.tolist(), lat.tolist(), prices)), []
    column, line = _cell(lon), _cell(lat)
    cells, member, count = np.unique(column * MAP_CELLS + line, return_inverse=True, return_counts=True)
    middle_lon = np.bincount(member, lon, len(cells)) / count
    middle_lat = np.bincount(member, lat, len(cells)) / count
    return [], list(map(Cluster, middle_lon.tolist(), middle_lat.tolist(), count.tolist()))


def _cell(degrees: np.ndarray) -> np.ndarray:
    low, high = degrees.min(), degrees.max()
    return np.minimum((degrees - low) / max(high - low, 1e-9) * MAP_CELLS, MAP_CELLS - 1).astype(np.int64)


def _fetch(sql: str, params: Sequence[Any]) -> tuple:
    """One row by a binary cursor (Django's own would bring bytes as hexadecimal text), within the time limit."""
    with _limited(), connection.wrap_database_errors, psycopg.Cursor(connection.connection) as cursor:
        # never prepared: a plan made for any parameters would be a bad one for most
        return cursor.execute(sql, params, prepare=False, binary=True).fetchone()


@contextmanager
def _limited() -> Iterator[None]:
    """A transaction in which a statement is cancelled after ``TIME_LIMIT``. Raises ``TooSlow``."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(
                "select set_config('statement_timeout', %s, true), set_config('jit', 'off', true),"
                " set_config('max_parallel_workers_per_gather', '0', true)",
                [str(TIME_LIMIT)],
            )
            yield
            if connection.savepoint_ids:  # inside the caller's transaction: leave it as it was
                cursor.execute("set local statement_timeout to default")
    except Exception as error:
        if isinstance(error.__cause__, psycopg.errors.QueryCanceled):
            raise TooSlow from error
        raise
