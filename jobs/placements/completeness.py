"""What keeps a placement from being sent: each a sentence, and the step that cures it."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jobs.enums import ContractForm, Remote
from jobs.models import Placement
from marketplace.offers.kinds import Missing
from marketplace.offers.photos import selectors as photos
from marketplace.offers.wizard import missing as shared
from marketplace.offers.wizard.steps import PHOTOS

from . import asks, rules
from .steps import STEPS

ASKED = {
    "occupation": gettext_lazy("Scrivi che lavoro è"),
    "sector": gettext_lazy("Scrivi il settore dell’impresa"),
    "tasks": gettext_lazy("Scrivi che cosa si fa"),
    "experience": gettext_lazy("Di’ se serve esperienza"),
    "contract": gettext_lazy("Scegli il contratto"),
    "months": gettext_lazy("Scrivi quanti mesi dura"),
    "eqf": gettext_lazy("Scegli i livelli EQF delle competenze"),
    "social_service": gettext_lazy("Di’ se la persona è in carico a un servizio sociale"),
    "school": gettext_lazy("Scrivi la scuola o l’ente del percorso"),
    "qualification": gettext_lazy("Scrivi la qualifica da raggiungere"),
    "craft": gettext_lazy("Di’ se è un’impresa artigiana"),
    "training_hours": gettext_lazy("Scrivi le ore di formazione di base"),
    "agency_name": gettext_lazy("Scrivi il nome dell’agenzia per il lavoro autorizzata"),
    "call_days": gettext_lazy("Scrivi quante giornate prevedi"),
    "hours_week": gettext_lazy("Scrivi quante ore alla settimana"),
    "hours_day": gettext_lazy("Scrivi quante ore al giorno"),
    "pay_min": gettext_lazy("Scrivi la paga lorda più bassa"),
    "pay_max": gettext_lazy("Scrivi la paga lorda più alta"),
    "pay_period": gettext_lazy("Di’ se la paga è all’ora, al mese o all’anno"),
    "ccnl": gettext_lazy("Scrivi il contratto collettivo"),
    "level": gettext_lazy("Scrivi il livello"),
    "indemnity": gettext_lazy("Scrivi l’indennità al mese"),
    "remote": gettext_lazy("Di’ se si lavora sul posto"),
    "promoter_kind": gettext_lazy("Di’ chi promuove il tirocinio"),
    "promoter_name": gettext_lazy("Scrivi il nome di chi promuove o finanzia il tirocinio"),
    "agreed": gettext_lazy("Di’ se c’è la convenzione"),
    "plan": gettext_lazy("Di’ se ci sarà un progetto o piano formativo scritto"),
    "tutor_trainees": gettext_lazy("Scrivi quante persone segue già il tutor"),
    "employees": gettext_lazy("Scrivi quanti dipendenti ci sono"),
    "trainees": gettext_lazy("Scrivi quanti tirocini ci sono già"),
    "no_prior_work": gettext_lazy("Di’ se chi arriva non ha già lavorato per te"),
    "safety_declared": gettext_lazy("Dichiara la valutazione dei rischi e la formazione"),
    "quota_declared": gettext_lazy("Dichiara se rispetti la legge sul collocamento mirato"),
    "available_from": gettext_lazy("Scrivi quando si comincia"),
    "available_to": gettext_lazy("Scrivi fino a quando si può proporre qualcuno"),
    "title": gettext_lazy("Scrivi un titolo"),
    "description": gettext_lazy("Scrivi due righe sul posto di lavoro"),
}
BY_THE_DAY = frozenset({ContractForm.ON_CALL})  # has neither fixed hours nor fixed shifts


def missing(placement: Placement) -> list[Missing]:
    """Everything in the order of the steps; empty means that it can be sent."""
    offer, form = placement.offer, placement.contract
    found = _empty(placement, "professione", "occupation", "sector", "tasks", "experience")
    found += _empty(placement, "contratto", "contract")
    found += _days(placement)
    found += _empty(placement, "posti", *asks.needed(form, asks.of_term(form)))
    found += _hours(placement)
    if form:
        found += _empty(placement, "paga", *asks.needed(form, asks.of_pay(form)))
    found += shared.address(offer, "luogo") + _empty(placement, "luogo", "remote")
    if form:
        found += _empty(placement, "dichiarazioni", *asks.needed(form, asks.of_declarations(form)))
    found += _photos(placement)
    found += shared.empty(offer, "descrizione", {name: ASKED[name] for name in ("title", "description")})
    found += shared.unsaved(placement, STEPS) + _employer(placement) + _unlawful(placement)
    return sorted(found, key=lambda item: STEPS.index(STEPS.by_code[item.step]))


def _empty(placement: Placement, step: str, *names: str) -> list[Missing]:
    return shared.empty(placement, step, {name: ASKED[name] for name in names})


def _days(placement: Placement) -> list[Missing]:
    offer = placement.offer
    found = shared.empty(offer, "posti", {name: ASKED[name] for name in ("available_from", "available_to")})
    if not found and offer.available_to > offer.available_from:
        text = _("Le candidature finiscono dopo il primo giorno di lavoro: correggi una delle due date.")
        found.append(Missing(text, "posti", "available_to"))
    return found


def _hours(placement: Placement) -> list[Missing]:
    if placement.contract in BY_THE_DAY:
        return []
    found = _empty(placement, "orario", "hours_week", "hours_day")
    if not placement.shifts_known and placement.remote != Remote.FULLY:
        found.append(Missing(_("Aggiungi almeno un turno, con giorni e ore"), "orario"))
    for number, shift in enumerate(placement.shifts_known, 1):
        texts = {
            "days": _("Scegli i giorni del turno %(n)s"),
            "start": _("Scrivi quando comincia il turno %(n)s"),
            "end": _("Scrivi quando finisce il turno %(n)s"),
        }
        found += [
            Missing(text % {"n": number}, "orario", f"shift_{shift.pk}_{name}")
            for name, text in texts.items()
            if not getattr(shift, name)
        ]
    return found


def _photos(placement: Placement) -> list[Missing]:
    """No photo is needed; one that is there says what it shows."""
    return [
        Missing(_("Scrivi che cosa si vede nella foto %(n)s") % {"n": number}, PHOTOS, f"alt-{view.id}")
        for number, view in enumerate(photos.of_offer(placement.offer), 1)
        if not view.alt
    ]


def _employer(placement: Placement) -> list[Missing]:
    """No anonymous ads (D.Lgs. 276/2003 art. 9)."""
    if placement.offer.body_id:
        return []
    text = _("Pubblicalo per un’impresa: l’annuncio porta sempre il suo nome (D.Lgs. 276/2003 art. 9).")
    return [Missing(text, "riepilogo")]


def _unlawful(placement: Placement) -> list[Missing]:
    """What breaks a rule; a value that was typed and refused is told already."""
    problems = rules.check(placement).problems
    return [
        Missing(str(one.text), STEPS.step_of(one.field).code, one.field)
        for one in problems
        if one.field not in placement.unsaved
    ]
