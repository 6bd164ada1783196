"""What must be done after an agreement, and by when. A port: other kinds of offer register their own lines.

Each line begins with an event of the agreement ("signed", "handed_over"). Those of a tenancy stand here because every
agreement about a place to live in has them, whatever the lease; their figures are the rulebook's.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from marketplace.core.clock import ROME, today
from marketplace.rulebook.selectors import figure

if TYPE_CHECKING:
    from .models import Agreement

SIGNED, HANDED_OVER = "signed", "handed_over"
Due = Callable[["Agreement", datetime], datetime]


@dataclass(frozen=True)
class Duty:
    """A line: ``due(agreement, moment)`` is the last moment, ``moment`` the one in which ``event`` took place.

    ``kinds``: codes of the kinds of offer that have it, ``applies`` narrows it to some of their agreements. ``label``
    says what to do, ``law`` where it is written. The term may lie before the agreement begins: see ``before_start``.
    """

    code: str
    event: str
    label: str | Promise
    done_label: str | Promise
    law: str
    kinds: frozenset[str]
    due: Due
    applies: Callable[["Agreement"], bool] = lambda agreement: True


_duties: dict[str, Duty] = {}


def register(*duties: Duty) -> None:
    """Add lines; one with the same code replaces the earlier."""
    for duty in duties:
        _duties[duty.code] = duty


def get(code: str) -> Duty:
    """The line with this code. Raises ``KeyError``."""
    return _duties[code]


def that_follow(event: str, agreement: "Agreement") -> Iterable[Duty]:
    """The lines that ``event`` brings about for ``agreement``."""
    kind = agreement.offer.kind
    return [d for d in _duties.values() if d.event == event and kind in d.kinds and d.applies(agreement)]


def end_of(day: date) -> datetime:
    """The last second of ``day`` in Rome: a term in days runs until midnight (c.c. art. 2963)."""
    return datetime.combine(day, time(23, 59, 59), tzinfo=ROME)


def before_start(days: int | str) -> Due:
    """A term that ends with the day ``days`` before the first one (1: with the day before, at 24:00).

    ``days`` may be the key of a figure of the rulebook, as it stands on the first day.
    """
    return lambda agreement, moment: end_of(agreement.period.lower - _days(days, agreement.period.lower))


def before_end(days: int | str) -> Due:
    """A term that ends with the day ``days`` before the last one; for agreements that have a last day (``applies``)."""
    return lambda agreement, moment: end_of(agreement.period.upper - timedelta(days=1) - _days(days, today()))


def has_end(agreement: "Agreement") -> bool:
    """Is it agreed when it ends? For ``applies``."""
    return agreement.period.upper is not None


def _days(days: int | str, on: date) -> timedelta:
    return timedelta(days=figure(days, on).value if isinstance(days, str) else days)


def _registration(agreement: "Agreement", moment: datetime) -> datetime:
    """30 days from the signature, or from the start if that is earlier (D.P.R. 131/1986 art. 17)."""
    first = min(agreement.signed_on, agreement.period.lower)
    return end_of(first + timedelta(days=figure("agreement.registration_days", first).value))


def _notice(agreement: "Agreement", moment: datetime) -> datetime:
    """48 hours from the handover (TUI art. 7); hours run from hour to hour."""
    return moment + timedelta(hours=figure("agreement.notice_hours", moment.astimezone(ROME).date()).value)


HOMES = frozenset({"flat"})
register(
    Duty(
        "registration", SIGNED, _("Registra il contratto all’Agenzia delle Entrate (modello RLI)"),
        _("Contratto registrato"), "D.P.R. 131/1986 art. 17", HOMES, _registration,
    ),
    Duty(
        "notice", HANDED_OVER, _("Manda alla Questura o al commissariato la comunicazione di ospitalità"),
        _("Comunicazione inviata"), "D.Lgs. 286/1998 art. 7", HOMES, _notice,
    ),
)  # fmt: skip
