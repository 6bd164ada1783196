"""``./dev bench growth``: the same questions on 10,000 to 1,000,000 invented documents, as a table and a picture."""

import io
import json
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandParser

SIZES = (10_000, 30_000, 100_000, 300_000, 1_000_000)
BOUND = 100  # ms that a 95th percentile should stay below
PICTURE = Path("docs/images/search-growth.svg")
ALL, SERVED, ELASTIC = "PostgreSQL, every count", "PostgreSQL, as the page asks it", "Elasticsearch"


class Command(BaseCommand):
    help = "Measure how answers slow down as the offers grow; with ELASTICSEARCH_URL on both engines."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--engine", choices=["postgres", "elasticsearch"], help="elasticsearch: both")
        parser.add_argument("--sizes", type=int, nargs="+", default=SIZES)
        parser.add_argument("--questions", type=int, default=300)
        parser.add_argument("--picture", type=Path, help=f"where the curve goes: {PICTURE}")

    def handle(self, *args: Any, sizes: list[int], questions: int, picture: Path | None, **options: Any) -> None:
        rows = []
        self.stdout.write(f"| offers | engine | median | p95 | p99 | first pass, p95 | {'bare, median'} |")
        self.stdout.write("|---|---|---|---|---|---|---|")
        for size in sizes:
            for name, arguments in self._engines(size).items():
                found = _measured(docs=size, questions=questions, **arguments)
                rows.append({**found, "offers": size, "engine": name})
                figures = (f"{found[key]:.1f}" for key in ("warm_median_ms", "warm_p95_ms", "warm_p99_ms",
                                                           "cold_p95_ms", "yardstick_median_ms"))  # fmt: skip
                self.stdout.write(f"| {size:,} | {name} | {' | '.join(figures)} |")
        passed = crossing([(row["offers"], row["warm_p95_ms"]) for row in rows if row["engine"] == ALL])
        self.stdout.write(f"PostgreSQL counting everything passes {BOUND} ms at about {passed:,.0f} offers.")
        if picture:
            draw(rows, passed, picture)
        self.stdout.write(json.dumps({"bench": "growth", "crossing": passed, "rows": rows}))

    def _engines(self, size: int) -> dict[str, dict[str, Any]]:
        from search.postgres.broad import MOST  # noqa: PLC0415 -- the models are ready

        engines: dict[str, dict[str, Any]] = {ALL: {"engine": "postgres", "every_count": True}}
        if size > MOST:
            engines[SERVED] = {"engine": "postgres"}
        if settings.ELASTICSEARCH_URL:
            engines[ELASTIC] = {"engine": "elasticsearch"}
        return engines


def _measured(**arguments: Any) -> dict[str, Any]:
    out = io.StringIO()
    call_command("bench_search", stdout=out, alone=True, **arguments)
    return json.loads(out.getvalue().splitlines()[-1])


def crossing(points: list[tuple[int, float]]) -> float:
    """Where the line through the measured points first reaches the bound; 0 where it does not."""
    for (fewer, below), (more, above) in zip(points, points[1:], strict=False):
        if below < BOUND <= above:
            return round(fewer + (more - fewer) * (BOUND - below) / (above - below), -4)
    return 0


def draw(rows: list[dict[str, Any]], passed: float, path: Path) -> None:
    """Both axes by powers of ten; the bound as a line, and where it is passed."""
    import vl_convert  # noqa: PLC0415 -- of the development tools

    x = {"field": "offers", "type": "quantitative", "scale": {"type": "log"}, "title": "offers that can be found"}
    y = {"field": "warm_p95_ms", "type": "quantitative", "scale": {"type": "log"}, "title": "95th percentile, ms"}
    names = [name for name in (ALL, SERVED, ELASTIC) if any(row["engine"] == name for row in rows)]
    shapes = {"scale": {"domain": names}, "legend": {"title": None, "orient": "bottom", "labelLimit": 300}}
    curves = {"field": "engine", "type": "nominal", **shapes}
    once: dict[str, Any] = {"values": [{}]}  # a line and a word of its own, not one for each row
    rule: dict[str, Any] = {"data": once, "mark": {"type": "rule", "strokeDash": [2, 3]}}
    layers: list[dict[str, Any]] = [
        {"mark": {"type": "line", "point": True},
         "encoding": {"x": x, "y": y, "color": curves, "shape": curves, "strokeDash": curves}},
        {**rule, "encoding": {"y": {"datum": BOUND}}},
    ]  # fmt: skip
    if passed:
        layers.append({**rule, "encoding": {"x": {"datum": passed}}})
        label = {"type": "text", "align": "right", "dx": -6, "dy": 12, "text": f"{passed:,.0f} offers"}
        layers.append({"data": once, "mark": label, "encoding": {"x": {"datum": passed}, "y": {"datum": BOUND}}})
    chart = {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "width": 560, "height": 320, "background": "white", "data": {"values": rows}, "layer": layers,
    }  # fmt: skip
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(vl_convert.vegalite_to_svg(chart))
