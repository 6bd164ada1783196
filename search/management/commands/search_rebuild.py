from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from search import services


class Command(BaseCommand):
    help = "Write the search index anew from the offers, and its copy in Elasticsearch, while the portal runs."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--only-copy", action="store_true", help="only the copy in Elasticsearch")

    def handle(self, *args: Any, only_copy: bool, **options: Any) -> None:
        if only_copy and not settings.ELASTICSEARCH_URL:
            raise CommandError("There is no Elasticsearch: ELASTICSEARCH_URL is not set.")
        if not only_copy:
            self.stdout.write(f"{services.rebuild()} offers can be found.")
        if settings.ELASTICSEARCH_URL:
            from search.elastic import indices  # noqa: PLC0415 -- its client takes a second to load

            try:
                self.stdout.write(f"{indices.rebuild()} documents copied to Elasticsearch.")
            except (indices.Busy, indices.NeverAlike) as error:
                raise CommandError(str(error)) from error
