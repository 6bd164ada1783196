"""What the wizard computes and explains beside the fields of a step."""

from collections.abc import Callable
from datetime import timedelta

from django.utils.formats import date_format, time_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from jobs.enums import TRAINEESHIPS, ContractForm
from jobs.models import Placement
from marketplace.core.numbers import euros, printed
from marketplace.offers import screening
from marketplace.offers.wizard import hints as shared
from marketplace.offers.wizard.hints import Hint
from marketplace.places.selectors import Walk
from marketplace.rulebook.selectors import figure

from . import contracts, rules
from .rules import apprenticeship, pay, time, traineeship
from .rules.reach import Reach, reach
from .selectors import nearest_station
from .steps import STEPS


def of_step(placement: Placement, step: str) -> list[Hint]:
    """The boxes of a step: what it computes, then what is to be corrected or checked in it."""
    make = _MAKERS.get(step)
    return [*(make(placement) if make else []), *_findings(placement, step)]


def _findings(placement: Placement, step: str) -> list[Hint]:
    """The rules that concern this step's answers, each with its law."""
    verdict = rules.check(placement)

    def here(found: list[rules.Finding]) -> list[str]:
        return [str(one.text) for one in found if STEPS.step_of(one.field).code == step]

    boxes = []
    if broken := here(verdict.problems):
        boxes.append(Hint(_("Da correggere"), [], broken))
    if unsure := here(verdict.warnings):
        boxes.append(Hint(_("Da verificare"), [], unsure))
    return boxes


def _words(name: str) -> Callable[[Placement], list[Hint]]:
    """What the screening would mark in this text of the placement."""

    def make(placement: Placement) -> list[Hint]:
        found = screening.hints(getattr(placement, name), placement.offer.kind)
        return [Hint(_("Rileggi questi passaggi"), [], found)] if found else []

    return make


def _contract(placement: Placement) -> list[Hint]:
    if not placement.contract:
        return []
    told = contracts.explain(placement.contract)
    lines = [told.text, told.ages] if told.ages else [told.text]
    if told.ages:
        lines.append(_("L’età non si scrive nell’annuncio: la controlla l’ente che propone la persona."))
    return [Hint(told.label, lines, told.warnings)]


def _term(placement: Placement) -> list[Hint]:
    hints = []
    if placement.contract == ContractForm.TRAINEESHIP:
        months = {
            "least": traineeship.shortest(seasonal=placement.seasonal),
            "most": traineeship.longest(placement.eqf),
            "law": figure("placement.trainee_duration").legal_ref,
        }
        line = _("Con le risposte di adesso: da %(least)s a %(most)s mesi (%(law)s).") % months
        hints.append(Hint(_("Quanto può durare"), [line]))
    if placement.contract == ContractForm.APPRENTICE_2:
        hours = apprenticeship.training_hours()
        values = {"most": hours[0], "middle": hours[1], "least": hours[2]}
        text = _("%(most)s ore, %(middle)s per chi ha un diploma, %(least)s per chi ha una laurea.")
        hints.append(Hint(_("Formazione di base nel triennio"), [text % values]))
    if placement.offer.available_from:
        hints.append(_unilav(placement))
    return hints


def _unilav(placement: Placement) -> Hint:
    rule = figure("placement.unilav_days")
    day = placement.offer.available_from - timedelta(days=rule.value)
    text = _("La comunicazione UNILAV si manda entro le 24 del %(day)s, anche per un tirocinio (%(law)s).")
    return Hint(_("Prima di cominciare"), [text % {"day": date_format(day, "j F Y"), "law": rule.legal_ref}])


def _hours(placement: Placement) -> list[Hint]:
    week = figure("placement.week_hours")
    text = _("Al massimo %(normal)s ore normali, %(average)s in media con lo straordinario (%(law)s).")
    values = {"normal": week.value["normal"], "average": week.value["average"], "law": week.legal_ref}
    hints = [Hint(_("Quante ore"), [text % values])]
    if placement.shifts_known:
        hints.append(_week(placement))
    return [*hints, *_reach(placement)]


def _week(placement: Placement) -> Hint:
    known = [shift for shift in placement.shifts_known if shift.start and shift.end]
    total = sum((time.length(shift.start, shift.end) * len(shift.days) for shift in known), start=0)
    line = _("I turni scritti fanno %(hours)s ore in tutto, pause comprese.") % {"hours": printed(total)}
    return Hint(_("I tuoi turni"), [line, _("Se le persone si alternano, ognuna ne fa una parte.")])


def _reach(placement: Placement) -> list[Hint]:
    """From the exact place where it is known: only its owner and the office read this."""
    walk = nearest_station(placement.offer.point) if placement.offer.point else None
    found = reach(placement.shifts_known, walk.minutes if walk else 0)
    if found is None or not placement.offer.point:
        return []
    lines = [station_words(walk)] if walk else [_("Non c’è una stazione a distanza di passeggiata.")]
    warnings = reach_words(found)
    if not warnings:
        lines.append(_("Il primo e l’ultimo turno stanno nell’orario della metropolitana (da verificare)."))
    return [Hint(_("Si arriva?"), lines, warnings)]


def station_words(walk: Walk) -> str:
    return _("%(stop)s: %(metres)s metri a piedi, %(minutes)s minuti") % {
        "stop": walk.stop.name, "metres": walk.metres, "minutes": walk.minutes,
    }  # fmt: skip


def reach_words(found: Reach) -> list[str]:
    """A sentence for the shift that begins too early and for the one that ends too late."""
    words = []
    if not found.there:
        text = _("Alle %(at)s la metropolitana non basta per arrivare: serve un autobus notturno o un altro mezzo.")
        words.append(text % {"at": time_format(found.first, "H:i")})
    if not found.back:
        text = _("Alle %(at)s per tornare la metropolitana non c’è: ci sono gli autobus notturni.")
        words.append(text % {"at": time_format(found.last, "H:i")})
    return words


def _pay(placement: Placement) -> list[Hint]:
    if placement.contract in TRAINEESHIPS:
        return _indemnity(placement)
    month, hour = pay.month_of(placement), pay.hour_of(placement)
    if month is None:
        return [Hint(_("Quanto fa al mese"), [_("Scrivi paga, periodo e ore alla settimana per calcolarlo.")])]
    lines = [_("Circa %(range)s lordi al mese") % {"range": _span(month)}]
    if hour:
        lines.append(_("Circa %(range)s lordi all’ora") % {"range": _span(hour)})
    return [Hint(_("Quanto fa al mese"), [*lines, _("Il minimo lo scrive il contratto collettivo, per il livello.")])]


def _span(found: pay.Range) -> str:
    if found.low == found.high:
        return euros(found.low)
    return _("%(low)s-%(high)s") % {"low": euros(found.low), "high": euros(found.high)}


def _indemnity(placement: Placement) -> list[Hint]:
    if placement.contract == ContractForm.INCLUSION:
        return [Hint(_("Indennità"), [_("Non è una paga: l’importo si decide con il servizio sociale.")])]
    rule = figure("placement.trainee_indemnity")
    given = {"hours_day": placement.hours_day, "meals": placement.meals, "public_body": placement.public_body}
    title = _("Almeno %(least)s lordi al mese") % {"least": euros(traineeship.indemnity_floor(**given))}
    lines = [
        _("%(base)s, %(with_meals)s con mensa o buoni pasto, %(short_day)s fino a %(short_day_hours)s ore al giorno, "
          "%(public_body)s in un ente pubblico (euro).") % rule.value,
        _("È intera con una presenza dell’%(percent)s %% del mese.") % {"percent": rule.value["attendance_percent"]},
        _("Regola: %(law)s.") % {"law": rule.legal_ref},
    ]  # fmt: skip
    return [Hint(title, lines)]


def _declared(placement: Placement) -> list[Hint]:
    if placement.contract != ContractForm.TRAINEESHIP or placement.employees is None:
        return []
    rule, most = figure("placement.trainee_quota"), traineeship.quota(placement.employees)
    text = ngettext(
        "Con %(employees)s dipendenti: %(n)s tirocinio insieme (%(law)s).",
        "Con %(employees)s dipendenti: %(n)s tirocini insieme (%(law)s).",
        most,
    )
    line = text % {"employees": placement.employees, "n": most, "law": rule.legal_ref}
    exempt = _("Le persone con una protezione, o che l’hanno chiesta, non si contano.")
    return [Hint(_("Quanti tirocini"), [line, exempt])]


_MAKERS: dict[str, Callable[[Placement], list[Hint]]] = {
    "professione": _words("tasks"),
    "contratto": _contract,
    "posti": _term,
    "orario": _hours,
    "paga": _pay,
    "luogo": lambda placement: [*shared.address(placement), *_reach(placement)],
    "requisiti": _words("cefr_reason"),
    "dichiarazioni": _declared,
    "descrizione": shared.texts,
}
