"""``./dev bench search``: how long a search takes, beside the plain SQL that finds the same offers."""

import json
import logging
import random
import statistics
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection
from django.test import Client, override_settings

from marketplace.core import clock
from marketplace.core.bench import measure, percentile, summary
from search.engine import search
from search.filters.places import Circle, metres_of
from search.models import SearchDocument, Term
from search.postgres.plain import plain_sql
from search.question import ORDERS, Question
from search.record import on_grid
from search.words import Words

SEED, REPEATS, FEWEST = 11, 3, 1000


class Command(BaseCommand):
    help = "Measure varied searches on the documents that are there, and the page around them."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--questions", type=int, default=200)
        parser.add_argument("--repeats", type=int, default=REPEATS, help="of which the best counts")

    def handle(self, *args: Any, questions: int, repeats: int, **options: Any) -> None:
        documents = SearchDocument.objects.count()
        if documents < FEWEST:
            raise CommandError(
                f"Only {documents} offers can be found here: make more with manage.py seed_demo --scale."
            )
        with connection.cursor() as cursor:
            cursor.execute("vacuum analyze search_searchdocument")
        asked = make_questions(random.Random(SEED), questions)  # noqa: S311 -- a fixed choice of questions
        logging.disable(logging.CRITICAL)
        with override_settings(
            DEBUG=False, RATELIMIT_ENABLE=False, ALLOWED_HOSTS=["testserver"], SECURE_SSL_REDIRECT=False
        ):
            self._measure(documents, asked, repeats)

    def _measure(self, documents: int, asked: list[Question], repeats: int) -> None:
        ours, found = measure(asked, search, repeats)
        words = {id(question): answer.words for question, answer in zip(asked, found, strict=True)}
        plain, ids = measure(asked, lambda q: run_plain(q, words[id(q)]), repeats)
        different = sum(answer.ids != page for answer, page in zip(found, ids, strict=True))
        client = Client()
        pages, _answers = measure(asked, lambda q: client.get(f"/offerte/{q.query_string()}"), repeats)
        self._report(documents, repeats, asked, ours, plain, pages, different)

    def _report(self, documents, repeats, asked, ours, plain, pages, different) -> None:
        ratios = [mine / bare for mine, bare in zip(ours, plain, strict=True)]
        self.stdout.write(f"{documents:,} documents, {len(asked)} questions, best of {repeats}; ms at the caller\n")
        for label, values in (
            ("search: page, total, all facets", ours),
            ("plain SQL: page and total only", plain),
            ("the whole page /offerte/", pages),
        ):
            self.stdout.write(f"{label:34} median {statistics.median(values):7.1f}   p95 {percentile(values):7.1f}")
        self.stdout.write(f"search / plain SQL                 median of ratios {statistics.median(ratios):.2f}")
        self.stdout.write(f"questions whose page differs from the plain SQL: {different}")
        result = {
            "bench": "search",
            "documents": documents,
            "questions": len(asked),
            "repeats": repeats,
            "different": different,
            **summary("", ours),
            **summary("plain_", plain),
            **summary("page_", pages),
            "ratio_median": round(statistics.median(ratios), 2),
            "ratio_of_medians": round(statistics.median(ours) / statistics.median(plain), 2),
        }
        self.stdout.write(json.dumps(result))


def run_plain(question: Question, words: Words) -> list[int]:
    """The ids of the page, and the number of all, by two bare statements."""
    page, count = plain_sql(question, words)
    with connection.cursor() as cursor:
        cursor.execute(page.sql, page.params)
        ids = [pk for (pk,) in cursor.fetchall()]
        cursor.execute(count.sql, count.params)
        cursor.fetchone()
    return ids


def make_questions(rng: random.Random, count: int) -> list[Question]:
    """Such as people ask: two thirds with words, none to five filters, one in three near somewhere."""
    examples = list(
        SearchDocument.objects.order_by("offer_id").values("price", "rooms", "nil", "point")[: count * 50 : 50]
    )
    words = list(Term.objects.filter(df__gt=20).order_by("folded").values_list("folded", flat=True))
    return [_question(rng, rng.choice(examples), words) for _ in range(count)]


def _question(rng: random.Random, example: dict[str, Any], words: list[str]) -> Question:
    lon, lat = example["point"].coords
    makers: dict[str, Callable[[], Any]] = {
        "canone": lambda: (example["price"] or 900) + 100,
        "persone": lambda: rng.randint(1, 4),
        "locali": lambda: sorted({example["rooms"] or 2, rng.randint(1, 4)}),
        "senza_scale": lambda: True,
        "libera_dal": lambda: clock.today() + timedelta(days=rng.randint(0, 90)),
        "contratto": lambda: rng.sample(["concordato", "libero", "transitorio"], rng.randint(1, 2)),
        "nil": lambda: sorted(str(n) for n in {example["nil"] or 23, rng.randint(1, 88), rng.randint(1, 88)}),
        "municipio": lambda: sorted(str(n) for n in rng.sample(range(1, 10), 2)),
    }
    values = {name: makers[name]() for name in rng.sample(sorted(makers), rng.choice([0, 1, 1, 2, 2, 3, 5]))}
    if rng.random() < 0.33:
        within = rng.choice(["5min", "10min", "20min", "2km", "5km"])
        values["vicino"] = Circle(*on_grid(lon, lat), metres_of(within), within, None, "")
    text = " ".join(rng.sample(words, rng.choice([1, 1, 2, 3]))) if rng.random() < 0.62 else ""
    return Question(text, values, rng.choice(["", "", *ORDERS]), page=rng.choice([1, 1, 1, 1, 2]))
