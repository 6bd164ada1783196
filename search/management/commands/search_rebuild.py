from typing import Any

from django.core.management.base import BaseCommand

from search import services


class Command(BaseCommand):
    help = "Write the search index anew from the offers, while the portal runs."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{services.rebuild()} offers can be found.")
