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

from marketplace.core.clock import ROME
from marketplace.rulebook.selectors import figure

if TYPE_CHECKING:
    from .models import Agreement

SIGNED, HANDED_OVER = "signed", "handed_over"


@dataclass(frozen=True)
class Duty:
    """A line: ``due(agreement, moment)`` is the last moment, ``moment`` the one in which ``event`` took place.

    ``kinds``: codes of the kinds of offer that have it. ``label`` says what to do, ``law`` where it is written.
    """

    code: str
    event: str
    label: str | Promise
    done_label: str | Promise
    law: str
    kinds: frozenset[str]
    due: Callable[["Agreement", datetime], datetime]


_duties: dict[str, Duty] = {}


def register(*duties: Duty) -> None:
    """Add lines; one with the same code replaces the earlier."""
    for duty in duties:
        _duties[duty.code] = duty


def get(code: str) -> Duty:
    """The line with this code. Raises ``KeyError``."""
    return _duties[code]


def that_follow(event: str, kind: str) -> Iterable[Duty]:
    """The lines that ``event`` of an agreement on an offer of ``kind`` brings about."""
    return [duty for duty in _duties.values() if duty.event == event and kind in duty.kinds]


def end_of(day: date) -> datetime:
    """The last second of ``day`` in Rome: a term in days runs until midnight (c.c. art. 2963)."""
    return datetime.combine(day, time(23, 59, 59), tzinfo=ROME)


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
