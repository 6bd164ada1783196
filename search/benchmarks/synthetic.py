"""Invented documents by the million, straight into the table: a base of texts, multiplied with seeded numbers.

Each text is analysed once, as an offer's would be; numpy draws the numbers of each document and lays them out both as
its record and as rows of PostgreSQL's binary ``COPY``, so that record and columns agree. They belong to no offer.
"""

import random
import time
from datetime import UTC, datetime
from typing import Any

import numpy as np
from django.conf import settings
from django.db import connection

from marketplace.core import clock
from marketplace.offers.models import Offer

from .. import services
from ..documents import KINDS, Row
from ..mercator import LEVELS, spread
from ..models import IndexState, SearchDocument
from ..record import EPOCH, LAT_STEP, LAYOUT, LAYOUT_HASH, LON_STEP, NO_PRICE
from ..words import counts
from .texts import Text, texts

SEED, BASE, CHUNK = 5, 20_000, 100_000
JITTER = 0.004  # degrees around the text's place
_WHOLE = ("kind", "nil", "municipio", "comune", "rooms", "persons", "leases", "flags", "contract", "type", "pay",
          "occupation", "hours", "cefr", "sector", "parts", "price")  # fmt: skip
_OF_TEXT = ("nil", "municipio", "comune", "rooms", "contract", "type", "occupation", "sector")
_EXTRA = {"id": "int", "base": "int", "published": "int", "start": "int", "checked": "int", "since": "int",
          "until": "int"}  # fmt: skip
_BIG = {"qk": "bigint", "x": "float8", "y": "float8", "z": "float8", "lon": "float8", "lat": "float8"}
_TYPES = {**dict.fromkeys(_WHOLE, "int"), **_EXTRA, **_BIG, "record": "bytea"}
_ALWAYS = {"kind", "comune", "leases", "flags", "parts"}  # 0 is a value there, elsewhere it says that there is none

_VALUES = ", ".join(f"f.{name}" if name in _ALWAYS else f"nullif(f.{name}, 0)" for name in _WHOLE)
_INSERT = f"""
insert into search_searchdocument (id, version, {", ".join(_WHOLE)}, start, checked, free, lines, qk, published, point,
  x, y, z, tokens, record, head, words, sections)
select f.id, nextval('search_version'), {_VALUES},
  date '{EPOCH}' + nullif(f.start, 0), date '{EPOCH}' + nullif(f.checked, 0),
  daterange(date '{EPOCH}' + nullif(f.since, 0), date '{EPOCH}' + nullif(f.until, 0)), b.lines, f.qk,
  to_timestamp(f.published), st_setsrid(st_makepoint(f.lon, f.lat), 4326), f.x, f.y, f.z, b.tokens, f.record, b.head,
  b.words, b.sections
from facts as f join base as b on b.id = f.base
"""  # noqa: S608 -- our own names
_BASE = """
create temp table base (id int primary key, lines text[], tokens jsonb, head tsvector, words tsvector, sections text)
"""


def ready(documents: int) -> bool:
    """Whether exactly these documents are there."""
    with connection.cursor() as cursor:
        cursor.execute("select obj_description('search_searchdocument'::regclass)")
        return cursor.fetchone()[0] == _stamp(documents)


def prepare(documents: int) -> dict[str, float]:
    """See that exactly these documents are there, and where there is an Elasticsearch also in its copy.

    Seconds of each step that it took. Raises ``RuntimeError`` as ``fill`` does.
    """
    seconds = {} if ready(documents) else fill(documents)
    if settings.ELASTICSEARCH_URL and not _copied(documents):
        from ..elastic.indices import rebuild  # noqa: PLC0415 -- a second that PostgreSQL alone saves

        begun = time.perf_counter()
        rebuild()
        seconds["elasticsearch"] = time.perf_counter() - begun
    return seconds


def _copied(documents: int) -> bool:
    """Whether the copy is of the documents as they are: their versions are drawn anew each time."""
    from ..elastic.client import client  # noqa: PLC0415
    from ..elastic.indices import alias  # noqa: PLC0415

    answer = client().options(ignore_status=404).search(index=alias(), size=1, sort=[{"id": "asc"}], version=True)
    if answer.meta.status == 404 or answer["hits"]["total"]["value"] < min(documents, 10_000):
        return False
    first = SearchDocument.objects.order_by("pk").values_list("pk", "version").first()
    return first == (int(answer["hits"]["hits"][0]["_id"]), answer["hits"]["hits"][0]["_version"])


def fill(documents: int) -> dict[str, float]:
    """Replace all documents by so many invented ones; seconds of each step.

    Raises ``RuntimeError`` where there are offers: their documents would be lost.
    """
    if Offer.objects.exists():
        raise RuntimeError("This database has offers: synthetic documents need one of their own.")
    seconds, begun = {}, time.perf_counter()
    rng = random.Random(SEED)  # noqa: S311 -- the same documents each time
    base = list(texts(rng, BASE))
    seconds["texts"], begun = time.perf_counter() - begun, time.perf_counter()
    _load(base, documents)
    seconds["rows"], begun = time.perf_counter() - begun, time.perf_counter()
    _index()
    seconds["indexes"], begun = time.perf_counter() - begun, time.perf_counter()
    _count([text.row for text in base], documents)
    seconds["words"] = time.perf_counter() - begun
    return seconds


def _load(base: list[Text], documents: int) -> None:
    """Without its indexes, which are made anew: by row they would cost ten times as much."""
    rng = np.random.default_rng(SEED)
    with connection.cursor() as cursor:
        cursor.execute("comment on table search_searchdocument is null")
        cursor.execute("truncate search_searchdocument, search_term, search_token, search_pending")
        cursor.execute("set synchronous_commit = off")
        for name, _definition in _indexes(cursor):
            cursor.execute(f'drop index "{name}"')
    _remember(base)
    for first in range(1, documents + 1, CHUNK):
        facts = _facts(rng, base, first, min(CHUNK, documents + 1 - first))
        with connection.cursor() as cursor:
            cursor.execute("create temp table if not exists facts (" + ", ".join(
                f"{name} {kind}" for name, kind in _TYPES.items()) + ")")  # fmt: skip
            cursor.execute("truncate facts")
            with cursor.copy(f"copy facts ({', '.join(_TYPES)}) from stdin (format binary)") as copy:
                copy.write(binary(facts))
            cursor.execute(_INSERT)


def _remember(base: list[Text]) -> None:
    with connection.cursor() as cursor:
        cursor.execute("drop table if exists base")
        cursor.execute(_BASE)
        with cursor.copy("copy base from stdin") as copy:
            for number, text in enumerate(base):
                values = text.row.values
                tokens = "{" + ", ".join(f'"{token}": "{level}"' for token, level in values["tokens"].items()) + "}"
                copy.write_row((number, values["lines"], tokens, values["head"], values["words"], values["sections"]))


def _indexes(cursor: Any) -> list[tuple[str, str]]:
    """Name and definition of all but the primary key's, as the model has them."""
    cursor.execute("""
        select indexname, indexdef from pg_indexes
        where tablename = 'search_searchdocument' and indexname not like '%_pkey' order by 1""")
    return cursor.fetchall()


def _index() -> None:
    """Make what the model says, not what was there: a load that was killed has left none."""
    with connection.cursor() as cursor:
        cursor.execute("set maintenance_work_mem = '1GB'")
        there = {name for name, _definition in _indexes(cursor)}
    with connection.schema_editor() as editor:
        for index in SearchDocument._meta.indexes:
            if index.name not in there:
                editor.add_index(SearchDocument, index)


def _count(rows: list[Row], documents: int) -> None:
    counts.learn(
        {folded: label for row in rows for folded, label in row.terms.items()},
        {token for row in rows for token in row.values["tokens"]},
    )
    services.refresh_terms()
    IndexState.objects.update(layout=LAYOUT_HASH)
    with connection.cursor() as cursor:
        cursor.execute("vacuum analyze search_searchdocument")
        cursor.execute("vacuum analyze search_token")
        cursor.execute(f"comment on table search_searchdocument is '{_stamp(documents)}'")


def _stamp(documents: int) -> str:
    return f"{documents} synthetic {SEED} {LAYOUT_HASH} {clock.today()}"


def _facts(rng: np.random.Generator, base: list[Text], first: int, count: int) -> dict[str, np.ndarray]:
    """Column → a number for each document, and its record."""
    chosen = rng.integers(len(base), size=count)
    fixed = {name: np.array([getattr(text.source, name) or 0 for text in base], np.int64)[chosen] for name in _OF_TEXT}
    kind = np.array([KINDS[text.source.kind] for text in base])[chosen]
    facts = {"id": np.arange(first, first + count), "base": chosen, "kind": kind, **fixed}
    facts |= _numbers(rng, kind, count) | _place(rng, base, chosen, count)
    records = np.zeros(count, LAYOUT)
    for name in LAYOUT.names:
        if name in facts:
            records[name] = facts[name]
    records["price"] = np.where(facts["price"] == 0, NO_PRICE, facts["price"])
    records["lon"], records["lat"] = facts.pop("east"), facts.pop("north")
    return facts | {"record": records}


def _numbers(rng: np.random.Generator, kind: np.ndarray, count: int) -> dict[str, np.ndarray]:
    """What is drawn for each document; of the kinds that have it, else 0."""
    flat, placement, course = (kind == KINDS[name] for name in ("flat", "placement", "course"))
    work, today = placement | course, clock.today()
    now = int(datetime.combine(today, datetime.min.time(), UTC).timestamp())
    day = (today - EPOCH).days

    def some(share: float, values: np.ndarray) -> np.ndarray:
        return values * (rng.random(count) < share)

    since = some(0.9, rng.integers(day - 60, day + 180, count))
    until = np.where(since > 0, some(0.3, since + rng.integers(30, 700, count)), 0)
    bits = rng.integers(0, 2**16, count)
    return {
        "published": now - (rng.exponential(60 * 86400, count).astype(np.int64) % (700 * 86400)),
        "price": flat * some(0.97, (rng.gamma(6, 130, count) + 300).astype(np.int64)),
        "persons": flat * rng.integers(1, 7, count),
        "leases": flat * (bits & 511 & rng.integers(1, 512, count)),
        "flags": np.where(flat, (bits >> 9 & 7) | 512 * (rng.random(count) < 0.3), bits & 0b111111001),
        "pay": placement * some(0.9, rng.integers(500, 2400, count)),
        "start": work * some(0.8, rng.integers(day, day + 150, count)),
        "hours": placement * some(0.9, rng.integers(8, 45, count)),
        "cefr": work * some(0.8, rng.integers(1, 9, count)),
        "parts": work * (rng.integers(1, 32, count)),
        "checked": some(0.6, rng.integers(day - 700, day, count)),
        "since": since,
        "until": until,
    }


def _place(rng: np.random.Generator, base: list[Text], chosen: np.ndarray, count: int) -> dict[str, np.ndarray]:
    """Around the text's place, on the grid, with unit vector and cell of the map: as ``documents.row`` makes them."""
    spots = np.array([(text.source.lon, text.source.lat) for text in base])[chosen]
    around = spots + rng.normal(0, JITTER / 2, (count, 2))
    east = np.floor(around[:, 0] / LON_STEP).astype(np.int64)
    north = np.floor(around[:, 1] / LAT_STEP).astype(np.int64)
    lon, lat = east * LON_STEP, north * LAT_STEP
    a, b = np.radians(lon), np.radians(lat)
    return {
        "east": east, "north": north, "lon": lon, "lat": lat, "qk": _quadkeys(lon, lat),
        "x": np.cos(b) * np.cos(a), "y": np.cos(b) * np.sin(a), "z": np.sin(b),
    }  # fmt: skip


def _quadkeys(lon: np.ndarray, lat: np.ndarray) -> np.ndarray:
    """``mercator.quadkey`` of many points."""
    side = 1 << LEVELS
    column = np.floor((lon + 180) / 360 * side).astype(np.int64)
    line = np.floor((1 - np.arcsinh(np.tan(np.radians(lat))) / np.pi) / 2 * side).astype(np.int64)
    return spread(column) | spread(line) << 1


def binary(facts: dict[str, np.ndarray]) -> bytes:
    """Rows of PostgreSQL's binary ``COPY``, all of one width because none is null: numpy lays them out at once."""
    codes = {"int": ">i4", "bigint": ">i8", "float8": ">f8", "bytea": f"V{LAYOUT.itemsize}"}
    layout: list[tuple[str, str]] = [("fields", ">i2")]
    for name, kind in _TYPES.items():
        layout += [(f"{name}_length", ">i4"), (name, codes[kind])]
    rows = np.zeros(len(facts["id"]), layout)
    rows["fields"] = len(_TYPES)
    for name in _TYPES:
        rows[f"{name}_length"] = rows.dtype[name].itemsize
        rows[name] = facts[name].view(f"V{LAYOUT.itemsize}") if name == "record" else facts[name]
    return b"PGCOPY\n\xff\r\n\0" + bytes(8) + rows.tobytes() + b"\xff\xff"
