from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from marketplace.accounts.models import User
from marketplace.organisations.services import grant_first_admin


class Command(BaseCommand):
    help = "Make a person who has signed up administrator for the City; she then invites the others."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email")

    def handle(self, *, email: str, **options: Any) -> None:
        try:
            membership = grant_first_admin(user=User.objects.get(email__iexact=email))
        except User.DoesNotExist as error:
            raise CommandError(f"Nobody signs in as {email}: sign up in the browser first.") from error
        self.stdout.write(f"{membership.user.email}: {membership}")
