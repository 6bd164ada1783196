"""``./dev bench index``: how fast documents reach Elasticsearch, beside the bulk helper of its client."""

import json
import time
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection

from search.models import SearchDocument

REPEATS = 3
PAGE = 1000


class Command(BaseCommand):
    help = "Documents a second from PostgreSQL to Elasticsearch, and from ready dicts by the client's own helper."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--repeats", type=int, default=REPEATS, help="of which the best counts")
        parser.add_argument("--dicts", type=int, default=50_000, help="documents that the helper is given, at most")

    def handle(self, *args: Any, repeats: int, dicts: int, **options: Any) -> None:
        documents = SearchDocument.objects.count()
        if not settings.ELASTICSEARCH_URL or not documents:
            raise CommandError("There is no Elasticsearch (ELASTICSEARCH_URL), or there are no offers to copy.")
        from search.elastic import copying  # noqa: PLC0415 -- their client takes a second to load

        ready = list(_as_dicts(dicts))
        ours = from_rows = from_dicts = 0.0
        for _ in range(repeats):  # by turns: the machine is not ours alone
            ours = max(ours, _rate(documents, copying.fill))
            from_rows = max(from_rows, _rate(len(ready), lambda name: _by_helper(name, _as_dicts(dicts))))
            from_dicts = max(from_dicts, _rate(len(ready), lambda name: _by_helper(name, ready)))
        self.stdout.write(f"{documents:,} documents, best of {repeats}; documents a second")
        self.stdout.write(f"PostgreSQL row → JSON → bulk   {ours:10,.0f}")
        self.stdout.write(f"helpers.bulk from those rows   {from_rows:10,.0f}   ratio {ours / from_rows:.2f}")
        self.stdout.write(f"helpers.bulk from ready dicts  {from_dicts:10,.0f}   ratio {ours / from_dicts:.2f}")
        result = {"bench": "index", "documents": documents, "repeats": repeats, "per_second": round(ours)}
        result |= {"helper_from_rows": round(from_rows), "helper_from_dicts": round(from_dicts)}
        result |= {"ratio": round(ours / from_rows, 2), "ratio_to_ready": round(ours / from_dicts, 2)}
        self.stdout.write(json.dumps(result))


def _rate(documents: int, act: Callable[[str], Any]) -> float:
    from search.elastic.scratch import scratch  # noqa: PLC0415

    with scratch("index") as name:
        begun = time.perf_counter()
        act(name)
        return documents / (time.perf_counter() - begun)


def _as_dicts(count: int) -> Iterator[dict[str, Any]]:
    """What a program would give the helper: the rows as PostgreSQL makes them, a thousand at a time."""
    from search.elastic.documents import JSON_SQL  # noqa: PLC0415

    page = f"select {JSON_SQL} from search_searchdocument as d where id > %s order by id limit %s"  # noqa: S608
    last = 0
    while count > 0:
        with connection.cursor() as cursor:
            cursor.execute(page, [last, min(count, PAGE)])
            sources = [source if isinstance(source, dict) else json.loads(source) for (source,) in cursor.fetchall()]
        if not sources:
            return
        yield from sources
        count, last = count - len(sources), sources[-1]["id"]


def _by_helper(name: str, sources: Iterable[dict[str, Any]]) -> None:
    from elasticsearch.helpers import bulk  # noqa: PLC0415

    from search.elastic.client import client  # noqa: PLC0415

    actions = (
        {"_index": name, "_id": str(source["id"]), "version": 1, "version_type": "external_gte", "_source": source}
        for source in sources
    )
    bulk(client().options(request_timeout=30), actions, chunk_size=1000)
