from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from marketplace.accounts.models import User
from marketplace.accounts.services import demo_code, give_demo_totp
from marketplace.core.errors import DomainError


class Command(BaseCommand):
    help = "Print the present sign-in code of a demonstration account (only where DEBUG is on)."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email")

    def handle(self, *, email: str, **options: Any) -> None:
        try:
            user = User.objects.get(email__iexact=email)
            give_demo_totp(user)
            self.stdout.write(demo_code(user))
        except User.DoesNotExist as error:
            raise CommandError(f"Nobody signs in as {email}.") from error
        except DomainError as error:
            raise CommandError(str(error.message)) from error
