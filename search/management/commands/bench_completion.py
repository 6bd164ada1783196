"""``./dev bench completion``: completing and correcting typed words, beside looking at every row."""

import json
import random
from functools import partial
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection

from search import analysis
from search.benchmarks.reading import best, figures, line, ratio
from search.completion import SHORTEST, complete
from search.models import Start, Term
from search.words import spelling

SEED, ASKED, PASSES = 1, 200, 5
COMPLETE = (
    "select kind, label, detail, query, df from search_start where position(%s in start) = 1 order by df desc limit 8"
)
CORRECT = "select folded from search_term order by similarity(folded, %s) desc, df desc, folded limit 30"


class Command(BaseCommand):
    help = "Measure completion and correction; the yardstick compares every completion, or every word, with the typed."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--asked", type=int, default=ASKED, help="typed texts for each of both")

    def handle(self, *args: Any, asked: int, **options: Any) -> None:
        chance = random.Random(SEED)  # noqa: S311 -- a fixed choice of questions
        labels = list(Start.objects.order_by("start", "query").values_list("start", flat=True))
        long = Term.objects.filter(folded__regex=f"^[a-z]{{{spelling.SHORTEST + 1},}}$")
        terms = list(long.order_by("folded").values_list("folded", flat=True))
        if not labels or not terms:
            raise CommandError("There are no completions: run manage.py search_rebuild.")
        self.result: dict[str, Any] = {"bench": "completion", "asked": asked, "passes": PASSES}
        self.result |= {"starts": len(labels), "words": Term.objects.count()}
        starts = [_begun(text, chance) for text in chance.choices(labels, k=asked)]
        self._measure("completion", starts, complete, COMPLETE)
        wrong = [_misspelt(word, chance) for word in chance.choices(terms, k=asked)]
        self._measure("correction", wrong, partial(spelling.neighbour, at_least=1), CORRECT)
        self.stdout.write(json.dumps(self.result))

    def _measure(self, name: str, texts: list[str], ours: Any, yardstick: str) -> None:
        times = best([partial(ours, text) for text in texts], PASSES)
        scan = best([partial(_scan, yardstick, text) for text in texts], PASSES)
        self.result |= figures(name, times) | figures(f"{name}_scan", scan)
        self.result |= {f"{name}_{key}": value for key, value in ratio(times, scan).items()}
        self.stdout.write(line(f"{name}, best of {PASSES}", times))
        self.stdout.write(line("  looking at every row", scan))


def _scan(statement: str, text: str) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(statement, [text])
        return cursor.fetchall()


def _begun(text: str, chance: random.Random) -> str:
    """As somebody types it who has not come to its end."""
    return " ".join(analysis.words(text[: chance.randint(SHORTEST, max(len(text), SHORTEST))]))


def _misspelt(word: str, chance: random.Random) -> str:
    """With a letter changed, dropped, doubled, or swapped with its neighbour."""
    at = chance.randrange(1, len(word) - 1)
    before, letter, after = word[:at], word[at], word[at + 1 :]
    forms = [before + chance.choice("aeinrst") + after, before + after, before + letter * 2 + after,
             before + after[0] + letter + after[1:]]  # fmt: skip
    return chance.choice(forms)
