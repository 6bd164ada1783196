"""Beyond what PostgreSQL alone can count in time: the page all the same, and counts where they are to be had.

A scan stops at ``MOST`` rows, so no question costs more than the half of what one may wait for, however many offers
there are (``search.md`` §4, "Where it ends"). Questions without words and place are few, and the same for everybody:
their counts are made once a minute.
"""

import hashlib
import random
from collections.abc import Callable

from django.core.cache import cache

from ..clusters import Extent
from ..engine import TooSlow
from ..filters import Clause
from ..question import DISTANCE, PAY, PRICE, RELEVANCE, START, Key, Question
from ..record import EARTH, EPOCH, NO_PRICE, unit_vector
from ..words import Words
from .conditions import bonus_clause, score_clause, where_clause, words_clause
from .fetching import fetch

MOST = 100_000  # rows that one scan brings
SECONDS, JITTER = 60, 20  # that counts are kept, and up to so many more, so that not all end at once
_OF_ONE_VISITOR = {"vicino", "bbox", "poligono"}
Counts = tuple[int, dict[str, dict[str, int]]]  # total, facets
_NEWEST = "-extract(epoch from published)::bigint"


def page(question: Question, words: Words) -> tuple[list[int], Key | None]:
    """The ids of the page in order, and the key of its last one if others follow: sorted by PostgreSQL."""
    first, where = _first(question, words), _where(question, words)
    if question.after:
        where = where_clause([where, _behind(question.after, first)])
    order = f"{first.sql}, " if first.sql else ""
    rows = (
        f"select id, ({first.sql or '0'})::float8 as first, {_NEWEST} as newest from search_searchdocument "  # noqa: S608
        f"where {where.sql} order by {order}published desc, id limit %s offset %s"
    )
    start = 0 if question.after else (question.page - 1) * question.size
    ids, firsts, newest = fetch(
        f"select array_agg(id), array_agg(first), array_agg(newest) from ({rows}) as page",  # noqa: S608
        [*first.params, *where.params, *(first.params if first.sql else ()), question.size + 1, start],
    )
    ids = ids or []
    end = min(question.size, len(ids)) - 1
    last = (firsts[end], newest[end], ids[end]) if len(ids) > question.size else None
    return ids[: question.size], last


def extent(question: Question, words: Words) -> Extent:
    """The rectangle around all that it finds, in degrees."""
    where = _where(question, words)
    return fetch(
        "select min(st_x(point)), min(st_y(point)), max(st_x(point)), max(st_y(point)) "  # noqa: S608
        f"from search_searchdocument where {where.sql}",
        where.params,
    )


def kept_counts(question: Question, count: Callable[[], Counts]) -> Counts | None:
    """Total and counts of a question that many ask: made by the first, for the others of that minute. Else None."""
    if question.text or question.span or _OF_ONE_VISITOR & question.values.keys():
        return None
    plain = question.anew(order="").query_string() + str(question.day)
    key = f"search:broad:{hashlib.sha256(plain.encode()).hexdigest()[:24]}"
    found: Counts | None = cache.get(key)
    if found is None and cache.add(f"{key}:busy", 1, SECONDS):
        try:
            found = count()
        except TooSlow:  # not again before the minute is over
            return None
        cache.set(key, found, SECONDS + random.randrange(JITTER))  # noqa: S311 -- no secret
        cache.delete(f"{key}:busy")
    return found


def _where(question: Question, words: Words) -> Clause:
    return where_clause([words_clause(words), *question.clauses().values()])


def _behind(key: Key, first: Clause) -> Clause:
    value, newest, last = key
    if first.sql:
        return Clause(f"({first.sql}, {_NEWEST}, id) > (%s, %s, %s)", (*first.params, value, newest, last))
    return Clause(f"(published <= to_timestamp(%s) and ({_NEWEST}, id) > (%s, %s))", (-newest, newest, last))


def _first(question: Question, words: Words) -> Clause:
    """The first part of the order's key, as ``ordering`` has it; nothing where the newest come first."""
    circle = question.circle
    match question.effective_order:
        case order if order == RELEVANCE:
            score, bonus = score_clause(words), bonus_clause(question)
            return Clause(f"-({score.sql or '0'} + {bonus.sql})", score.params + bonus.params)
        case order if order == PRICE:
            return Clause(f"coalesce(price, {NO_PRICE})")
        case order if order == PAY:
            return Clause("-coalesce(pay, 0)")
        case order if order == START:
            return Clause(f"coalesce(nullif(greatest(start - date '{EPOCH}', 0), 0) - 1, {2**16 - 1})")
        case order if order == DISTANCE and circle:
            x, y, z = unit_vector(circle.lon, circle.lat)
            square = "(x - %s) * (x - %s) + (y - %s) * (y - %s) + (z - %s) * (z - %s)"
            return Clause(f"{2 * EARTH} * asin(sqrt({square}) / 2)", (x, x, y, y, z, z))
    return Clause("")
