"""``./dev bench alerts``: how long a new offer takes to find the saved searches that want it."""

import json
import logging
import random
import statistics
from functools import cache
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection, transaction

from marketplace.core import clock
from marketplace.core.bench import measure, percentile, summary
from search.documents import KINDS
from search.filters.kind import WORDS
from search.filters.places import Circle, metres_of
from search.models import SavedAnchor, SavedHit, SavedSearch, SearchDocument, Term
from search.question import Question
from search.record import on_grid
from search.saved import matching, reading
from search.saved.anchors import Counts, anchors_of, key_counts, write_anchors
from search.words import parse

SEED, FEWEST, BATCH = 13, 1000, 2000
# The yardstick: the same conditions on all searches, without anchors
ALL_ROWS = f"""
select count(*) from search_saved as s, search_searchdocument as d
where d.id = any(%(ids)s) and s.stopped_at is null and {matching.CONDITIONS}
"""  # noqa: S608 -- our own columns


class Command(BaseCommand):
    help = "Measure new offers against many saved searches, which are made for it and taken back."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--searches", type=int, default=100_000)
        parser.add_argument("--offers", type=int, default=100)
        parser.add_argument("--repeats", type=int, default=3, help="of which the best counts")

    def handle(self, *args: Any, searches: int, offers: int, repeats: int, **options: Any) -> None:
        documents = SearchDocument.objects.count()
        if documents < FEWEST:
            raise CommandError(
                f"Only {documents} offers can be found here: make more with manage.py seed_demo --scale."
            )
        logging.disable(logging.CRITICAL)
        rng = random.Random(SEED)  # noqa: S311 -- a fixed choice of searches
        with transaction.atomic():
            make_searches(rng, searches)
            with connection.cursor() as cursor:
                cursor.execute("analyze search_saved; analyze search_saved_anchor")
            ids = sorted(SearchDocument.objects.values_list("pk", flat=True))
            self._measure(documents, searches, rng.sample(ids, min(offers, len(ids))), rng.sample(ids, 1000), repeats)
            transaction.set_rollback(True)

    def _measure(self, documents: int, searches: int, asked: list[int], many: list[int], repeats: int) -> None:
        ours, found = measure(asked, lambda pk: run(matching.MATCH, [pk]), repeats)
        plain, counts = measure(asked[:30], lambda pk: run(ALL_ROWS, [pk])[0][0], 1)
        different = sum(len(pairs) != count for pairs, count in zip(found, counts, strict=False))
        written, _hits = measure(asked, write_and_forget, repeats)
        batch, _pairs = measure([many], lambda ids: run(matching.MATCH, ids), 1)
        pairs = [len(pairs) for pairs in found]
        result = {
            "bench": "alerts",
            "documents": documents,
            "searches": searches,
            "anchors": SavedAnchor.objects.count(),
            "matches_median": statistics.median(pairs),
            "matches_p95": percentile(pairs),
            **summary("", ours),
            **summary("written_", written),
            **summary("all_rows_", plain),
            "batch_ms_an_offer": round(batch[0] / len(many), 2),
            "different": different,
        }
        for name, value in result.items():
            self.stdout.write(f"{name:20} {value}")
        self.stdout.write(json.dumps(result))


def run(sql: str, ids: list[int]) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(sql, {"ids": ids, "today": clock.today()})
        return cursor.fetchall()


def write_and_forget(pk: int) -> int:
    with transaction.atomic():
        written = matching.match([pk])
        transaction.set_rollback(True)
    return written


def make_searches(rng: random.Random, count: int) -> None:
    """Realistic alerts, each around an offer that exists; those that would be refused are left out."""
    fields = ("kind", "price", "rooms", "nil", "municipio", "comune", "point", "pay", "occupation", "persons")
    examples = list(SearchDocument.objects.order_by("offer_id").values(*fields)[:5000])
    rare = SearchDocument.objects.count() // 100  # nobody is told of whatever says "casa"
    words = list(Term.objects.filter(df__gt=5, df__lt=rare).order_by("-df").values_list("folded", flat=True)[:2000])
    parsed, counts = cache(parse), key_counts()
    reading_parse, reading.parse = reading.parse, parsed
    try:
        for start in range(0, count, BATCH):
            made = [_search(rng, rng.choice(examples), words, counts) for _ in range(min(BATCH, count - start))]
            rows = SavedSearch.objects.bulk_create([row for row, _keys in made])
            write_anchors({row.pk: keys for row, (_row, keys) in zip(rows, made, strict=True)})
    finally:
        reading.parse = reading_parse
    SavedHit.objects.all().delete()


def _search(
    rng: random.Random, example: dict[str, Any], words: list[str], counts: Counts
) -> tuple[SavedSearch, list[str]]:
    found = reading.understood(_question(rng, example, words))
    row = SavedSearch(address="bench@example.org", title="bench", query="", confirmed_at=clock.now(), **found.columns)
    return row, anchors_of(found.columns, found.words, counts)


def _question(rng: random.Random, example: dict[str, Any], words: list[str]) -> Question:
    """A place or a word always, as the limit on broad searches asks; a price or a number of rooms often."""
    kind = next(code for code, number in KINDS.items() if number == example["kind"])
    values: dict[str, Any] = {"tipo": WORDS[kind]}
    lon, lat = example["point"].coords
    within = rng.choice(["5min", "10min", "15min", "1km"])
    places = {
        "nil": [
            str(n) for n in {example["nil"] or rng.randint(1, 88), *rng.sample(range(1, 89), rng.choice([0, 1, 3]))}
        ],
        "vicino": Circle(*on_grid(lon, lat), metres_of(within), within, None, ""),
        "comune": [f"015{example['comune']:03d}"] if example["comune"] != 146 else None,
    }
    name = rng.choice(sorted(places))
    if places[name] and rng.random() < 0.8:
        values[name] = places[name]
    if kind == "flat":
        if rng.random() < 0.8:
            values["canone"] = (example["price"] or 900) + rng.choice([-50, 0, 100])
        if rng.random() < 0.4:
            values["locali"] = sorted({example["rooms"] or 2, rng.randint(1, 4)})
        if rng.random() < 0.3:
            values["persone"] = rng.randint(1, 4)
    elif kind == "placement" and example["occupation"] and rng.random() < 0.6:
        values["professione"] = [f"{example['occupation']:04d}"[:2]]
    placed = values.keys() & places.keys()
    text = " ".join(rng.sample(words, rng.choice([1, 2]))) if not placed or rng.random() < 0.3 else ""
    return Question(text, values)
