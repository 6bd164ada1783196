"""The steps of a course's wizard that are plain lists of fields."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jobs.enums import Cefr, Childcare, CourseType, Funding, MediationLanguage, Mode, Outcome, Schooling, Skill
from jobs.vocabulary.fields import OccupationsField, SectorField
from marketplace.offers.wizard import forms as wizard
from marketplace.offers.wizard.forms import Euros, Number, OneOf, Several, StepForm, YesNo


def _line(label: Any, length: int, help_text: Any = "") -> forms.CharField:
    return forms.CharField(label=label, max_length=length, required=False, help_text=help_text)


def _tick(label: Any, help_text: Any = "") -> forms.BooleanField:
    return forms.BooleanField(label=label, required=False, help_text=help_text)


class CourseForm(StepForm):
    type = OneOf(CourseType, label=_("Tipo di corso"))
    refresher = _tick(
        _("È un aggiornamento per chi ha già l’attestato"), _("Per sicurezza, carrello, primo soccorso e antincendio.")
    )
    outcomes = Several(Outcome.choices, label=_("Che cosa si ottiene alla fine"))
    certificate_issuer = _line(
        _("Chi rilascia il certificato"), 160, _("Per esempio Regione Lombardia, CPIA 5 Milano.")
    )
    qrsp_profile = _line(_("Profilo o competenza QRSP"), 160, _("Solo se si certificano competenze regionali."))
    eqf = Number(label=_("Livello EQF"), min_value=1, max_value=8, help_text=_("Da 1 a 8, se il titolo ne ha uno."))


class ContentsForm(StepForm):
    programme = forms.CharField(
        label=_("Programma"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 7}),
        help_text=_("Gli argomenti, uno per riga."),
    )
    skills = Several(Skill.choices, label=_("Che cosa si impara a fare"))
    occupations = OccupationsField(
        label=_("Mestieri che prepara"), help_text=_("Se ce n’è: uno per riga, con parole di tutti i giorni.")
    )
    sector = SectorField(
        label=_("Settore"), help_text=_("Per esempio «ristoranti» o «pulizie», se il corso ne ha uno.")
    )


class HoursForm(StepForm):
    hours_total = Number(_("ore"), label=_("Ore in tutto"), min_value=1, max_value=6000)
    hours_class = Number(_("ore"), label=_("In aula"), min_value=0, max_value=6000)
    hours_lab = Number(_("ore"), label=_("In laboratorio"), min_value=0, max_value=6000)
    hours_stage = Number(_("ore"), label=_("In stage"), min_value=0, max_value=6000)
    hours_distance = Number(_("ore"), label=_("A distanza"), min_value=0, max_value=6000)
    mode = OneOf(Mode, label=_("Dove si segue"))
    attendance_min = Number(
        "%",
        label=_("Frequenza minima"),
        min_value=0,
        max_value=100,
        help_text=_("Quanto bisogna frequentare per finire il corso. Vuoto se non c’è un minimo."),
    )


class EntryForm(StepForm):
    entry_cefr = OneOf(Cefr, label=_("Italiano che serve all’inizio"))
    exit_cefr = OneOf(Cefr, label=_("Italiano alla fine"), help_text=_("Solo per i corsi di lingua."))
    entry_schooling = OneOf(Schooling, label=_("Titolo di studio richiesto"))
    min_age = Number(_("anni"), label=_("Età minima"), min_value=14, max_value=99)
    max_age = Number(_("anni"), label=_("Età massima"), min_value=14, max_value=99)
    age_reason = _line(_("Norma che fissa l’età"), 200, _("Senza una norma lascia vuota l’età."))
    permits_reason = _line(
        _("Norma che limita chi può iscriversi"), 200, _("Solo se una legge o un bando ammette solo alcuni permessi.")
    )
    women_only = _tick(_("È riservato alle donne (azione positiva)"))
    women_reason = _line(_("Perché è riservato alle donne"), 300)


class CostForm(StepForm):
    cost = Euros(label=_("Costo per chi frequenta"), max_value=20_000, help_text=_("0 se è gratis."))
    stipend = Euros(
        label=_("Indennità di frequenza"), max_value=20_000, help_text=_("Quanto si riceve in tutto. Vuoto se non c’è.")
    )
    stipend_note = _line(_("Come si riceve l’indennità"), 200)
    material = _line(_("Materiale"), 200, _("Per esempio: libri e divisa compresi."))
    childcare = OneOf(Childcare, label=_("C’è un servizio per i bambini?"))
    mediation_languages = Several(MediationLanguage.choices, label=_("Lingue in cui c’è mediazione"))
    funding = OneOf(Funding, label=_("Chi finanzia il corso"))

    def clean_cost(self) -> int:
        """An emptied box means what it says on the page: nothing to pay."""
        return self.cleaned_data["cost"] or 0


class PlaceForm(wizard.AddressForm):
    address_public = _tick(_("Mostra l’indirizzo sul sito"), _("Se togli la spunta si vede solo la zona."))
    step_free = YesNo(label=_("Si entra senza scale?"))

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["address"].help_text = _("Dove si fa lezione: via e numero, poi scegli dall’elenco.")


class TextForm(wizard.TextForm):
    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["title"].help_text = _("Per esempio «Italiano A2 la sera, con spazio bimbi».")
        self.fields["description"].help_text = _("A chi serve e che cosa cambia dopo. Niente telefono o nomi.")
