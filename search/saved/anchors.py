"""Keys under which a new offer meets the searches that may want it (``search.md`` §9).

An offer has some hundred keys: its words, its areas, the cell of its place, and so on. A search stands under the keys
of one of its clauses, the one that the fewest offers meet. Who stands there is a candidate; the exact conditions
decide, so counts that have grown old make this slower, never wrong.
"""

import math
from collections.abc import Iterator
from typing import Any

from django.core.cache import cache
from django.db import connection

from ..models import SavedAnchor, SearchDocument, Token
from ..record import LAT_STEP, LON_STEP
from ..words import Words

ANY = "any"  # of a search that none of its clauses can be looked up by: it is compared with every offer of its kind
CELLS = 100  # to a degree
MOST_KEYS = 400  # rows for a search: a region of more cells is no good anchor
SAMPLE = 20_000  # documents that the counts are taken from
_CACHE_KEY, _CACHE_SECONDS = "search:anchor_counts", 60 * 60
_NUMBERED = ("nil", "municipio", "comune", "sector", "type", "contract", "cefr")

_OCCUPATION = "lpad(nullif(d.occupation, 0)::text, 4, '0')"
_PLAIN_KEYS = ", ".join(
    [
        f"'{ANY}'",
        *(f"'{name}:' || d.{name}" for name in _NUMBERED),
        "'rooms:' || case when d.rooms is not null then least(d.rooms, 5) end",
        *(f"'occupation:' || left({_OCCUPATION}, {digits})" for digits in range(1, 5)),
        f"'cell:' || floor(st_x(d.point) * {CELLS})::int || ':' || floor(st_y(d.point) * {CELLS})::int",
    ]
)
_FEW_KEYS = f"array[{_PLAIN_KEYS}] || array(select 'lines:' || line from unnest(d.lines) as line)"  # noqa: S608
# All keys of the document ``d``; null where it does not know. Those of one kind only have the kind in front.
KEYS = f"({_FEW_KEYS} || array(select 'words:' || token from unnest(tsvector_to_array(d.words)) as token))"  # noqa: S608


Counts = dict[str, dict[int, float]]  # key that is no word → kind → about how many documents have it


def anchors_of(columns: dict[str, Any], words: Words, counts: Counts) -> list[str]:
    """The keys that a search with these columns stands under; ``counts`` are those of ``key_counts``."""
    kind = columns.get("kind")
    frequencies = _frequencies(words)
    found, best = [ANY], math.inf
    for keys in _alternatives(columns, words, frequencies):
        if 0 < len(keys) <= MOST_KEYS and (cost := _cost(keys, kind, frequencies, counts)) < best:
            found, best = keys, cost
    return [f"{kind}/{key}" if kind else key for key in dict.fromkeys(found)]


def _alternatives(columns: dict[str, Any], words: Words, frequencies: dict[str, int]) -> Iterator[list[str]]:
    """For each clause that can be looked up, the keys of which any offer that meets it has at least one."""
    for group in words.groups:
        rarest = [min(variant.tokens, key=lambda token: frequencies.get(token, 0)) for variant in group.variants]
        yield [f"words:{token}" for token in rarest]
    for name in (*_NUMBERED, "rooms", "occupation", "lines"):
        if columns.get(name):
            yield [f"{name}:{value}" for value in columns[name]]
    for west, south, east, north in _boxes(columns):
        yield _cells(west, south, east, north)


def _boxes(columns: dict[str, Any]) -> Iterator[tuple[float, float, float, float]]:
    """What surrounds each of the places that are asked for, in degrees."""
    if columns.get("shape"):
        yield columns["shape"].extent
    if columns.get("west") is not None:
        yield tuple(columns[side] for side in ("west", "south", "east", "north"))
    if columns.get("near_chord"):
        x, y, z, square = (columns[f"near_{name}"] for name in ("x", "y", "z", "chord"))
        lon, lat = math.degrees(math.atan2(y, x)), math.degrees(math.asin(z))
        tall = math.degrees(2 * math.asin(math.sqrt(square) / 2)) + LAT_STEP
        wide = math.degrees(math.asin(min(1, math.sin(math.radians(tall)) / math.cos(math.radians(lat))))) + LON_STEP
        yield lon - wide, lat - tall, lon + wide, lat + tall


def _cells(west: float, south: float, east: float, north: float) -> list[str]:
    columns = range(math.floor(west * CELLS), math.floor(east * CELLS) + 1)
    lines = range(math.floor(south * CELLS), math.floor(north * CELLS) + 1)
    if len(columns) * len(lines) > MOST_KEYS:
        return []
    return [f"cell:{column}:{line}" for column in columns for line in lines]


def _cost(keys: list[str], kind: int | None, frequencies: dict[str, int], counts: Counts) -> float:
    """About how many offers have one of the keys."""
    documents = sum(counts.get(ANY, {}).values()) or 1
    share = counts.get(ANY, {}).get(kind, 0) / documents if kind else 1
    total = 0.0
    for key in keys:
        if key.startswith("words:"):
            total += frequencies.get(key.removeprefix("words:"), 0) * share
        else:
            of_kinds = counts.get(key, {})
            total += of_kinds.get(kind, 0) if kind else sum(of_kinds.values())
    return total


def _frequencies(words: Words) -> dict[str, int]:
    """Token → documents with it."""
    tokens = {token for group in words.groups for variant in group.variants for token in variant.tokens}
    return dict(Token.objects.filter(token__in=tokens).values_list("token", "df")) if tokens else {}


def key_counts() -> Counts:
    """An hour old at most. Some thousands of keys: whoever reads many searches asks once."""
    counts = cache.get(_CACHE_KEY)
    if counts is None:
        counts = {}
        for key, kind, count in _counted():
            counts.setdefault(key, {})[kind] = count
        cache.set(_CACHE_KEY, counts, _CACHE_SECONDS)
    return counts


def _counted() -> list[tuple[str, int, float]]:
    documents = SearchDocument.objects.count()
    percent = min(100.0, 100 * SAMPLE / max(documents, 1))
    with connection.cursor() as cursor:
        cursor.execute(
            "select key, kind, (count(*) * 100 / %s)::float8 from search_searchdocument as d "  # noqa: S608
            f"tablesample bernoulli (%s), unnest({_FEW_KEYS}) as key where key is not null group by key, kind",
            [percent, percent],
        )
        return cursor.fetchall()


def write_anchors(keys: dict[int, list[str]]) -> None:
    """Replace the anchors of these searches; one without keys is met by no offer any more."""
    SavedAnchor.objects.filter(search__in=keys).delete()
    SavedAnchor.objects.bulk_create(
        [SavedAnchor(key=key, search_id=pk) for pk, own in keys.items() for key in own], batch_size=5000
    )
