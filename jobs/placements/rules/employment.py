"""Fixed term, seasonal and on-call work (D.Lgs. 81/2015)."""

from datetime import date
from typing import TYPE_CHECKING

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from jobs.enums import FixedTermCause
from jobs.findings import Verdict
from marketplace.rulebook.selectors import figure

if TYPE_CHECKING:
    from jobs.models import Placement


def needs_cause(months: int | None) -> bool:
    """Beyond 12 months a fixed term must say why (D.Lgs. 81/2015 art. 19 c. 1)."""
    return months is not None and months > figure("placement.fixed_term").value["free_months"]


def check_fixed_term(placement: "Placement", verdict: Verdict) -> None:
    """At most 24 months, a cause beyond 12 (art. 19). A cause that the parties write has an end of its own."""
    rule = figure("placement.fixed_term")
    months = placement.months
    if months is not None and months > rule.value["max_months"]:
        text = _("Un contratto a termine dura al massimo %(n)s mesi") % {"n": rule.value["max_months"]}
        verdict.breach(rule, text, "months")
    elif needs_cause(months) and not placement.cause:
        text = _("Oltre %(n)s mesi scegli la causale") % {"n": rule.value["free_months"]}
        verdict.breach(rule, text, "cause")
    if placement.cause and not placement.cause_text.strip() and needs_cause(months):
        verdict.breach(rule, _("Scrivi per quale esigenza precisa serve il termine"), "cause_text")
    if placement.cause == FixedTermCause.PARTIES:
        _parties(placement, verdict)


def _parties(placement: "Placement", verdict: Verdict) -> None:
    rule = figure("placement.fixed_term_parties")
    last, start = date.fromisoformat(rule.value), placement.offer.available_from
    if start and start > last:
        text = _("Questa causale si poteva scrivere senza contratto collettivo fino al %(day)s: da verificare")
        verdict.breach(rule, text % {"day": date_format(last, "j F Y")}, "cause")


def check_seasonal(placement: "Placement", verdict: Verdict) -> None:
    """Only activities that a decree or a collective agreement calls seasonal (art. 21 c. 2; D.P.R. 1525/1963)."""
    if placement.months is not None and placement.months > figure("placement.fixed_term").value["free_months"]:
        text = _("Un lavoro stagionale non dura tutto l’anno: controlla che sia tra le attività del D.P.R. 1525/1963.")
        verdict.warn(text, "months")


def check_on_call(placement: "Placement", verdict: Verdict) -> None:
    """400 days with one employer in three years (art. 13 c. 3), but not in tourism, catering and shows."""
    rule = figure("placement.on_call")
    if placement.call_days is not None and placement.call_days > rule.value["days"]:
        text = _("Le giornate a chiamata sono al massimo %(days)s in %(years)s anni: da verificare")
        verdict.breach(rule, text % {"days": rule.value["days"], "years": rule.value["years"]}, "call_days")
