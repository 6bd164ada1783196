from django.core.management.base import BaseCommand

from cms.services import seed_site


class Command(BaseCommand):
    help = "Create the home page and the pages of text where they are missing, in every language."

    def handle(self, *args: object, **options: object) -> None:
        self.stdout.write(f"{seed_site()} pages")
