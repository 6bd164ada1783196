import gc
from time import monotonic
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from marketplace.demo.people import ACCOUNTS, PASSWORD
from marketplace.demo.seed import MOST, SEED, Amounts, exists, make


class Command(BaseCommand):
    help = "Fill an empty portal with invented people, flats, jobs, courses, needs and proposals."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--scale", type=int, default=1,
            help=f"N times as many flats, needs and proposals; up to {MOST} times as many jobs, courses, owners, hires"
            " and enrolments, because the bodies stay the same 25.",
        )  # fmt: skip
        parser.add_argument("--seed", type=int, default=SEED)
        parser.add_argument("--print-accounts", action="store_true", help="Only print the accounts to try.")

    def handle(self, *args: Any, scale: int, seed: int, print_accounts: bool, **options: Any) -> None:
        if print_accounts:
            return self.print_accounts()
        if not settings.DEMO:
            raise CommandError("Demonstration data is for a private machine: it has accounts with a known password.")
        if exists():
            self.stdout.write("The demonstration data is here already.")
            return None
        gc.set_threshold(100_000)  # searching the many new rows for cycles took an eighth of the time
        start = monotonic()
        made = make(Amounts().times(scale), seed, say=lambda text: self.stdout.write(f"  {text} …"))
        self.stdout.write(
            f"{made.flats} flats, {made.placements} placements, {made.courses} courses ({made.findable} of all"
            f" can be found), {made.needs} needs, {made.proposals} proposals,"
            f" {made.photos} photos in {monotonic() - start:.0f} s"
        )
        return None

    def print_accounts(self) -> None:
        self.stdout.write(f"Password of all accounts: {PASSWORD}")
        for account in ACCOUNTS:
            role = f"{account.role}{' · ' + account.body if account.body else ''}"
            self.stdout.write(f"  {account.email:32} {role:55} {account.what}")
        self.stdout.write("Second factor of operators and staff: ./dev manage totp E-MAIL prints the current code.")
