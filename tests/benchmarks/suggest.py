"""How long completing an address takes, against a yardstick measured in the same run.

``python -m tests.benchmarks.suggest`` on a database where the places are loaded. The yardstick is the plain SQL that
compares every street with the typed words, without index. The last line is one JSON object.
"""

import json
import random
import statistics
import time
from collections.abc import Callable

import django

ROUNDS = 5
ASKED = 200
SEED = 1
YARDSTICK = "SELECT name FROM places_street ORDER BY word_similarity(%s, folded) DESC, length(folded) LIMIT 8"


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


def milliseconds(function: Callable[[str], object], texts: list[str]) -> list[float]:
    """The best of the rounds for each text."""
    best = [float("inf")] * len(texts)
    for _ in range(ROUNDS):
        for number, text in enumerate(texts):
            start = time.perf_counter()
            function(text)
            best[number] = min(best[number], (time.perf_counter() - start) * 1000)
    return best


def main() -> None:
    django.setup()
    from django.db import connection

    from marketplace.places.models import Street
    from marketplace.places.selectors import suggest

    names = list(Street.objects.order_by("folded").values_list("name", flat=True))
    if not names:
        raise SystemExit("There are no streets: run ./dev manage load_places first.")

    def plain(text: str) -> None:
        with connection.cursor() as cursor:
            cursor.execute(YARDSTICK, [text])
            cursor.fetchall()

    texts = typed(names, random.Random(SEED))
    own, yardstick = milliseconds(suggest, texts), milliseconds(plain, texts)
    median, plain_median = statistics.median(own), statistics.median(yardstick)
    result = {
        "bench": "suggest", "streets": len(names), "asked": ASKED, "median_ms": round(median, 2),
        "p95_ms": round(statistics.quantiles(own, n=20)[-1], 2), "yardstick_median_ms": round(plain_median, 2),
        "ratio": round(median / plain_median, 3),
    }  # fmt: skip
    print(json.dumps(result))


if __name__ == "__main__":
    main()
