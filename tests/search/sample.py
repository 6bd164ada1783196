"""Invented documents, seeded, and the questions that are asked of them."""

import math
import random
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from search.analysis import question_words
from search.documents import Source
from search.filters.lines import Reach
from search.filters.places import Circle
from search.question import ORDERS, Question
from search.record import on_grid

TITLES = ["Bilocale a Lambrate", "Trilocale luminoso", "Stanza vicino alla metro", "Monolocale arredato", "Casa grande"]
VOCABULARY = (Path(__file__).parent / "words_that_meet.txt").read_text(encoding="utf-8").split()[::5]
LINES, STEPS = ("M1", "M2", "treno"), (5, 10, 15, 20, 30)
CHECK_DAY = date(2025, 9, 1)
FIRST_DAY = date(2026, 10, 1)
EPOCH = datetime(2026, 8, 1, 9, tzinfo=UTC)


KINDS = ["flat", "flat", "placement", "course", "bicycle"]
UNITS = [5131, 5120, 5151, 9112, 9412, 9333, 8322, 7112, 110, None]


def sources(rng: random.Random, count: int, *, ties: bool = True) -> list[Source]:
    """So many offers of all kinds. With ``ties``, many share price and moment of publication."""
    found = [_source(rng, number, ties=ties) for number in range(1, count + 1)]
    return [replace(source, **_of_kind(rng, rng.choice(KINDS), ties=ties)) for source in found]


def _of_kind(rng: random.Random, kind: str, *, ties: bool) -> dict[str, Any]:
    """What only offers of this kind have; a flat has what ``_source`` gave it."""
    if kind == "flat":
        return {}
    none = dict.fromkeys(["price", "rooms", "persons"]) | {"leases": 0}
    start = rng.choice([None, FIRST_DAY + timedelta(days=rng.randrange(200))])
    shared = {
        "kind": kind, "start": start, "occupation": rng.choice(UNITS), "sector": rng.choice([None, 1, 6, 9]),
        "cefr": rng.choice([None, *range(1, 9)]), "parts": rng.randrange(32), "flags": rng.randrange(512),
    }  # fmt: skip
    match kind:
        case "placement":
            pay = rng.choice([None, rng.randrange(400, 2400, 100 if ties else 1)])
            own = {
                "contract": rng.choice([None, 1, 2, 7, 12]),
                "pay": pay,
                "hours": rng.choice([None, 18, 20, 21, 40, 44]),
            }
            return none | shared | own
        case "course":
            return none | shared | {"type": rng.choice([None, 1, 2, 10, 20])}
    return none | {"kind": kind, "flags": 0}


def _source(rng: random.Random, number: int, *, ties: bool) -> Source:
    milan = rng.random() < 0.8
    day = FIRST_DAY + timedelta(days=rng.randrange(200))
    moments = 40 if ties else 9_000_000
    return Source(
        offer_id=number,
        kind="flat",
        published=EPOCH + timedelta(seconds=rng.randrange(moments)),
        lon=rng.uniform(9.04, 9.28),
        lat=rng.uniform(45.40, 45.53),
        comune=146 if milan else rng.choice([2, 77, 209, 250]),
        nil=rng.randint(1, 88) if milan else None,
        municipio=rng.randint(1, 9) if milan else None,
        title=rng.choice(TITLES),
        key=[" ".join(rng.choices(VOCABULARY, k=3))],
        body=[" ".join(rng.choices(VOCABULARY, k=rng.randint(0, 60)))],
        price=None if rng.random() < 0.03 else rng.randrange(300, 1800, 50 if ties else 1),
        rooms=rng.choice([None, 1, 1, 2, 2, 2, 3, 3, 4, 5, 6]),
        persons=rng.choice([None, 1, 2, 2, 3, 4, 5, 8]),
        leases=rng.randrange(512),
        flags=rng.choice([0, 512]) | rng.randrange(8),
        checked=rng.choice([None, CHECK_DAY + timedelta(days=rng.randrange(400))]),
        lines=tuple(f"{line}:{m}" for line in LINES for m in STEPS if rng.random() < m / 60),
        free_from=rng.choice([None, day]),
        free_to=rng.choice([None, day + timedelta(days=rng.randrange(1, 400))]),
    )


def question(rng: random.Random, near: list[Source]) -> Question:
    """A question such as people ask: words, one to five filters, around something that exists."""
    example = rng.choice(near)
    values: dict[str, Any] = {}
    makers = {
        "canone": lambda: (example.price or 800) + rng.choice([-100, 0, 150]),
        "persone": lambda: rng.randint(1, 6),
        "locali": lambda: sorted(rng.sample(range(1, 6), rng.randint(1, 3))),
        "senza_scale": lambda: True,
        "arredata": lambda: True,
        "ascensore": lambda: True,
        "libera_dal": lambda: FIRST_DAY + timedelta(days=rng.randrange(300)),
        "contratto": lambda: rng.sample(["libero", "concordato", "transitorio", "stanza"], rng.randint(1, 2)),
        "nil": lambda: sorted(str(n) for n in rng.sample(range(1, 89), rng.choice([1, 5, 20]))),
        "municipio": lambda: sorted(str(n) for n in rng.sample(range(1, 10), rng.randint(1, 3))),
        "comune": lambda: [rng.choice(["015146", "015002", "015077"])],
        "vicino": lambda: circle(example.lon, example.lat, rng.choice([300, 800, 2000, 6000])),
        "bbox": lambda: rectangle(rng, example),
        "poligono": lambda: shape(rng, example),
        "linee": lambda: Reach(tuple(sorted(rng.sample(LINES, rng.randint(1, 2)))), rng.choice(STEPS)),
        "con_garanzia": lambda: True,
        "controllata": lambda: True,
        "tipo": lambda: rng.choice(["casa", "casa", "lavoro", "corso"]),
        "paga": lambda: (example.pay or 900) + rng.choice([-200, 0, 100]),
        "ore": lambda: rng.sample(["20", "30", "40", "oltre"], rng.randint(1, 2)),
        "professione": lambda: sorted(
            rng.sample(["5", "51", "9", "91", "512", "5131", "8322", "0", "0110"], rng.randint(1, 3))
        ),
        "forma": lambda: rng.sample(["tirocinio", "inclusione", "determinato", "intermittente"], rng.randint(1, 2)),
        "corso": lambda: rng.sample(["italiano", "cpia_aali", "sicurezza", "digitale"], rng.randint(1, 2)),
        "livello": lambda: rng.sample(["ALFA", "A1", "A2", "C2"], rng.randint(1, 3)),
        "settore": lambda: rng.sample(["A", "F", "I"], rng.randint(1, 2)),
        "italiano": lambda: rng.choice(["ALFA", "A2", "C2"]),
        "quando": lambda: rng.sample(["morning", "evening", "weekend"], rng.randint(1, 2)),
        "inizia_entro": lambda: FIRST_DAY + timedelta(days=rng.randrange(200)),
        **{name: lambda: True for name in ("posti_liberi", "senza_esperienza", "gratis", "bambini")},
    }
    for name in rng.sample(sorted(makers), rng.choice([0, 1, 1, 2, 2, 3, 5])):
        values[name] = makers[name]()
    text = ""
    if rng.random() < 0.6:
        words = question_words(" ".join(example.key + example.body[:1])) or ["casa"]
        text = " ".join(rng.choices(words, k=rng.choice([1, 1, 2, 3, 5])))
    return Question(text, values, rng.choice(["", *ORDERS]), page=rng.choice([1, 1, 1, 2, 3]))


def circle(lon: float, lat: float, metres: int) -> Circle:
    return Circle(*on_grid(lon, lat), metres, "1km", None, "")


def shape(rng: random.Random, example: Source) -> tuple[tuple[float, float], ...]:
    """Corners around the example in the order of their angle: never crossing, often not convex."""
    angles = sorted(rng.sample(range(0, 360, 5), rng.randint(3, 9)))
    reach = [rng.uniform(0.01, 0.06) for _ in angles]
    return tuple(
        on_grid(example.lon + r * math.cos(math.radians(a)), example.lat + r * math.sin(math.radians(a)))
        for a, r in zip(angles, reach, strict=True)
    )


def rectangle(rng: random.Random, example: Source) -> tuple[float, ...]:
    wide, tall = rng.uniform(0.005, 0.1), rng.uniform(0.005, 0.1)
    return on_grid(example.lon - wide, example.lat - tall) + on_grid(example.lon + wide, example.lat + tall)
