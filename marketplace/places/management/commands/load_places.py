from time import monotonic
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from marketplace.places.loading import services
from marketplace.places.loading.checks import BadPlaces
from marketplace.places.loading.sources import SourceError


class Command(BaseCommand):
    help = "Load NIL, municipi, comuni, stops, OMI zones, streets and addresses from a folder or address; see docs."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--source", default=settings.PLACES_SOURCE, help="Folder or http(s) address of the files.")
        parser.add_argument("--check", action="store_true", help="Only say whether the files are good; write nothing.")

    def handle(self, *args: Any, source: str, check: bool, **options: Any) -> None:
        start = monotonic()
        try:
            report = services.load(source, check=check)
        except (BadPlaces, SourceError) as error:
            raise CommandError(f"Nothing was loaded.\n{error}") from error
        for noun, number, where in report.lines:
            self.stdout.write(f"{number:>7,} {noun:<12} {where or 'no file: left as they were'}")
        done = "Loaded" if report.written else "The files are good. Nothing was written"
        self.stdout.write(f"{done} in {monotonic() - start:.1f} s, from {source or 'the built-in facts'}.")
