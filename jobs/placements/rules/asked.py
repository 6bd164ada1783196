"""What an ad may ask of people: only what the job decides (D.Lgs. 276/2003 art. 10)."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from jobs.enums import Cefr
from jobs.findings import Verdict

if TYPE_CHECKING:
    from jobs.models import Placement

LAW = "D.Lgs. 276/2003 art. 10"
SHORTEST_REASON = 15  # characters: a word is no reason
HIGH = frozenset({Cefr.C1, Cefr.C2})


def check(placement: "Placement", verdict: Verdict) -> None:
    """A level of Italian needs its reason: an enquiry into the language group is forbidden otherwise."""
    asked = {placement.cefr_spoken, placement.cefr_written} - {""}
    if asked and len(placement.cefr_reason.strip()) < SHORTEST_REASON:
        text = _("Scrivi per quale compito serve questo livello di italiano, o togli il livello (%(law)s).")
        verdict.forbid(text % {"law": LAW}, "cefr_reason")
    if asked & HIGH:
        text = _("Un livello così alto serve a pochi lavori: chi controlla guarderà se il motivo regge.")
        verdict.warn(text, "cefr_spoken" if placement.cefr_spoken in HIGH else "cefr_written")
