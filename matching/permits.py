"""Who may work, and from which day (``domain.md`` §2.3). The kind of permit and its date never leave the body.

All that an employer is told is one day, ``can_work_from``. The figures are the rulebook's ``permit.*``.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import TextChoices
from django.utils import formats
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jobs.enums import ContractForm
from marketplace.rulebook.selectors import figure


class PermitKind(TextChoices):
    """What the operator has seen. Codes stay in this app: a test looks for them in all that others receive."""

    ASYLUM_SEEKER = "RICHIESTA_ASILO", gettext_lazy("Richiesta di asilo")
    REFUGEE = "ASILO", gettext_lazy("Asilo politico")
    SUBSIDIARY = "SUSSIDIARIA", gettext_lazy("Protezione sussidiaria")
    SPECIAL = "PROTEZIONE_SPECIALE", gettext_lazy("Protezione speciale")
    CASES = "CASI_SPECIALI", gettext_lazy("Casi speciali")
    UKRAINE = "TEMPORANEA_UA", gettext_lazy("Protezione temporanea (Ucraina)")
    CARE_LEAVER = "EX_MSNA", gettext_lazy("Prosieguo amministrativo (ex minore non accompagnato)")
    MINOR = "MINORE_ETA", gettext_lazy("Minore età")
    OTHER = "ALTRO", gettext_lazy("Altro titolo che permette di lavorare, o nessuno necessario")


# Whose date is not the day on which the permit ends.
DATES: Mapping[str, str | Promise] = {
    PermitKind.ASYLUM_SEEKER: gettext_lazy("il giorno della verbalizzazione della domanda (C3)"),
    PermitKind.MINOR: gettext_lazy("il giorno in cui compie 16 anni"),
}
WITHOUT_DATE = frozenset({PermitKind.OTHER})
EXPIRING = frozenset(PermitKind) - {PermitKind.ASYLUM_SEEKER, PermitKind.MINOR}


@dataclass(frozen=True)
class WorkRight:
    """May somebody work on a day? ``warning``: what the operator should look at all the same, "" for nothing."""

    allowed: bool
    warning: str = ""


def can_work(kind: str, date_: date | None, on: date, contract: str = "") -> WorkRight:
    """May the holder of this permit work on ``on``? ``date_`` is the day that ``DATES`` says, else the permit's end.

    A permit that has run out warns only: the receipt of its renewal keeps the right to work (TUI art. 5 c. 9-bis).
    """
    first = _first_day(kind, date_, contract)
    if first is None:
        return WorkRight(False, _("Manca la data: senza, non si può dire da quando la persona può lavorare."))
    if on < first:
        return WorkRight(False)
    last = last_day(kind)
    if last and on > last:
        return WorkRight(False, _("Questa protezione è prevista fino al {day}.").format(day=_day(last)))
    if kind in EXPIRING and date_ and on > date_:
        text = _("Il permesso scade il {day}: serve la ricevuta della richiesta di rinnovo.")
        return WorkRight(True, text.format(day=_day(date_)))
    return WorkRight(True)


def can_work_from(kind: str, date_: date | None, on: date, contract: str = "") -> date | None:
    """The first day, ``on`` or later, on which the holder may work; None where there is none.

    Asylum seekers: from the day that ``permit.asylum_work_wait_days`` tells (D.Lgs. 142/2015 art. 22 c. 1), counted
    from the record of the request. Minors: from the age of ``permit.minor_work_age`` (L. 296/2006 art. 1 c. 622), of
    ``permit.minor_apprentice_age`` for an apprenticeship of the first level.
    """
    first = _first_day(kind, date_, contract)
    if first is None:
        return None
    day, last = max(first, on), last_day(kind)
    return None if last and day > last else day


def last_day(kind: str) -> date | None:
    """The last day on which any permit of this kind gives the right to work; None without such a day."""
    return date.fromisoformat(figure("permit.temporary_protection_end").value) if kind == PermitKind.UKRAINE else None


def _first_day(kind: str, date_: date | None, contract: str) -> date | None:
    if kind == PermitKind.ASYLUM_SEEKER:
        return date_ + timedelta(days=figure("permit.asylum_work_wait_days").value) if date_ else None
    if kind == PermitKind.MINOR:
        return _minor(date_, contract) if date_ else None
    return date.min if kind else None


def _minor(sixteen: date, contract: str) -> date:
    """The day of the birthday from which the law lets work, told from the sixteenth; 29 February counts as 1 March."""
    apprentice = contract == ContractForm.APPRENTICE_1
    age = figure("permit.minor_apprentice_age" if apprentice else "permit.minor_work_age").value
    year = sixteen.year + age - SIXTEEN
    try:
        return sixteen.replace(year=year)
    except ValueError:
        return date(year, 3, 1)


SIXTEEN = 16


def _day(value: date) -> str:
    return str(formats.date_format(value, "j F Y"))
