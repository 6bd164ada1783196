from typing import Any

from django.core.management.base import BaseCommand, CommandError

from marketplace.rulebook import services


class Command(BaseCommand):
    help = "Enter the figures of rulebook/figures/*.toml; a changed value closes the validity of the old one."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            loaded = services.load()
        except services.BadFigure as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"Rulebook: {loaded.new} new, {loaded.changed} changed, {loaded.same} as before.")
