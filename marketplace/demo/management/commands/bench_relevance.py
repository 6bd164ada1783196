"""``./dev bench relevance``: nDCG@10 and recall@10 of the judged queries over the demonstration."""

import json
from contextlib import nullcontext
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from marketplace.demo.judged import demonstration
from marketplace.demo.seed import exists
from search.benchmarks.relevance import QUERIES, copied, figures, measure, read_queries
from search.models import SearchDocument
from search.postgres import PostgresEngine

WORST = 15


class Command(BaseCommand):
    help = "Measure how good the order of the offers is. Makes the demonstration and takes it back."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--engine", choices=["postgres", "elasticsearch"], default="postgres")
        parser.add_argument("--worst", type=int, default=WORST, help="how many of the worst queries to show")

    def handle(self, *args: Any, engine: str, worst: int, **options: Any) -> None:
        if engine == "elasticsearch" and not settings.ELASTICSEARCH_URL:
            raise CommandError(
                "ELASTICSEARCH_URL names no node; ./dev bench relevance --engine elasticsearch starts one."
            )
        if not settings.DEMO:
            raise CommandError("Demonstration data is for a private machine: it has accounts with a known password.")
        if exists():
            raise CommandError("There is a demonstration here, of another day: take a database without one.")
        if not QUERIES.exists():
            raise CommandError("The judged queries are among the tests, which are not here.")
        judged = read_queries()
        with demonstration(), copied() if engine == "elasticsearch" else nullcontext(PostgresEngine()) as asked:
            results = measure(asked, judged)
            offers = SearchDocument.objects.count()
        self.stdout.write(f"{len(judged)} queries over {offers} offers; nDCG@10 and recall@10 of the worst:")
        for one in sorted(results, key=lambda one: one.ndcg)[:worst]:
            self.stdout.write(f"{one.ndcg:6.3f} {one.recall:6.3f}  {one.query}")
        result = {"bench": "relevance", "engine": engine, "queries": len(judged), "offers": offers}
        self.stdout.write(json.dumps(result | figures(results)))
