"""Apprenticeships of the three levels (D.Lgs. 81/2015 artt. 41-47)."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from jobs.enums import ContractForm
from jobs.findings import Verdict
from marketplace.rulebook.models import Figure
from marketplace.rulebook.selectors import figure

if TYPE_CHECKING:
    from jobs.models import Placement

KEYS = {
    ContractForm.APPRENTICE_1: "placement.apprentice_1",
    ContractForm.APPRENTICE_2: "placement.apprentice_2",
    ContractForm.APPRENTICE_3: "placement.apprentice_3",
}


def rule_of(contract: str) -> Figure:
    return figure(KEYS[ContractForm(contract)])


def longest(contract: str, *, craft: bool | None) -> int | None:
    """Months that the training may last, None where the school decides: 48; 36, in crafts 60; level III open."""
    rule = rule_of(contract).value
    return rule.get("craft_months") if craft and "craft_months" in rule else rule.get("max_months")


def training_hours() -> list[int]:
    """Hours of basic training in three years, most first: without diploma, with one, with a degree (art. 44 c. 3)."""
    return sorted(figure("placement.apprentice_2_hours").value.values(), reverse=True)


def check(placement: "Placement", verdict: Verdict) -> None:
    """Duration, written plan and training. Ages are the law's and no ad names them."""
    rule = rule_of(placement.contract)
    _duration(placement, verdict, rule)
    if placement.plan is False:
        verdict.breach(rule, _("Serve il piano formativo individuale scritto"), "plan")
    if placement.contract == ContractForm.APPRENTICE_2:
        _training(placement, verdict)


def _duration(placement: "Placement", verdict: Verdict, rule: Figure) -> None:
    if placement.months is None:
        return
    least, most = rule.value["min_months"], longest(placement.contract, craft=placement.craft)
    if placement.months < least:
        text = _("L’apprendistato dura almeno %(n)s mesi") % {"n": least}
    elif most is not None and placement.months > most:
        text = _("Il periodo di formazione dura al massimo %(n)s mesi") % {"n": most}
        if placement.contract == ContractForm.APPRENTICE_2 and not placement.craft:
            text = _("Il periodo di formazione dura al massimo %(n)s mesi, di più solo nelle imprese artigiane") % {
                "n": most
            }
    else:
        return
    verdict.breach(rule, text, "months")


def _training(placement: "Placement", verdict: Verdict) -> None:
    hours, given = placement.training_hours, training_hours()
    if hours is None or hours in given:
        return
    values = {"most": given[0], "middle": given[1], "least": given[-1]}
    if hours < given[-1]:
        text = _("La formazione di base è di almeno %(least)s ore nel triennio") % values
        verdict.breach(figure("placement.apprentice_2_hours"), text, "training_hours")
    else:
        text = _("Le ore di solito sono %(most)s, %(middle)s con un diploma, %(least)s con una laurea: da verificare.")
        verdict.warn(text % values, "training_hours")
