from time import monotonic
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from jobs.vocabulary.loading import services
from jobs.vocabulary.loading.services import OURS, BadVocabulary
from marketplace.places.loading.sources import SourceError


class Command(BaseCommand):
    help = "Load occupations (ISCO-08, ESCO), sectors (ATECO 2025) and collective agreements (CNEL); see docs."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--source", default="", help="Folder or http(s) address; otherwise PLACES_SOURCE.")
        parser.add_argument("--check", action="store_true", help="Only say whether the files are good; write nothing.")

    def handle(self, *args: Any, source: str, check: bool, **options: Any) -> None:
        start = monotonic()
        place = source or settings.PLACES_SOURCE
        try:  # the folder of the places may well hold places only; one that is named here must hold something
            report = services.load(place, check=check, strict=bool(source))
        except (BadVocabulary, SourceError) as error:
            raise CommandError(f"Nothing was loaded.\n{error}") from error
        for noun, number, where in report.lines:
            self.stdout.write(f"{number:>7,} {noun:<12} {where or OURS}")
        done = "Loaded" if report.written else "The files are good. Nothing was written"
        self.stdout.write(f"{done} in {monotonic() - start:.1f} s, from {place or OURS}.")
