"""What the employer declares: incentives and SIISL (D.L. 159/2025), safety (D.Lgs. 81/2008), quota (L. 68/1999)."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from jobs.enums import APPRENTICESHIPS, TRAINEESHIPS
from jobs.findings import Verdict
from marketplace.rulebook.selectors import figure

if TYPE_CHECKING:
    from jobs.models import Placement

SAFETY_LAW = "D.Lgs. 81/2008 artt. 17, 28 e 37"


def quota_applies(employees: int | None) -> bool:
    """From 15 employees on people with disabilities must be among them (L. 68/1999 art. 3)."""
    return employees is not None and employees >= figure("placement.quota_68_employees").value


def check(placement: "Placement", verdict: Verdict) -> None:
    _incentive(placement, verdict)
    if placement.safety_declared is False:
        text = _("Senza valutazione dei rischi e formazione sulla sicurezza non si comincia (%(law)s).")
        verdict.forbid(text % {"law": SAFETY_LAW}, "safety_declared")
    if placement.quota_declared is False and quota_applies(placement.employees):
        rule = figure("placement.quota_68_employees")
        text = _("Da %(n)s dipendenti vale l’obbligo del collocamento mirato") % {"n": rule.value}
        verdict.breach(rule, text, "quota_declared")


def _incentive(placement: "Placement", verdict: Verdict) -> None:
    """Who claims a relief must have posted the vacancy on the SIISL; apprenticeships are probably left out."""
    rule = figure("placement.siisl")
    if not placement.claims_incentive or placement.siisl_id.strip() or not rule.value:
        return
    if placement.contract in TRAINEESHIPS:
        verdict.warn(_("Un tirocinio non è un’assunzione: non dà incentivi contributivi."), "claims_incentive")
        return
    text = _("Per chiedere l’incentivo scrivi il numero dell’annuncio sul SIISL")
    if placement.contract in APPRENTICESHIPS:
        rule = figure("placement.siisl_apprentices")
        text = _("L’annuncio sul SIISL serve per gli incentivi; per l’apprendistato forse no: da verificare")
    verdict.breach(rule, text, "siisl_id")
