"""``./dev bench search``: varied questions with all counts, cold and warm, beside what the same costs without us."""

import json
import logging
from functools import partial
from typing import Any

import numpy as np
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection
from django.test import Client, override_settings

from search.benchmarks import synthetic
from search.benchmarks.questions import make_questions
from search.benchmarks.reading import best, figures, line, one_pass, ratio
from search.benchmarks.yardsticks import RawRequests, bare_query, differences, two_statements
from search.engine import Answer, Engine
from search.models import SearchDocument
from search.postgres import PostgresEngine, fetching
from search.postgres.broad import MOST
from search.postgres.finding import EVERYTHING
from search.question import Question

FEWEST = 1000
QUIET = {"DEBUG": False, "RATELIMIT_ENABLE": False, "ALLOWED_HOSTS": ["testserver"], "SECURE_SSL_REDIRECT": False}


class Command(BaseCommand):
    help = "Measure varied searches. With --docs on invented documents, which replace those of the database."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--engine", choices=["postgres", "elasticsearch"], default="postgres")
        parser.add_argument("--docs", type=int, default=0, help="how many to invent; without it those that are there")
        parser.add_argument("--questions", type=int, default=300)
        parser.add_argument("--repeats", type=int, default=3, help="warm passes, of which the best counts")
        parser.add_argument("--every-count", action="store_true", help="on PostgreSQL: also where there are too many")
        parser.add_argument("--alone", action="store_true", help="nothing beside the engine and its yardstick")
        parser.add_argument("--modelsearch", action="store_true", help="beside django-modelsearch; makes its index")

    def handle(self, *args: Any, engine: str, docs: int, questions: int, repeats: int, modelsearch: bool,
               every_count: bool, alone: bool, **options: Any) -> None:  # fmt: skip
        if engine == "elasticsearch" and not settings.ELASTICSEARCH_URL:
            raise CommandError("ELASTICSEARCH_URL names no node; ./dev bench search --engine elasticsearch starts one.")
        logging.disable(logging.CRITICAL)
        _be_patient()
        self.most = EVERYTHING if every_count else MOST
        self.alone = alone
        self._prepare(docs)
        asked = make_questions(questions)
        self.result: dict[str, Any] = {"bench": "search", "engine": engine, "questions": questions}
        self.result["documents"] = SearchDocument.objects.count()
        self.stdout.write(f"{self.result['documents']:,} documents, {questions} questions; ms at the caller")
        with override_settings(**QUIET):
            answers = self._measure(engine, asked, repeats)
            if not (docs or alone) and engine == "postgres":
                self._pages(asked)
        if modelsearch:
            from search.benchmarks.side_by_side import compare  # noqa: PLC0415 -- defines a model

            self.result |= compare(asked, self.stdout.write)
        if settings.ELASTICSEARCH_URL and not alone:
            self._compare(engine, asked, answers)
        self.stdout.write(json.dumps(self.result))

    def _prepare(self, docs: int) -> None:
        if docs:
            steps = synthetic.prepare(docs)
            self.stdout.write(", ".join(f"{name} {seconds:.1f} s" for name, seconds in steps.items()))
        if SearchDocument.objects.count() < FEWEST:
            raise CommandError(
                "Too few offers can be found here: say --docs 10000, or use manage.py seed_demo --scale."
            )
        with connection.cursor() as cursor:
            cursor.execute("vacuum analyze search_searchdocument")

    def _measure(self, name: str, asked: list[Question], repeats: int) -> list[Answer]:
        engine = _engine(name, self.most)
        calls = [partial(engine.search, question) for question in asked]
        cold, answers = one_pass(calls)
        if name == "elasticsearch":
            raw = RawRequests()
            bare = [raw.request(q, answer.words) for q, answer in zip(asked, answers, strict=True)]
            label = "raw request, ready body"
        else:
            bare = [bare_query(q, answer.words, self.most) for q, answer in zip(asked, answers, strict=True)]
            label = "one bare query that brings the same"
        warm, yardstick = _alternately(calls, bare, repeats)
        self._say("cold", f"{name}: page, total, all counts; first pass", cold)
        self._say("warm", f"{name}: the same, best of {repeats}", warm)
        self._say("yardstick", f"{label}, best of {repeats}", yardstick)
        self.result |= ratio(warm, yardstick)
        self.stdout.write(f"ratio of medians {self.result['ratio_of_medians']}, "
                          f"median of ratios {self.result['median_of_ratios']}")  # fmt: skip
        if name == "postgres" and not self.alone:
            self._two_statements(asked, answers, repeats)
        return answers

    def _two_statements(self, asked: list[Question], answers: list[Answer], repeats: int) -> None:
        calls = [two_statements(q, answer.words) for q, answer in zip(asked, answers, strict=True)]
        _times, pages = one_pass(calls)
        self._say("plain", f"two plain statements, page and total; best of {repeats}", best(calls, repeats))
        different = sum(answer.ids != ids for answer, ids in zip(answers, pages, strict=True))
        self.result["different_from_plain"] = different
        self.stdout.write(f"pages that differ from the plain statements': {different}")

    def _pages(self, asked: list[Question]) -> None:
        client = Client()
        times, _answers = one_pass([partial(client.get, f"/offerte/{q.query_string()}") for q in asked])
        self._say("page", "the whole page /offerte/, first pass", times)

    def _compare(self, name: str, asked: list[Question], answers: list[Answer]) -> None:
        other = _engine("postgres" if name == "elasticsearch" else "elasticsearch", EVERYTHING)
        if name == "postgres" and self.most == MOST < self.result["documents"]:
            return  # it leaves counts out
        _times, theirs = one_pass([partial(other.search, question) for question in asked])
        different = differences(asked, answers, theirs)
        self.result["different_between_engines"] = len(different)
        self.stdout.write(f"answers that differ between the engines: {len(different)}")
        for query in different[:5]:
            self.stdout.write(f"  {query}")

    def _say(self, name: str, label: str, times: np.ndarray) -> None:
        self.result |= figures(name, times)
        self.stdout.write(line(label, times))


def _alternately(ours: list[Any], theirs: list[Any], passes: int) -> tuple[np.ndarray, np.ndarray]:
    """Pass by pass in turn, so that a busy minute of the machine is one for both."""
    runs = [(one_pass(ours)[0], one_pass(theirs)[0]) for _ in range(passes)]
    return np.min([mine for mine, _bare in runs], axis=0), np.min([bare for _mine, bare in runs], axis=0)


def _be_patient() -> None:
    """What takes too long for a visitor is a figure here, and no error."""
    fetching.TIME_LIMIT = 60_000
    if settings.ELASTICSEARCH_URL:
        from search.elastic import bodies, client  # noqa: PLC0415

        bodies.TIME_LIMIT, client.SECONDS = "60s", 60


def _engine(name: str, most: int) -> Engine:
    if name == "postgres":
        return PostgresEngine(most)
    from search.elastic.engine import ElasticEngine  # noqa: PLC0415 -- a second that PostgreSQL alone saves

    return ElasticEngine()
