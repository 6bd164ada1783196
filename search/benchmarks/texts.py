"""Invented texts of offers, in words of which few are frequent and most are rare, at places that exist."""

import itertools
import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.contrib.gis.geos import Point
from django.db import connection

from marketplace.places.lines import line_walks
from marketplace.places.selectors import nearest_metros

from ..documents import Row, Source, row
from ..sources.shared import STEPS

WORDS, CONTENT = 35_000, 60  # of the vocabulary; of a text
SHARES = {"flat": 45, "placement": 35, "course": 20}  # of a hundred
SPOTS = 20  # in each quarter of Milan, and a fifth of it in each other comune
ROOMS = ["", "monolocale", "bilocale", "trilocale", "quadrilocale", "pentalocale"]
TRADES = [(5131, "cameriere"), (5120, "cuoco"), (9112, "addetto alle pulizie"), (9333, "magazziniere"),
          (8322, "autista"), (7112, "muratore"), (5322, "assistente familiare"), (9412, "aiuto cuoco")]  # fmt: skip
_SPOTS = f"""
select st_x(p), st_y(p), n.number, n.municipio_id, 146, n.name, 'Milano'
from places_nil as n, st_dump(st_generatepoints(n.area::geometry, {SPOTS}, 7)) as d (path, p)
union all
select st_x(p), st_y(p), null, null, right(c.istat, 3)::int, '', c.name
from places_comune as c, st_dump(st_generatepoints(c.area::geometry, {SPOTS // 5}, 7)) as d (path, p)
where c.area is not null and c.istat <> '015146'
order by 1, 2
"""  # noqa: S608 -- our own numbers


@dataclass(frozen=True)
class Text:
    """What is the same in all documents that have this text, and what its analysis gave."""

    source: Source
    row: Row


def texts(rng: random.Random, count: int) -> Iterator[Text]:
    """So many, the same for the same seed and the same places."""
    spots = _spots()
    words = vocabulary(rng)
    weights = list(itertools.accumulate(1 / rank for rank in range(1, len(words) + 1)))
    kinds = rng.choices(list(SHARES), list(SHARES.values()), k=count)
    for number, kind in enumerate(kinds):
        body = " ".join(rng.choices(words, cum_weights=weights, k=CONTENT))
        source = _source(rng, number, kind, body, rng.choice(spots))
        yield Text(source, row(source))


def vocabulary(rng: random.Random) -> list[str]:
    """Words that sound Italian, the most frequent first."""
    starts = ["b", "c", "d", "f", "g", "l", "m", "n", "p", "r", "s", "t", "v", "br", "tr", "st", "pr", "gr", ""]
    found: dict[str, None] = {}
    while len(found) < WORDS:
        syllables = [rng.choice(starts) + rng.choice("aeiou") for _ in range(rng.choice([2, 3, 3, 4]))]
        found["".join(syllables) + rng.choice(["", "", "n", "r"]) + rng.choice("aeio")] = None
    return list(found)


def _spots() -> list[dict[str, Any]]:
    """Points inside quarters and comuni, with the lines and the station around them."""
    with connection.cursor() as cursor:
        cursor.execute(_SPOTS)
        rows = cursor.fetchall()
    points = [Point(lon, lat, srid=4326) for lon, lat, *_rest in rows]
    found = []
    for (lon, lat, nil, municipio, comune, *names), walk, lines in zip(
        rows, nearest_metros(points), line_walks(points), strict=True
    ):
        near = tuple(f"{line}:{step}" for line, minutes in lines.items() for step in STEPS if minutes <= step)
        key = [*filter(None, names), *([f"metro {walk.stop.name}"] if walk else [])]
        found.append({"lon": lon, "lat": lat, "nil": nil, "municipio": municipio, "comune": comune, "lines": near,
                      "key": key})  # fmt: skip
    return found


def _source(rng: random.Random, number: int, kind: str, body: str, spot: dict[str, Any]) -> Source:
    place = {name: spot[name] for name in ("lon", "lat", "nil", "municipio", "comune", "lines")}
    published = datetime(2026, 1, 1, tzinfo=UTC)  # each document has its own
    rooms = rng.choice([1, 2, 2, 2, 3, 3, 4, 5])
    unit, trade = rng.choice(TRADES)
    first, *rest = body.split(" ", 4)
    match kind:
        case "flat":
            own: dict[str, Any] = {"rooms": rooms}
            title, key = f"{ROOMS[rooms]} {first} {rest[0]}", [ROOMS[rooms], "casa appartamento", *spot["key"]]
        case "placement":
            own = {"occupation": unit, "contract": rng.randint(1, 12), "sector": rng.randint(1, 20)}
            title, key = f"{trade} {first}", ["lavoro posto di lavoro", trade, *spot["key"]]
        case _:
            own = {"occupation": unit, "type": rng.randint(1, 20), "sector": rng.randint(1, 20)}
            title, key = f"corso per {trade} {first}", ["corso formazione", trade, *spot["key"]]
    return Source(number, kind, published, title=title, key=key, body=[body], **place, **own)
