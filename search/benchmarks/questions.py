"""Questions such as people ask, seeded, each built around a document that is there."""

import math
import random
import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.db import connection

from marketplace.core import clock

from ..documents import KINDS
from ..filters.kind import WORDS as KIND_WORDS
from ..filters.lines import Reach
from ..filters.places import Circle, metres_of
from ..models import SearchDocument, Term
from ..question import ORDERS, Question
from ..record import on_grid

SEED = 11
_FACTS = ("price", "pay", "rooms", "nil", "comune", "kind", "lines", "point", "occupation")
Example = dict[str, Any]


def make_questions(count: int, seed: int = SEED) -> list[Question]:
    """Six in ten have words, four in ten a place; none to five filters, all orders, some second pages."""
    rng = random.Random(seed)  # noqa: S311 -- a fixed choice of questions
    return [_question(rng, example) for example in _examples(rng, count)]


def _examples(rng: random.Random, count: int) -> list[Example]:
    """Documents spread over the whole table, with their words in the order of the text."""
    ids = list(SearchDocument.objects.order_by("pk").values_list("pk", flat=True))
    chosen = rng.choices(ids, k=count)
    found = SearchDocument.objects.in_bulk(set(chosen))
    with connection.cursor() as cursor:
        cursor.execute("select id, words::text from search_searchdocument where id = any(%s)", [sorted(found)])
        texts = {pk: _sections(vector) for pk, vector in cursor.fetchall()}
    tokens = {token for runs in texts.values() for run in runs for token in run}
    labels = dict(Term.objects.filter(token__in=tokens).order_by("-folded").values_list("token", "folded"))
    return [
        {name: getattr(found[pk], name) for name in _FACTS}
        | {"runs": [[labels[token] for token in run if token in labels] for run in texts[pk]]}
        for pk in chosen
    ]


def _sections(vector: str) -> list[list[str]]:
    """The tokens of each section of a tsvector's text, in order."""
    placed = sorted(
        (int(place.rstrip("ABCD")), token)
        for token, places in re.findall(r"'([^']+)':([\d,ABCD]+)", vector)
        for place in places.split(",")
    )
    runs: list[list[str]] = []
    last = None
    for place, token in placed:
        if last is None or place > last + 1:
            runs.append([])
        runs[-1].append(token)
        last = place
    return runs


def _question(rng: random.Random, example: Example) -> Question:
    values = _values(rng, example)
    text = _text(rng, example["runs"]) if rng.random() < 0.62 else ""
    return Question(text, values, rng.choice(["", "", *ORDERS]), page=rng.choice([1, 1, 1, 1, 2]))


def _text(rng: random.Random, runs: list[list[str]]) -> str:
    """One to three words of the document; sometimes a phrase of it, or a word that must not be there."""
    words = [word for run in runs for word in run]
    if not words:
        return "casa"
    chosen = rng.sample(words, min(len(words), rng.choice([1, 1, 2, 3])))
    long = [run for run in runs if len(run) > 1]
    if long and rng.random() < 0.12:
        run = rng.choice(long)
        start = rng.randrange(len(run) - 1)
        chosen = [f'"{run[start]} {run[start + 1]}"', *chosen[1:]]
    if rng.random() < 0.08:
        chosen.append(f"-{rng.choice(words)}")
    return " ".join(chosen)


def _values(rng: random.Random, example: Example) -> dict[str, Any]:
    makers = _makers(rng, example)
    chosen = rng.sample(sorted(makers), min(len(makers), rng.choice([0, 1, 1, 2, 2, 3, 5])))
    values = {name: makers[name]() for name in chosen}
    places = _places(rng, example)
    if rng.random() < 0.4:
        name = rng.choices(list(places), [5, 2, 1, 2])[0]
        values[name] = places[name]()
    return values


def _makers(rng: random.Random, example: Example) -> dict[str, Callable[[], Any]]:
    """The filters that are asked of such an offer."""
    kind = next((code for code, number in KINDS.items() if number == example["kind"]), "flat")
    every: dict[str, Callable[[], Any]] = {
        "tipo": lambda: KIND_WORDS[kind],
        "nil": lambda: sorted(str(n) for n in {example["nil"] or 23, rng.randint(1, 88), rng.randint(1, 88)}),
        "municipio": lambda: sorted(str(n) for n in rng.sample(range(1, 10), 2)),
        "comune": lambda: [f"015{example['comune']:03d}"],
        "controllata": lambda: True,
    }
    work: dict[str, Callable[[], Any]] = {
        "professione": lambda: [str(example["occupation"] or 5131)[: rng.choice([1, 2, 4])]],
        "settore": lambda: sorted(rng.sample("ACFGHIN", 2)),
        "quando": lambda: sorted(rng.sample(["morning", "evening", "weekend"], rng.randint(1, 2))),
        "inizia_entro": lambda: clock.today() + timedelta(days=rng.randint(20, 120)),
        "posti_liberi": lambda: True,
    }
    of_kind = {"placement": work | _job(rng, example), "course": work | _course(rng)}
    return every | of_kind.get(kind, _flat(rng, example))


def _job(rng: random.Random, example: Example) -> dict[str, Callable[[], Any]]:
    return {
        "paga": lambda: (example["pay"] or 900) - 100,
        "ore": lambda: rng.sample(["20", "30", "40"], rng.randint(1, 2)),
        "forma": lambda: sorted(rng.sample(["tirocinio", "determinato", "inclusione"], 2)),
        "italiano": lambda: rng.choice(["A1", "A2", "B1"]),
        "senza_esperienza": lambda: True,
    }


def _course(rng: random.Random) -> dict[str, Callable[[], Any]]:
    return {
        "corso": lambda: sorted(rng.sample(["italiano", "sicurezza", "digitale"], 2)),
        "livello": lambda: sorted(rng.sample(["A1", "A2", "B1"], 2)),
        "gratis": lambda: True,
        "bambini": lambda: True,
    }


def _flat(rng: random.Random, example: Example) -> dict[str, Callable[[], Any]]:
    return {
        "canone": lambda: (example["price"] or 900) + 100,
        "persone": lambda: rng.randint(1, 4),
        "locali": lambda: sorted({min(example["rooms"] or 2, 5), rng.randint(1, 4)}),
        "senza_scale": lambda: True,
        "con_garanzia": lambda: True,
        "libera_dal": lambda: clock.today() + timedelta(days=rng.randint(0, 90)),
        "contratto": lambda: rng.sample(["concordato", "libero", "transitorio"], rng.randint(1, 2)),
    }


def _places(rng: random.Random, example: Example) -> dict[str, Callable[[], Any]]:
    lon, lat = example["point"].coords
    within = rng.choice(["5min", "10min", "20min", "2km", "5km"])
    wide = rng.uniform(0.005, 0.05)
    lines = tuple(sorted({mark.partition(":")[0] for mark in example["lines"]})[:2]) or ("M1",)
    return {
        "vicino": lambda: Circle(*on_grid(lon, lat), metres_of(within), within, None, ""),
        "bbox": lambda: on_grid(lon - wide, lat - wide) + on_grid(lon + wide, lat + wide),
        "poligono": lambda: _shape(rng, lon, lat),
        "linee": lambda: Reach(lines, rng.choice([5, 10, 15, 20])),
    }


def _shape(rng: random.Random, lon: float, lat: float) -> tuple[tuple[float, float], ...]:
    """Corners around a point in the order of their angle, so that no two sides cross."""
    angles = sorted(rng.sample(range(0, 360, 5), rng.randint(4, 9)))
    reach = [rng.uniform(0.005, 0.05) for _ in angles]
    return tuple(
        on_grid(lon + r * math.cos(math.radians(a)), lat + r * math.sin(math.radians(a)))
        for a, r in zip(angles, reach, strict=True)
    )
