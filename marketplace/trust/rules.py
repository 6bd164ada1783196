"""How long a check holds."""

from datetime import date, timedelta

from marketplace.rulebook.selectors import figure

from .kinds import CheckKind


def valid_until(kind: CheckKind, *, issued_on: date | None, done_on: date, stated: date | None = None) -> date:
    """The last day of a check: the rulebook's days, as they stand on the day of the check, from the paper's date.

    A look into a register counts from itself. ``stated``, the end that the paper names, may only shorten it.
    """
    start = done_on if kind.from_register or issued_on is None else issued_on
    end = start + timedelta(days=figure(kind.figure, done_on).value)
    return min(end, stated) if stated else end
