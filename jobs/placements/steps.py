"""The steps of a placement's wizard."""

from django.utils.translation import gettext_lazy as _

from marketplace.offers.wizard.forms import SummaryForm
from marketplace.offers.wizard.steps import Step, Steps

from . import forms

STEPS = Steps(
    [
        Step("professione", _("Lavoro"), _("Che lavoro è e che cosa si fa."), forms.JobForm,
             "jobs/placements/step_job.html"),
        Step("contratto", _("Contratto"), _("Il passo dopo chiede solo quello che serve per il contratto scelto."),
             forms.ContractStepForm),
        Step("posti", _("Posti"), _("Quante persone, da quando e per quanto."), forms.TermForm),
        Step("orario", _("Orario"), _("Le ore e i turni: da qui si vede se ci si arriva con i mezzi."),
             forms.HoursForm, "jobs/placements/step_hours.html"),
        Step("paga", _("Paga"), _("L’annuncio dice sempre quanto si guadagna, al lordo."), forms.PayForm,
             "jobs/placements/step_pay.html"),
        Step("luogo", _("Luogo"), _("Dove si lavora e come ci si arriva."), forms.PlaceForm,
             "jobs/placements/step_place.html"),
        Step("requisiti", _("Requisiti"), _("Solo quello che il lavoro richiede davvero."), forms.RequirementsForm),
        Step("dichiarazioni", _("Dichiarazioni"), _("Quello che la legge chiede a chi assume o ospita."),
             forms.DeclarationsForm),
        Step("foto", _("Foto"), _("Il posto di lavoro, se vuoi: senza foto va bene lo stesso."), None,
             "offers/wizard/step_photos.html"),
        Step("descrizione", _("Testo"), _("Due parole tue: si leggono per prime."), forms.WordsForm),
        Step("riepilogo", _("Riepilogo"), _("Rileggi, dichiara e invia."), SummaryForm,
             "offers/wizard/step_summary.html"),
    ]
)  # fmt: skip
