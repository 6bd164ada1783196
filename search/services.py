"""Keeping the index in step with the truth. Nothing else writes ``SearchDocument``."""

import json
from collections.abc import Iterable, Iterator
from contextlib import nullcontext

from django.db import transaction

from marketplace.offers.models import Offer

from . import completion, pending
from .documents import Row, row
from .drift import Drift
from .models import IndexState, SearchDocument
from .record import LAYOUT_HASH
from .saved import matching
from .sources import findable, read
from .words import counts

BATCH = 1000

_COLUMNS = {
    "id": "int", "kind": "smallint", "price": "int", "rooms": "smallint", "persons": "smallint", "nil": "smallint",
    "municipio": "smallint", "comune": "smallint", "leases": "int", "flags": "int", "free": "daterange",
    "published": "timestamptz", "lon": "float8", "lat": "float8", "x": "float8", "y": "float8", "z": "float8",
    "contract": "smallint", "type": "smallint", "pay": "int", "occupation": "smallint", "start": "date",
    "hours": "smallint", "cefr": "smallint", "sector": "smallint", "parts": "smallint",
    "checked": "date", "lines": "text[]", "qk": "bigint",
    "tokens": "jsonb", "record": "bytea", "head": "tsvector", "words": "tsvector",
    "sections": "text",
}  # fmt: skip
_AS_TEXT = {"daterange", "tsvector", "text[]"}
_NAMES = [name for name in _COLUMNS if name not in {"lon", "lat"}]
_ARRAYS = [name for name in _COLUMNS if name != "tokens"]  # the tokens of all go as one JSON text: nothing to quote
_UPSERT = """
insert into search_searchdocument as old (version, point, {names})
select nextval('search_version'), st_setsrid(st_makepoint(lon, lat), 4326), {values}
from rows from (unnest({arrays}), jsonb_array_elements(%s)) as new ({all})
on conflict (id) do update set version = excluded.version, point = excluded.point, {updates}
where old.version < excluded.version
returning id, version
""".format(
    names=", ".join(_NAMES),
    values=", ".join(f"{name}::{_COLUMNS[name]}" for name in _NAMES),
    arrays=", ".join(f"%s::{'text' if _COLUMNS[name] in _AS_TEXT else _COLUMNS[name]}[]" for name in _ARRAYS),
    all=", ".join([*_ARRAYS, "tokens"]),
    updates=", ".join(f"{name} = excluded.{name}" for name in _NAMES if name != "id"),
)
_REMOVE = """
delete from search_searchdocument where id = any(%s) returning id, nextval('search_version') as version
"""


def index(offer_id: int) -> None:
    """Write or remove what can be found of one offer, as the truth stands now."""
    index_many([offer_id], news=True)


def index_many(offer_ids: Iterable[int], *, news: bool = False) -> int:
    """``index`` for many offers, in batches of a transaction each. Returns how many can be found now.

    A batch holds the row locks of its offers, so that no older state can be written after a newer one; the
    version is drawn under that lock. With ``news`` an offer that is new, or has other facts, finds the saved searches
    that want it: not where documents are written again that were there before.
    """
    return sum(_index_batch(batch, news) for batch in _batches(sorted(set(offer_ids))))


@transaction.atomic
def _index_batch(offer_ids: list[int], news: bool) -> int:
    offers = Offer.objects.filter(pk__in=offer_ids)
    list(offers.select_for_update(of=("self",)).order_by("pk").values_list("pk"))
    rows = [row(source) for source in read(offers.select_related("comune", "municipio", "nil").defer(
        "comune__area", "municipio__area", "nil__area", "nil__outline"))]  # fmt: skip
    with matching.news(offer_ids) if news else nullcontext():
        write(rows)
        remove(set(offer_ids) - {item.values["id"] for item in rows})
    return len(rows)


def write(rows: list[Row]) -> None:
    """Upsert prepared rows with one statement and remember their words. The caller holds the offers' locks."""
    if not rows:
        return
    columns: list[object] = [[item.values[name] for item in rows] for name in _ARRAYS]
    columns.append(json.dumps([item.values["tokens"] for item in rows]))
    terms = {folded: label for item in rows for folded, label in item.terms.items()}
    pending.change(_UPSERT, columns)
    counts.learn(terms, {token for item in rows for token in item.values["tokens"]})


def remove(offer_ids: Iterable[int]) -> None:
    """Take documents away. The caller holds the offers' locks: the removal too has a version drawn under them."""
    if gone := sorted(offer_ids):
        pending.change(_REMOVE, [gone])


def refresh_terms() -> int:
    """Count the words anew and write the completions. Returns the words."""
    words = counts.refresh()
    completion.refresh()
    return words


def rebuild() -> int:
    """Write every document anew while the portal runs, drop the rest, count the words. Returns the documents."""
    written = index_many(findable().values_list("pk", flat=True))
    index_many(SearchDocument.objects.exclude(pk__in=findable().values("pk")).values_list("pk", flat=True))
    IndexState.objects.update(layout=LAYOUT_HASH)
    refresh_terms()
    return written


def drift() -> Drift:
    """Compare every document with the truth."""
    indexed = set(SearchDocument.objects.values_list("pk", flat=True))
    true = set(findable().values_list("pk", flat=True))
    old = [pk for batch in _batches(sorted(indexed & true)) for pk in _outdated(batch)]
    return Drift(sorted(true - indexed), sorted(indexed - true), old)


def mend(found: Drift) -> None:
    """Index what differs. What an index was missing that had never been filled is no news."""
    index_many(found.ids(), news=IndexState.objects.filter(layout=LAYOUT_HASH).exists())


def _outdated(offer_ids: list[int]) -> list[int]:
    fresh = {item.values["id"]: item.values for item in map(row, read(
        Offer.objects.filter(pk__in=offer_ids).select_related("comune", "municipio", "nil")))}  # fmt: skip
    stored = SearchDocument.objects.filter(pk__in=fresh).values_list("pk", "record", "tokens", "free")
    return [
        pk for pk, record, tokens, free in stored
        if bytes(record) != fresh[pk]["record"] or tokens != fresh[pk]["tokens"]
        or f"[{free.lower or ''},{free.upper or ''})" != fresh[pk]["free"]
    ]  # fmt: skip


def _batches(ids: list[int]) -> Iterator[list[int]]:
    for start in range(0, len(ids), BATCH):
        yield ids[start : start + BATCH]
