"""The steps of the wizard, in the order in which they are offered; each may be opened at any time."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from . import forms
from .forms import StepForm


@dataclass(frozen=True)
class Step:
    """``lead`` says in one line what the step is for. ``form`` None: the photos have a page of their own."""

    code: str
    label: str | Promise
    lead: str | Promise
    form: type[StepForm] | None
    template: str = "housing/step.html"


STEPS = (
    Step(
        "indirizzo",
        _("Indirizzo"),
        _("Per calcolare la zona e la distanza dai mezzi. Sul sito si vede solo una posizione indicativa."),
        forms.AddressForm,
        "housing/step_address.html",
    ),
    Step("casa", _("Casa"), _("Com’è la casa, in poche risposte."), forms.HouseForm),
    Step(
        "stanze",
        _("Stanze"),
        _("Dalle stanze dipende quante persone possono abitarci."),
        forms.RoomsForm,
        "housing/step_rooms.html",
    ),
    Step("canone", _("Canone"), _("Quanto costa la casa in tutto, al mese."), forms.RentForm, "housing/step_rent.html"),
    Step("contratto", _("Contratto"), _("Con quali contratti, da quando e per quanto."), forms.ContractForm),
    Step(
        "energia",
        _("Energia"),
        _("La classe e gli indici dell’APE, l’attestato di prestazione energetica."),
        forms.EnergyForm,
    ),
    Step(
        "documenti",
        _("Documenti"),
        _("Quello che hai già: il resto si può trovare più avanti."),
        forms.PapersForm,
        "housing/step_papers.html",
    ),
    Step("foto", _("Foto"), _("Le foto fanno capire subito com’è la casa."), None, "housing/step_photos.html"),
    Step("descrizione", _("Descrizione"), _("Due parole tue: si leggono per prime."), forms.TextForm),
    Step("riepilogo", _("Riepilogo"), _("Rileggi, dichiara e invia."), forms.SummaryForm, "housing/step_summary.html"),
)
BY_CODE = {step.code: step for step in STEPS}
FIRST, LAST = STEPS[0], STEPS[-1]


def after(step: Step) -> Step | None:
    """The step that follows, None after the last."""
    number = STEPS.index(step) + 1
    return STEPS[number] if number < len(STEPS) else None


def before(step: Step) -> Step | None:
    number = STEPS.index(step)
    return STEPS[number - 1] if number else None


def step_of(name: str) -> Step | None:
    """The step that a field stands on."""
    if name.startswith("room_"):
        return BY_CODE["stanze"]
    return next((step for step in STEPS if step.form and name in step.form.base_fields), None)
