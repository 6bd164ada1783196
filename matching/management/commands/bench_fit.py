"""``./dev bench fit``: how long finding the offers for a need takes, beside the plain SQL that only counts them."""

import json
import statistics
from functools import partial
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection

from marketplace.core.bench import measure, summary
from matching import kinds
from matching.enums import NeedState
from matching.fit import count, fit
from matching.models import Need

FEWEST, REPEATS = 1000, 3


class Command(BaseCommand):
    help = "Measure ranking and explaining the offers of a kind for a need, on the offers and needs that are there."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--kind", choices=[kind.code for kind in kinds.all_kinds()], default=kinds.FLAT.code)
        parser.add_argument("--needs", type=int, default=100)
        parser.add_argument("--repeats", type=int, default=REPEATS, help="of which the best counts")
        parser.add_argument("--fewest", type=int, default=FEWEST, help="offers below which nothing is measured")

    def handle(self, *args: Any, kind: str, needs: int, repeats: int, fewest: int, **options: Any) -> None:
        one = kinds.get(kind)
        offers = one.facts.objects.count()
        if offers < fewest:
            raise CommandError(f"Only {offers} of {kind} can be proposed: make more with manage.py seed_demo --scale.")
        with connection.cursor() as cursor:
            cursor.execute(f"vacuum analyze {one.facts._meta.db_table}")
        asked = Need.unscoped.filter(one.needs, state=NeedState.OPEN, is_demo=True)
        asked = list(asked.select_related("work_plan", "course_plan").order_by("pk")[:needs])
        if not asked:
            raise CommandError(f"No demo need looks for {kind}.")
        ours, answers = measure(asked, partial(fit, kind=kind), repeats)
        plain, totals = measure(asked, partial(count, kind=kind), repeats)
        result = {
            "bench": "fit",
            "kind": kind,
            "flats" if kind == kinds.FLAT.code else "offers": offers,
            "needs": len(asked),
            "repeats": repeats,
            "different": sum(answer.total != total for answer, total in zip(answers, totals, strict=True)),
            **summary("", ours),
            "slowest_ms": round(max(ours), 1),
            **summary("count_", plain),
            "ratio_of_medians": round(statistics.median(ours) / statistics.median(plain), 2),
        }
        self.stdout.write(json.dumps(result))
