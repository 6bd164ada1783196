"""The steps of the wizard, in the order in which they are offered."""

from django.utils.translation import gettext_lazy as _

from marketplace.offers.wizard.forms import SummaryForm
from marketplace.offers.wizard.steps import PHOTOS, Step, Steps

from .forms import steps as forms

EDITIONS = "calendario"  # the address …/edizioni/ is the page of all editions

STEPS = Steps(
    [
        Step("corso", _("Corso"), _("Che corso è e che cosa resta in mano a chi lo finisce."), forms.CourseForm),
        Step("contenuti", _("Contenuti"), _("Che cosa si impara."), forms.ContentsForm),
        Step("ore", _("Ore"), _("Quanto dura e dove si segue."), forms.HoursForm),
        Step(
            "chi",
            _("Per chi"),
            _("Che cosa serve per iscriversi: meno chiedi, più persone puoi incontrare."),
            forms.EntryForm,
        ),
        Step("costo", _("Costo e aiuti"), _("Quanto costa, e che cosa aiuta a frequentare."), forms.CostForm),
        Step("sede", _("Sede"), _("Dove si fa lezione."), forms.PlaceForm, "jobs/courses/step_place.html"),
        Step(
            EDITIONS,
            _("Edizioni"),
            _("Quando comincia, con che orario e con quanti posti."),
            None,
            "jobs/courses/step_editions.html",
        ),
        Step(
            PHOTOS,
            _("Foto"),
            _("L’aula o il laboratorio, se vuoi: senza foto va bene lo stesso."),
            None,
            "offers/wizard/step_photos.html",
        ),
        Step("descrizione", _("Descrizione"), _("Due parole tue: si leggono per prime."), forms.TextForm),
        Step(
            "riepilogo",
            _("Riepilogo"),
            _("Rileggi, dichiara e invia."),
            SummaryForm,
            "offers/wizard/step_summary.html",
        ),
    ]
)
