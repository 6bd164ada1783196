"""The search in plain Python, row by row: slow, obvious, and written from the rules rather than from the code."""

import math
from collections import Counter
from dataclasses import dataclass
from typing import Any

from marketplace.core.clock import ROME, today
from search.analysis import tokens
from search.documents import LEVELS, Source, row
from search.question import Question
from search.record import EARTH, on_grid
from search.words import PHRASE_LEVEL, Words

LEASES = [
    "libero",
    "concordato",
    "transitorio",
    "studenti",
    "stanza",
    "convenzionato",
    "comodato",
    "ospitalita",
    "foresteria",
]
FLAGS = {
    "senza_scale": 1, "arredata": 2, "ascensore": 4, "posti_liberi": 8, "senza_esperienza": 16, "diventa_contratto": 32,
    "con_garanzia": 512, "gratis": 64, "indennita": 128, "bambini": 256,
}  # fmt: skip
KINDS = {"casa": "flat", "lavoro": "placement", "corso": "course"}
CONTRACTS = [
    "tirocinio", "inclusione", "borsa_lavoro", "apprendistato_1", "apprendistato_2", "apprendistato_3", "determinato",
    "indeterminato", "somministrazione", "stagionale", "domestico", "intermittente",
]  # fmt: skip
COURSES = [
    "italiano", "cpia_aali", "cpia_1l_1p", "cpia_1l_2p", "cpia_2l", "iefp", "ifts", "its", "fp_regionale", "sicurezza",
    "haccp", "muletto", "primo_soccorso", "antincendio", "patente_b", "cqc", "asa", "oss", "competenze", "digitale",
]  # fmt: skip
LEVELS_OF_ITALIAN = ["ALFA", "PRE_A1", "A1", "A2", "B1", "B2", "C1", "C2"]
SECTORS = "ABCDEFGHIJKLMNOPQRSTUV"
PARTS = ["morning", "afternoon", "evening", "night", "weekend"]
BANDS = {"20": range(1, 21), "30": range(21, 31), "40": range(31, 41), "oltre": range(41, 256)}


@dataclass
class Document:
    source: Source
    lon: float
    lat: float
    levels: dict[str, str]
    sections: list[list[str]]


def documents(sources: list[Source]) -> list[Document]:
    return [
        Document(s, *on_grid(s.lon, s.lat), row(s).values["tokens"], [tokens(t) for t in (s.title, *s.key, *s.body)])
        for s in sources
    ]


@dataclass
class Expected:
    ids: list[int]
    total: int
    facets: dict[str, dict[str, int]]


def search(everything: list[Document], question: Question, words: Words, *, counted: bool = True) -> Expected:
    """``counted``: with the facets, which cost most of the time."""
    tests = {name: _TESTS[name] for name in question.values}
    worded = [d for d in everything if _score(d, words) is not None]

    def passing(but: str = "") -> list[Document]:
        return [d for d in worded if all(test(d, question.values[n]) for n, test in tests.items() if n != but)]

    result = passing()
    ordered = sorted(
        result, key=lambda d: (_first(d, question, words), -int(d.source.published.timestamp()), d.source.offer_id)
    )
    start = (question.page - 1) * question.size
    facets = {name: _counts(name, passing(but=name) if name in _OR else result) for name in _COUNTED if counted}
    return Expected([d.source.offer_id for d in ordered[start : start + question.size]], len(result), facets)


def _last(source: Source) -> tuple[int, int]:
    return -int(source.published.timestamp()), source.offer_id


def _bonus(document: Document, question: Question) -> int:
    """Three for each of 7, 30, 90 days that it is not older than; six if it was checked within a year."""
    age = (question.day - document.source.published.astimezone(ROME).date()).days
    checked = document.source.checked
    return 3 * sum(age <= days for days in (7, 30, 90)) + 6 * bool(checked and (question.day - checked).days <= 365)


def _first(document: Document, question: Question, words: Words) -> float:
    match question.effective_order:
        case "rilevanza":
            return -(_score(document, words) or 0) - _bonus(document, question)
        case "prezzo":
            return 2**32 if document.source.price is None else document.source.price
        case "paga":
            return -(document.source.pay or 0)
        case "inizio":
            return document.source.start.toordinal() if document.source.start else 2**32
        case "distanza":
            return _metres(document, question.circle)
    return 0


def _has(document: Document, phrase: tuple[str, ...]) -> bool:
    size = len(phrase)
    return any(tuple(s[i : i + size]) == phrase for s in document.sections for i in range(len(s) - size + 1))


def _score(document: Document, words: Words) -> int | None:
    """None: not found by these words."""
    if any(_worth(document, variant) for group in words.excluded for variant in group.variants):
        return None
    total, met = 0, 0
    for group in words.groups:
        worth = [_worth(document, variant) for variant in group.variants]
        total += max(worth)
        met += max(worth) > 0
    return total if met >= words.needed else None


def _worth(document: Document, variant: Any) -> int:
    if len(variant.tokens) > 1:
        return variant.idf * PHRASE_LEVEL if _has(document, variant.tokens) else 0
    return variant.idf * LEVELS.get(document.levels.get(variant.tokens[0], ""), 0)


def _chord(one: tuple[float, float], other: tuple[float, float]) -> float:
    def vector(lon: float, lat: float) -> tuple[float, float, float]:
        a, b = math.radians(lon), math.radians(lat)
        return math.cos(b) * math.cos(a), math.cos(b) * math.sin(a), math.sin(b)

    return sum((p - q) * (p - q) for p, q in zip(vector(*one), vector(*other), strict=True))


def _metres(document: Document, circle: Any) -> float:
    square = _chord((document.lon, document.lat), (circle.lon, circle.lat))
    return 2 * EARTH * math.asin(math.sqrt(square) / 2)


def _in_circle(document: Document, circle: Any) -> bool:
    return (
        _chord((document.lon, document.lat), (circle.lon, circle.lat)) <= (2 * math.sin(circle.metres / 2 / EARTH)) ** 2
    )


def _unit(document: Document) -> str:
    return f"{document.source.occupation:04}" if document.source.occupation else ""


def _place(codes: Any, number: int | None) -> str:
    return codes[number - 1] if number else ""


def _free(document: Document, day: Any) -> bool:
    s = document.source
    return (s.free_from is None or s.free_from <= day) and (s.free_to is None or day < s.free_to)


def _inside(lon: float, lat: float, corners: Any) -> bool:
    """Even-odd rule: how many sides lie east of the point."""
    sides = zip(corners, (*corners[1:], corners[0]), strict=True)
    return sum((b > lat) != (d > lat) and lon < a + (lat - b) * (c - a) / (d - b) for (a, b), (c, d) in sides) % 2 == 1


def _checked(document: Document, _value: Any) -> bool:
    return document.source.checked is not None and (today() - document.source.checked).days <= 365


_TESTS = {
    "canone": lambda d, v: d.source.price is not None and d.source.price <= v,
    "persone": lambda d, v: d.source.persons is not None and d.source.persons >= v,
    "locali": lambda d, v: d.source.rooms is not None and min(d.source.rooms, 5) in v,
    "libera_dal": _free,
    "contratto": lambda d, v: any(d.source.leases >> LEASES.index(code) & 1 for code in v),
    "nil": lambda d, v: str(d.source.nil) in v,
    "municipio": lambda d, v: str(d.source.municipio) in v,
    "comune": lambda d, v: f"015{d.source.comune:03d}" in v,
    "vicino": _in_circle,
    "poligono": lambda d, v: _inside(d.lon, d.lat, v),
    "linee": lambda d, v: any(f"{line}:{v.minutes}" in d.source.lines for line in v.lines),
    "controllata": _checked,
    "bbox": lambda d, v: v[0] <= d.lon <= v[2] and v[1] <= d.lat <= v[3],
    "tipo": lambda d, v: d.source.kind == KINDS[v],
    "paga": lambda d, v: d.source.pay is not None and d.source.pay >= v,
    "ore": lambda d, v: any(d.source.hours in BANDS[band] for band in v),
    "professione": lambda d, v: any(_unit(d).startswith(code) for code in v),
    "forma": lambda d, v: _place(CONTRACTS, d.source.contract) in v,
    "corso": lambda d, v: _place(COURSES, d.source.type) in v,
    "livello": lambda d, v: _place(LEVELS_OF_ITALIAN, d.source.cefr) in v,
    "settore": lambda d, v: _place(SECTORS, d.source.sector) in v,
    "italiano": lambda d, v: (d.source.cefr or 0) <= LEVELS_OF_ITALIAN.index(v) + 1,
    "quando": lambda d, v: any(d.source.parts >> PARTS.index(part) & 1 for part in v),
    "inizia_entro": lambda d, v: d.source.start is not None and d.source.start <= v,
    **{name: (lambda d, v, bit=bit: bool(d.source.flags & bit)) for name, bit in FLAGS.items()},
}
_OR = {
    "persone", "locali", "contratto", "nil", "municipio", "comune", "tipo", "ore", "professione", "forma", "corso",
    "livello", "settore", "italiano", "quando",
}  # fmt: skip
_COUNTED = [*_OR, *FLAGS, "controllata"]


def _counts(name: str, rows: list[Document]) -> dict[str, int]:
    """Without the zeros."""
    found: Counter[str] = Counter()
    for d in rows:
        s = d.source
        match name:
            case "persone":
                found.update(str(n) for n in range(1, min(s.persons or 0, 7) + 1))
            case "locali":
                found.update([str(min(s.rooms, 5))] if s.rooms else [])
            case "contratto":
                found.update(code for bit, code in enumerate(LEASES) if s.leases >> bit & 1)
            case "comune":
                found[f"015{s.comune:03d}"] += 1
            case "controllata":
                found["1"] += _checked(d, True)
            case "nil" | "municipio":
                found.update([str(getattr(s, name))] if getattr(s, name) else [])
            case _ if name in FLAGS:
                found["1"] += bool(s.flags & FLAGS[name])
            case _:
                found.update(_options(name, d))
    return {key: count for key, count in found.items() if count}


def _options(name: str, d: Document) -> list[str]:
    """The options of a filter under which this offer stands."""
    s = d.source
    match name:
        case "tipo":
            return [word for word, kind in KINDS.items() if kind == s.kind]
        case "ore":
            return [band for band, hours in BANDS.items() if s.hours in hours]
        case "professione":
            return [_unit(d)[:digits] for digits in range(1, 5)] if s.occupation else []
        case "italiano":
            return LEVELS_OF_ITALIAN[max(s.cefr or 0, 1) - 1 :]
        case "quando":
            return [part for bit, part in enumerate(PARTS) if s.parts >> bit & 1]
    codes, number = {
        "forma": (CONTRACTS, s.contract), "corso": (COURSES, s.type),
        "livello": (LEVELS_OF_ITALIAN, s.cefr), "settore": (SECTORS, s.sector),
    }[name]  # fmt: skip
    return [codes[number - 1]] if number else []
