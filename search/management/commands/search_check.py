from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser

from search import services
from search.drift import Drift


class Command(BaseCommand):
    help = "Count where the search index differs from the offers, and Elasticsearch from it; exit code 1 where they do."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--mend", action="store_true", help="index and send what differs")

    def handle(self, *args: Any, mend: bool, **options: Any) -> None:
        mended = self._look("PostgreSQL", services.drift, services.mend if mend else None)
        if settings.ELASTICSEARCH_URL:
            mended &= self._look_at_copy(mend)
        if not mended:
            raise SystemExit(1)

    def _look_at_copy(self, mend: bool) -> bool:
        from search.elastic import checking, indices  # noqa: PLC0415 -- their client takes a second to load

        name = indices.live()
        if not name:
            self.stdout.write("Elasticsearch: no index yet, run search_rebuild")
            return False
        return self._look("Elasticsearch", lambda: checking.drift(name), checking.mend if mend else None)

    def _look(self, where: str, drift: Callable[[], Drift], mend: Callable[[Drift], None] | None) -> bool:
        """Whether it is right, or has been put right."""
        found = drift()
        self.stdout.write(f"{where}: {found}")
        if found and mend:
            mend(found)
            found = drift()
            self.stdout.write(f"{where} mended: {found}")
        return not found
