"""Extracurricular traineeships in Lombardy (DGR 7763/2018), traineeships for inclusion, and work grants."""

from collections.abc import Collection
from decimal import Decimal
from math import ceil
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from jobs.enums import Promoter
from jobs.findings import Verdict
from marketplace.core.numbers import exact, printed
from marketplace.rulebook.models import Figure
from marketplace.rulebook.selectors import figure

if TYPE_CHECKING:
    from jobs.models import Placement


def indemnity_floor(*, hours_day: Decimal | None, meals: bool | None, public_body: bool) -> int:
    """Lowest gross indemnity in euros a month (DGR 7763/2018): of the reductions that apply the greatest counts.

    Hours that are not known count as a full day, meals that are not promised as none.
    """
    floors = figure("placement.trainee_indemnity").value
    applying = [floors["base"]]
    if meals:
        applying.append(floors["with_meals"])
    if hours_day is not None and hours_day <= exact(floors["short_day_hours"]):
        applying.append(floors["short_day"])
    if public_body:
        applying.append(floors["public_body"])
    return min(applying)


def longest(eqf: Collection[int]) -> int:
    """Months that a traineeship may last at first: 6, or 12 where every competence is EQF 4 or more (DGR 7763/2018)."""
    rule = figure("placement.trainee_duration").value
    high = bool(eqf) and all(level >= rule["high_eqf"] for level in eqf)
    return rule["high_months"] if high else rule["max_months"]


def shortest(*, seasonal: bool | None) -> int:
    """Months that it must last: 2, or 1 where the activity is seasonal (DGR 7763/2018)."""
    rule = figure("placement.trainee_duration").value
    return rule["seasonal_months"] if seasonal else rule["min_months"]


def quota(employees: int) -> int:
    """How many trainees at once in a place of work with so many employees of open-ended contract.

    Up to 5 one, up to 20 two, beyond 10 %, rounded up (Linee guida 25/5/2017). Disadvantaged people do not count.
    """
    rule = figure("placement.trainee_quota").value
    if employees <= rule["small_employees"]:
        return rule["small_trainees"]
    if employees <= rule["middle_employees"]:
        return rule["middle_trainees"]
    return ceil(employees * rule["percent"] / 100)


def check(placement: "Placement", verdict: Verdict) -> None:
    """An extracurricular traineeship: all rules of DGR 7763/2018."""
    _indemnity(placement, verdict, figure("placement.trainee_indemnity"))
    _duration(placement, verdict, figure("placement.trainee_duration"))
    _host(placement, verdict)
    _papers(placement, verdict)


def check_inclusion(placement: "Placement", verdict: Verdict) -> None:
    """For people in charge of social services (Accordo Stato-Regioni 22/1/2015): longer, with a case manager."""
    rule = figure("placement.inclusion_months")
    if placement.months is not None and placement.months > rule.value:
        verdict.breach(rule, _("Questo tirocinio dura al massimo %(max)s mesi") % {"max": rule.value}, "months")
    if placement.social_service is False:
        verdict.breach(rule, _("È per persone in carico a un servizio sociale, con chi le segue"), "social_service")
    _tutor(placement, verdict)


def check_grant(placement: "Placement", verdict: Verdict) -> None:
    """No law of its own: what breaks the rules of a traineeship is to be checked with whoever pays the grant."""
    rule = figure("placement.work_grant")
    _indemnity(placement, verdict, rule)
    _duration(placement, verdict, rule)


def _indemnity(placement: "Placement", verdict: Verdict, rule: Figure) -> None:
    given = {"hours_day": placement.hours_day, "meals": placement.meals, "public_body": placement.public_body}
    least = indemnity_floor(**given)
    if placement.indemnity is None or placement.indemnity >= least:
        return
    if placement.hours_day is None:
        text = _("L’indennità è di almeno %(least)s € lordi al mese") % {"least": least}
    else:
        text = _("Il tirocinio per %(hours)s ore al giorno vuole almeno %(least)s € lordi al mese")
        text %= {"hours": printed(placement.hours_day), "least": least}
    verdict.breach(rule, text, "indemnity")


def _duration(placement: "Placement", verdict: Verdict, rule: Figure) -> None:
    if placement.months is None:
        return
    least, most = shortest(seasonal=placement.seasonal), longest(placement.eqf)
    if placement.months < least:
        text = ngettext("Il tirocinio dura almeno %(n)s mese", "Il tirocinio dura almeno %(n)s mesi", least)
        verdict.breach(rule, text % {"n": least}, "months")
    elif placement.months > most:
        text = _("Con questi livelli EQF il tirocinio dura al massimo %(n)s mesi; 12 subito solo se sono tutti 4 o più")
        if most == figure("placement.trainee_duration").value["high_months"]:
            text = _("Il tirocinio dura al massimo %(n)s mesi")
        verdict.breach(rule, text % {"n": most}, "months")


def _host(placement: "Placement", verdict: Verdict) -> None:
    rule = figure("placement.trainee_quota")
    if placement.employees is not None and placement.trainees is not None:
        most = quota(placement.employees)
        if placement.trainees > most:
            text = ngettext(
                "Con %(employees)s dipendenti può esserci %(n)s tirocinio insieme, e ne hai già %(now)s",
                "Con %(employees)s dipendenti possono esserci %(n)s tirocini insieme, e ne hai già %(now)s",
                most,
            )
            values = {"employees": placement.employees, "n": most, "now": placement.trainees}
            verdict.breach(rule, text % values, "trainees")
    _tutor(placement, verdict)
    if placement.no_prior_work is False:
        verdict.breach(rule, _("Non può fare un tirocinio chi ha già lavorato per te"), "no_prior_work")


def _tutor(placement: "Placement", verdict: Verdict) -> None:
    rule = figure("placement.trainee_tutor")
    if placement.tutor_trainees is not None and placement.tutor_trainees > rule.value:
        text = _("Un tutor segue al massimo %(n)s persone in tirocinio") % {"n": rule.value}
        verdict.breach(rule, text, "tutor_trainees")


def _papers(placement: "Placement", verdict: Verdict) -> None:
    rule = figure("placement.trainee_duration")
    if placement.agreed is False:
        verdict.breach(rule, _("Serve la convenzione con il soggetto promotore"), "agreed")
    if placement.plan is False:
        verdict.breach(rule, _("Serve il progetto formativo individuale (PFI)"), "plan")
    host = placement.employer_name.casefold()
    if host and placement.promoter_name.strip().casefold() == host:
        verdict.breach(rule, _("Chi promuove il tirocinio non può essere chi lo ospita"), "promoter_name")
    if placement.promoter_kind == Promoter.OTHER:
        verdict.warn(_("Controlliamo che questo soggetto possa promuovere tirocini in Lombardia."), "promoter_kind")
    if placement.promoter_kind == Promoter.COMMUNITY:
        verdict.warn(_("Comunità e cooperative promuovono tirocini solo per le persone che seguono."), "promoter_kind")
