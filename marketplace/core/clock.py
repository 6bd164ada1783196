"""The one clock of the portal, so that a test can stop it and a rule can name its day."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.utils import timezone

ROME = ZoneInfo("Europe/Rome")
_frozen: ContextVar[datetime | None] = ContextVar("frozen_clock", default=None)


def now() -> datetime:
    """The present moment, aware, in UTC."""
    return _frozen.get() or timezone.now()  # noqa: TID251 -- the one place that may


def today() -> date:
    """The present day in Rome: the day that deadlines and validity dates speak of."""
    return now().astimezone(ROME).date()


@contextmanager
def frozen(moment: datetime) -> Iterator[datetime]:
    """Stop the clock at ``moment`` (aware) within this context; for tests and demonstration data."""
    token = _frozen.set(moment)
    try:
        yield moment
    finally:
        _frozen.reset(token)
