"""The steps of a flat's wizard."""

from django.utils.translation import gettext_lazy as _

from marketplace.offers.wizard.steps import Step, Steps

from . import forms

STEPS = Steps(
    [
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
        Step(
            "canone",
            _("Canone"),
            _("Quanto costa la casa in tutto, al mese."),
            forms.RentForm,
            "housing/step_rent.html",
        ),
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
        Step(
            "foto", _("Foto"), _("Le foto fanno capire subito com’è la casa."), None, "offers/wizard/step_photos.html"
        ),
        Step("descrizione", _("Descrizione"), _("Due parole tue: si leggono per prime."), forms.TextForm),
        Step(
            "riepilogo",
            _("Riepilogo"),
            _("Rileggi, dichiara e invia."),
            forms.SummaryForm,
            "offers/wizard/step_summary.html",
        ),
    ]
)
