from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from search import services


class Command(BaseCommand):
    help = "Count where the search index differs from the offers; exit code 1 where it does and was not mended."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--mend", action="store_true", help="index what differs")

    def handle(self, *args: Any, **options: Any) -> None:
        found = services.drift()
        self.stdout.write(f"missing {len(found.missing)}, ghosts {len(found.ghosts)}, old {len(found.old)}")
        if found and options["mend"]:
            services.index_many(found.ids())
            self.stdout.write("mended")
        elif found:
            raise SystemExit(1)
