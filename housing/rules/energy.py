"""The energy certificate (APE): an ad must show class and indices (D.Lgs. 192/2005 art. 6 c. 8)."""

from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from marketplace.core.clock import today
from marketplace.core.numbers import printed
from marketplace.rulebook.selectors import figure


@dataclass(frozen=True)
class Problem:
    """What keeps the ad from being published, with the field that cures it."""

    field: str
    text: str


def expires(issued: date) -> date:
    """Last day of validity: ten years after the issue (art. 6 c. 5)."""
    years = int(figure("ape.validity_years").value)
    try:
        return issued.replace(year=issued.year + years)
    except ValueError:  # 29 February
        return issued.replace(year=issued.year + years, day=28)


def problems(*, energy_class: str, nren: object, ren: object, issued: date | None, pending: bool) -> list[Problem]:
    """Everything that forbids publication. A certificate under way (``pending``) is enough for a draft only."""
    if pending and not energy_class:
        return [Problem("ape_class", _("L’APE è in corso: quando arriva scrivi qui la classe e gli indici."))]
    found = []
    if not energy_class:
        found.append(Problem("ape_class", _("Scegli la classe energetica scritta sull’APE.")))
    if nren is None:
        found.append(Problem("ape_nren", _("Scrivi l’indice EPgl,nren dell’APE.")))
    if ren is None:
        found.append(Problem("ape_ren", _("Scrivi l’indice EPgl,ren dell’APE.")))
    if issued is None:
        found.append(Problem("ape_issued", _("Scrivi la data dell’APE.")))
    elif expires(issued) < today():
        day = date_format(expires(issued), "j F Y")
        found.append(Problem("ape_issued", _("L’APE è scaduto il %(day)s: serve un attestato nuovo.") % {"day": day}))
    return found


def rule() -> str:
    """The rule in one sentence, with its fine."""
    fine = figure("ape.ad_fine").value
    return _(
        "Per legge l’annuncio mostra la classe e gli indici energetici: senza, non si può pubblicare "
        "(sanzione da %(low)s a %(high)s €)."
    ) % {"low": printed(fine["min"]), "high": printed(fine["max"])}
