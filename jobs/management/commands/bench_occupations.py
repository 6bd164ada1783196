"""``./dev bench occupations``: how long the picker of occupations takes, beside a plain SQL without index."""

import json
import random
import statistics
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from jobs.models.vocabulary import OccupationWord, WordKind
from jobs.vocabulary.selectors import suggest_occupations
from marketplace.core.bench import measure, summary

SEED, ASKED, REPEATS = 1, 200, 5
YARDSTICK = "SELECT label FROM jobs_occupationword ORDER BY word_similarity(%s, folded) DESC, length(folded) LIMIT 8"


class Command(BaseCommand):
    help = "Measure the picker of occupations; the yardstick compares every word with the typed ones."

    def handle(self, *args: Any, **options: Any) -> None:
        everyday = OccupationWord.objects.filter(kind__lte=WordKind.EVERYDAY)
        words = list(everyday.order_by("folded", "pk").values_list("folded", "occupation_id"))
        if not words:
            raise CommandError("There are no occupations: run load_vocabularies first.")
        asked = typed(words, random.Random(SEED))  # noqa: S311 -- a fixed choice of questions
        own, answers = measure([text for text, _ in asked], suggest_occupations, REPEATS)
        plain, _ = measure([text for text, _ in asked], plain_sql, REPEATS)
        right = [code in {one.value for one in found} for (_, code), found in zip(asked, answers, strict=True)]
        result = {
            "bench": "occupations",
            "words": OccupationWord.objects.count(),
            "questions": ASKED,
            "repeats": REPEATS,
            **summary("", own),
            **summary("plain_", plain),
            "ratio_of_medians": round(statistics.median(own) / statistics.median(plain), 3),
            "found": round(sum(right) / ASKED, 3),
        }
        self.stdout.write(json.dumps(result))


def plain_sql(text: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(YARDSTICK, [text])
        cursor.fetchall()


def typed(words: list[tuple[str, str]], chance: random.Random) -> list[tuple[str, str]]:
    """What people type, with the group they mean: beginnings, whole words, and words with a wrong letter."""
    texts = []
    for word, code in chance.choices(words, k=ASKED):
        at = chance.randrange(len(word) // 2, len(word))
        forms = [word[: at + 1], word, f"{word[:at]}{chance.choice('aeinrst')}{word[at + 1 :]}"]
        texts.append((chance.choice(forms), code))
    return texts
