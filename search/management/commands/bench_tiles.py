"""``./dev bench tiles``: the tile over Milan's centre at each zoom, beside that of all points made the usual way."""

import json
import statistics
from functools import partial
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser
from django.db import connection

from search import mercator, tiles
from search.benchmarks import synthetic
from search.benchmarks.reading import timed
from search.engine import Engine
from search.models import SearchDocument
from search.postgres import PostgresEngine, fetching
from search.question import Question

CENTRE = (9.19, 45.4642)
ZOOMS = range(8, 17)
TIMES = {f"{engine}{what}" for engine in ("postgres", "elasticsearch") for what in ("", "_filtered")}
FILTERED = {"tipo": "casa", "canone": 900, "locali": [2, 3]}
_USUAL = """
select st_asmvt(tile, 'offers', 4096, 'geom') from (
  select id, kind, price, st_asmvtgeom(st_transform(point, 3857), st_tileenvelope(%s, %s, %s)) as geom
  from search_searchdocument where point && st_transform(st_tileenvelope(%s, %s, %s), 4326)) as tile
"""


class Command(BaseCommand):
    help = "Measure tiles of the map with and without a filter. With --docs on invented documents."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--engine", choices=["postgres", "elasticsearch"], help="elasticsearch: both")
        parser.add_argument("--docs", type=int, default=0, help="how many to invent; without it those that are there")
        parser.add_argument("--repeats", type=int, default=5, help="of which the median counts")

    def handle(self, *args: Any, docs: int, repeats: int, **options: Any) -> None:
        fetching.TIME_LIMIT = 60_000  # what takes too long for a visitor is a figure here, and no error
        if docs:
            synthetic.prepare(docs)
        engines: dict[str, Engine] = {"postgres": PostgresEngine()}
        if settings.ELASTICSEARCH_URL:
            from search.elastic.engine import ElasticEngine  # noqa: PLC0415

            engines["elasticsearch"] = ElasticEngine()
        self.stdout.write(f"{SearchDocument.objects.count():,} documents; median of {repeats}, ms at the caller")
        rows = [row for zoom in ZOOMS if (row := self._zoom(zoom, engines, repeats))]
        slowest = max(value for row in rows for name, value in row.items() if name in TIMES)
        result = {"bench": "tiles", "documents": SearchDocument.objects.count(), "slowest_ms": slowest, "zooms": rows}
        self.stdout.write(json.dumps(result))

    def _zoom(self, zoom: int, engines: dict[str, Engine], repeats: int) -> dict[str, Any]:
        column, line = mercator.place(mercator.quadkey(*CENTRE) >> 2 * (mercator.LEVELS - zoom))
        row: dict[str, Any] = {"zoom": zoom}
        for name, engine in engines.items():
            for label, question in ((name, Question()), (f"{name}_filtered", Question(values=FILTERED))):
                call = partial(tiles.tile, question, zoom, column, line, str, using=engine)
                row[label], body = _median(call, repeats)
                row[f"{name}_bytes"] = max(len(body), row.get(f"{name}_bytes", 0))
        row["usual"], body = _median(partial(_usual, zoom, column, line), min(repeats, 3))
        row["usual_bytes"] = len(body)
        self.stdout.write("  ".join(f"{name} {value}" for name, value in row.items()))
        return row


def _median(call: Any, repeats: int) -> tuple[float, bytes]:
    runs = [timed(call) for _ in range(repeats)]
    return round(statistics.median(milliseconds for milliseconds, _body in runs), 1), runs[0][1]


def _usual(zoom: int, column: int, line: int) -> bytes:
    """All points of the tile, cut and scaled by PostGIS."""
    with connection.cursor() as cursor:
        cursor.execute(_USUAL, [zoom, column, line] * 2)
        return bytes(cursor.fetchone()[0])
