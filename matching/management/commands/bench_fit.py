"""``./dev bench fit``: how long finding the flats for a need takes, beside the plain SQL that only counts them."""

import json
import statistics
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection

from marketplace.core.bench import measure, summary
from matching.enums import NeedState
from matching.fit import count, fit
from matching.models import FlatFacts, Need

FEWEST, REPEATS = 1000, 3


class Command(BaseCommand):
    help = "Measure ranking and explaining the flats for a need, on the flats and needs that are there."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--needs", type=int, default=100)
        parser.add_argument("--repeats", type=int, default=REPEATS, help="of which the best counts")

    def handle(self, *args: Any, needs: int, repeats: int, **options: Any) -> None:
        flats = FlatFacts.objects.count()
        if flats < FEWEST:
            raise CommandError(f"Only {flats} flats can be proposed here: make more with manage.py seed_demo --scale.")
        with connection.cursor() as cursor:
            cursor.execute(f"vacuum analyze {FlatFacts._meta.db_table}")
        asked = list(Need.unscoped.filter(state=NeedState.OPEN, is_demo=True).order_by("pk")[:needs])
        ours, answers = measure(asked, fit, repeats)
        plain, totals = measure(asked, count, repeats)
        result = {
            "bench": "fit",
            "flats": flats,
            "needs": len(asked),
            "repeats": repeats,
            "different": sum(answer.total != total for answer, total in zip(answers, totals, strict=True)),
            **summary("", ours),
            "slowest_ms": round(max(ours), 1),
            **summary("count_", plain),
            "ratio_of_medians": round(statistics.median(ours) / statistics.median(plain), 2),
        }
        self.stdout.write(json.dumps(result))
