"""``./dev bench suggest``: how long completing an address takes, beside a plain SQL without index."""

import json
import random
import statistics
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from marketplace.core.bench import measure, summary
from marketplace.places.models import Street
from marketplace.places.selectors import suggest

SEED, ASKED, REPEATS = 1, 200, 5
YARDSTICK = "SELECT name FROM places_street ORDER BY word_similarity(%s, folded) DESC, length(folded) LIMIT 8"


class Command(BaseCommand):
    help = "Measure completing addresses; the yardstick compares every street with the typed words."

    def handle(self, *args: Any, **options: Any) -> None:
        names = list(Street.objects.order_by("folded").values_list("name", flat=True))
        if not names:
            raise CommandError("There are no streets: run load_places first.")
        texts = typed(names, random.Random(SEED))  # noqa: S311 -- a fixed choice of questions
        own, _answers = measure(texts, suggest, REPEATS)
        plain, _answers = measure(texts, plain_sql, REPEATS)
        result = {
            "bench": "suggest",
            "streets": len(names),
            "questions": ASKED,
            "repeats": REPEATS,
            **summary("", own),
            **summary("plain_", plain),
            "ratio_of_medians": round(statistics.median(own) / statistics.median(plain), 3),
        }
        self.stdout.write(json.dumps(result))


def plain_sql(text: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(YARDSTICK, [text])
        cursor.fetchall()


def typed(names: list[str], chance: random.Random) -> list[str]:
    """What people type: beginnings, whole names with a number, and names with a wrong letter."""
    texts = []
    for name in chance.choices(names, k=ASKED):
        at = chance.randrange(len(name) // 2, len(name))
        forms = [
            name[: at + 1],
            f"{name} {chance.randint(1, 200)}",
            f"{name[:at]}{chance.choice('aeinrst')}{name[at + 1 :]}",
        ]
        texts.append(chance.choice(forms))
    return texts
