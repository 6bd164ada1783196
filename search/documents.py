"""From the truth to what is kept of it for finding: offers to rows of ``SearchDocument`` (``search.md`` §2, §3).

Each kind of offer has a function in ``sources`` that says what of it can be found; the rest is the same for all.
"""

import zlib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

import numpy as np

from . import analysis
from .mercator import quadkey
from .record import EPOCH, LAYOUT, NO_PRICE, on_grid, steps, unit_vector

KINDS = {"flat": 1, "placement": 2, "course": 3}


def kind_number(code: str) -> int:
    """A kind in one byte; one that has no filters of its own gets a number of its name."""
    return KINDS.get(code) or 100 + zlib.crc32(code.encode()) % 150


GAP = 100  # positions between sections: a phrase never matches across their border
MOST_PLACES, LAST_PLACE = 255, 16_382  # positions of one token, and the last of all, that a tsvector holds
LEVELS = {"A": 4, "B": 3, "C": 2, "D": 1}  # level of a token in a document and what it counts
_BOUNDS = (("A", 1.85), ("B", 1.5), ("C", 1.2))
_K1, _B, _USUAL_LENGTH = 1.2, 0.5, 120  # BM25F's damping and normalisation; words


@dataclass(frozen=True)
class Source:
    """What can be found of one offer; ``lon, lat`` are its public point.

    ``price`` in euros a month with fees, ``pay`` gross euros a month; the codes as ``SearchDocument`` has them.
    """

    offer_id: int
    kind: str
    published: datetime
    lon: float
    lat: float
    comune: int
    title: str
    key: list[str]
    body: list[str]
    price: int | None = None
    rooms: int | None = None
    persons: int | None = None
    nil: int | None = None
    municipio: int | None = None
    leases: int = 0
    flags: int = 0
    free_from: date | None = None
    free_to: date | None = None
    contract: int | None = None
    type: int | None = None
    pay: int | None = None
    occupation: int | None = None
    start: date | None = None
    hours: int | None = None
    cefr: int | None = None
    sector: int | None = None
    parts: int = 0
    checked: date | None = None
    lines: tuple[str, ...] = ()  # "M1:10": a stop of that line is within so many minutes on foot


SAME = ("price", "rooms", "persons", "nil", "municipio", "comune", "leases", "flags", "contract", "type", "pay",
        "occupation", "start", "hours", "cefr", "sector", "parts", "checked")  # fmt: skip
BYTES = ("nil", "municipio", "rooms", "persons", "contract", "type", "pay", "occupation", "hours", "cefr", "sector",
         "leases", "flags", "comune", "parts")  # fmt: skip


Section = tuple[int, list[str]]  # weight, tokens


@dataclass(frozen=True)
class Row:
    """A row of ``SearchDocument`` but for its version, and the words that it teaches to the list of terms."""

    values: dict[str, Any]
    terms: dict[str, str] = field(default_factory=dict)


def row(source: Source) -> Row:
    """Prepare one document. Needs no database."""
    lon, lat = on_grid(source.lon, source.lat)
    x, y, z = unit_vector(lon, lat)
    texts = [(8, source.title), *((4, text) for text in source.key), *((1, text) for text in source.body)]
    found = [(weight, analysis.read(text)) for weight, text in texts]
    sections = [(weight, text.tokens) for weight, text in found]
    english = _english(found)
    levels = _levels(sections, english)
    runs = list(_runs(tokens for _weight, tokens in (*sections, *english)))
    values = {
        "id": source.offer_id,
        "kind": kind_number(source.kind),
        **{name: getattr(source, name) for name in SAME},
        "free": f"[{source.free_from or ''},{source.free_to or ''})",
        "published": source.published.replace(microsecond=0),  # the record keeps whole seconds: one order for both
        "lon": lon,
        "lat": lat,
        "x": x,
        "y": y,
        "z": z,
        "qk": quadkey(lon, lat),
        "lines": "{" + ",".join(source.lines) + "}",
        "tokens": levels,
        "record": _record(source, lon, lat),
        "head": " ".join(f"'{token}':1{level}" for token, level in sorted(levels.items()) if level != "D"),
        "words": _vector(runs),
        "sections": "\n".join(" ".join(token for token, _place in run) for run in runs),
    }
    terms: dict[str, str] = {}
    for _weight, text in reversed(found):
        terms |= text.surfaces  # the title's way of writing wins
    return Row(values, terms)


def _english(found: list[tuple[int, analysis.Text]]) -> list[Section]:
    """The sections that are in English once more, by their English stems. Short ones go with the whole offer."""
    scores = [analysis.englishness(text.words) for _weight, text in found]
    whole = sum(scores)
    return [
        (weight, [analysis.english_stem(word) for word in text.words])
        for (weight, text), score in zip(found, scores, strict=True) if (score or whole) > 0
    ]  # fmt: skip


def _levels(sections: list[Section], english: list[Section]) -> dict[str, str]:
    """Token to level, from its frequency weighted by section, damped and normalised by the text's length.

    What a word is in English counts where its Italian stem is another: nothing counts twice.
    """
    weights: Counter[str] = Counter()
    for weight, found in sections:
        for token in found:
            weights[token] += weight
    italian = set(weights)
    for weight, found in english:
        for token in found:
            weights[token] += weight * (token not in italian)
    length = sum(len(found) for _weight, found in sections)
    damping = _K1 * (1 - _B + _B * max(length, _USUAL_LENGTH / 2) / _USUAL_LENGTH)
    return {token: _level(weight * (_K1 + 1) / (weight + damping)) for token, weight in weights.items()}


def _level(impact: float) -> str:
    return next((level for level, bound in _BOUNDS if impact >= bound), "D")


def _runs(sections: Iterable[list[str]]) -> Iterator[list[tuple[str, int]]]:
    """Token and position of what a tsvector can hold: each list is what stands side by side, for every engine alike."""
    seen: Counter[str] = Counter()
    place = 1
    for found in sections:
        run: list[tuple[str, int]] = []
        for token in found:
            seen[token] += 1
            if seen[token] <= MOST_PLACES and place <= LAST_PLACE:
                run.append((token, place))
            elif run:
                yield run
                run = []
            place += 1
        if run:
            yield run
        place += GAP


def _vector(runs: list[list[tuple[str, int]]]) -> str:
    """The text form of a tsvector. Tokens are letters and digits only, so quoting is safe."""
    positions: dict[str, list[str]] = {}
    for run in runs:
        for token, place in run:
            positions.setdefault(token, []).append(str(place))
    return " ".join(f"'{token}':{','.join(places)}" for token, places in positions.items())


def _record(source: Source, lon: float, lat: float) -> bytes:
    east, north = steps(lon, lat)
    data = np.zeros(1, LAYOUT)
    data["id"], data["published"] = source.offer_id, int(source.published.timestamp())
    data["price"] = NO_PRICE if source.price is None else source.price
    data["lon"], data["lat"] = east, north
    for name in ("start", "checked"):
        day = getattr(source, name)
        data[name] = (day - EPOCH).days if day and day > EPOCH else 0
    for name in BYTES:
        data[name] = getattr(source, name) or 0
    data["kind"] = kind_number(source.kind)
    return data.tobytes()
