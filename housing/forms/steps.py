"""The steps that are plain lists of fields."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from housing.enums import (
    DERIVED,
    EnergyClass,
    Envelope,
    Feature,
    Furnished,
    Heating,
    LeaseType,
    LettingScheme,
    OwnerTitle,
    Vacancy,
)
from housing.rules import cadastral, deposit, energy
from marketplace.core import clock
from marketplace.offers.wizard import forms as wizard
from marketplace.offers.wizard.forms import Amount, Answers, Day, Euros, Number, OneOf, Several, StepForm, YesNo

ASKED_FEATURES = [(code.value, code.label) for code in Feature if code not in DERIVED]


class AddressForm(wizard.AddressForm):
    staircase = forms.CharField(label=_("Scala"), max_length=10, required=False)
    unit = forms.CharField(label=_("Interno"), max_length=10, required=False)

    def read(self, names: Iterable[str]) -> Answers:
        """A new pin brings the cadastre's code of its comune."""
        answers = super().read(names)
        if "point" in answers.offer:
            answers.content["cadastral_comune"] = self.place.comune.belfiore if self.place else ""
        return answers


class HouseForm(StepForm):
    surface_net = Amount(
        "m²",
        label=_("Superficie calpestabile"),
        min_value=5,
        max_value=2000,
        max_digits=6,
        decimal_places=2,
        help_text=_("I metri quadri dentro i muri: somma le stanze, o guarda la planimetria."),
    )
    floor = Number(label=_("Piano"), min_value=-2, max_value=60, help_text=_("0 è il piano terra, −1 il seminterrato."))
    lift = YesNo(label=_("C’è l’ascensore?"))
    step_free = YesNo(
        label=_("Si entra senza scale?"), help_text=_("Dalla strada alla porta di casa: con rampa o ascensore va bene.")
    )
    bathrooms = Number(label=_("Bagni"), min_value=0, max_value=10)
    heating = OneOf(Heating, label=_("Riscaldamento"))
    furnished = OneOf(Furnished, label=_("Mobili"))


class RentForm(StepForm):
    rent = Euros(label=_("Canone al mese"), max_value=20_000, help_text=_("Senza le spese. 0 se presti la casa."))
    fees = Euros(label=_("Spese condominiali al mese"), max_value=5_000, help_text=_("Una media dell’ultimo anno."))
    utilities_included = YesNo(label=_("Luce, gas e internet sono compresi?"))
    deposit_months = Amount(
        _("mesi"),
        label=_("Deposito"),
        min_value=0,
        max_value=12,
        max_digits=3,
        decimal_places=1,
        help_text=_("In mesi di canone. Si può chiedere da 0 a 3."),
    )
    guarantee_months = Amount(
        _("mesi"),
        label=_("Fideiussione al posto del deposito"),
        min_value=0,
        max_value=12,
        max_digits=3,
        decimal_places=1,
        help_text=_("In mesi di canone. Di solito 0."),
    )
    features = Several(
        ASKED_FEATURES,
        label=_("Che cosa c’è nella casa"),
        help_text=_("Serve solo per il canone concordato a Milano: da qui dipende la fascia."),
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if text := deposit.problem(data.get("deposit_months"), data.get("guarantee_months")):
            field = "guarantee_months" if "guarantee_months" in self.changed_data else "deposit_months"
            self.add_error(field, text)
        return data


class ContractForm(StepForm):
    lease_types = Several(
        LeaseType.choices, label=_("Contratti possibili"), help_text=_("Più ne scegli, più famiglie puoi incontrare.")
    )
    letting_schemes = Several(LettingScheme.choices, label=_("A chi la affitti"))
    available_from = Day(label=_("Libera dal"))
    min_months = Number(_("mesi"), label=_("Durata minima"), min_value=1, max_value=240)
    max_months = Number(_("mesi"), label=_("Durata massima"), min_value=1, max_value=240)
    vacant_since = Day(label=_("Vuota dal"), help_text=_("Se non la ricordi, una data vicina."))
    vacancy_reason = OneOf(Vacancy, label=_("Perché è vuota"), help_text=_("Lo leggono solo gli uffici."))

    def clean_vacant_since(self) -> Any:
        day = self.cleaned_data["vacant_since"]
        if day and day > clock.today():
            raise forms.ValidationError(_("Scrivi una data passata, oppure lascia vuoto se è abitata."))
        return day

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        low, high = data.get("min_months"), data.get("max_months")
        if low and high and low > high:
            field = "min_months" if "max_months" not in self.changed_data else "max_months"
            self.add_error(field, _("La durata massima viene prima della minima: correggi una delle due."))
        return data


class EnergyForm(StepForm):
    ape_pending = forms.BooleanField(
        label=_("L’APE non c’è ancora: l’ho chiesto a un tecnico"),
        required=False,
        help_text=_("Puoi preparare l’annuncio e mandarlo quando arriva."),
    )
    ape_class = OneOf(EnergyClass, label=_("Classe energetica"))
    ape_nren = Amount(
        _("kWh/m²"),
        label=_("EPgl,nren"),
        min_value=0,
        max_value=5000,
        max_digits=7,
        decimal_places=2,
        help_text=_("Sulla prima pagina dell’APE, sotto la freccia della classe."),
    )
    ape_ren = Amount(_("kWh/m²"), label=_("EPgl,ren"), min_value=0, max_value=5000, max_digits=7, decimal_places=2)
    ape_issued = Day(label=_("Data dell’APE"))
    ape_code = forms.CharField(
        label=_("Codice dell’APE"), max_length=30, required=False, help_text=_("Per esempio 15146-000123/24.")
    )
    ape_envelope_winter = OneOf(Envelope, label=_("Isolamento d’inverno"))
    ape_envelope_summer = OneOf(Envelope, label=_("Isolamento d’estate"))

    def clean_ape_issued(self) -> Any:
        day = self.cleaned_data["ape_issued"]
        if day and day > clock.today():
            raise forms.ValidationError(_("Scrivi la data di emissione: non può essere dopo oggi."))
        if day and energy.expires(day) < clock.today():
            raise forms.ValidationError(_("Questo APE è scaduto: vale dieci anni. Ne serve uno nuovo."))
        return day


class PapersForm(StepForm):
    agibilita = YesNo(label=_("Hai l’agibilità (o abitabilità)?"))
    electric_conformity = YesNo(label=_("Hai la conformità dell’impianto elettrico?"))
    gas_conformity = YesNo(label=_("Hai la conformità dell’impianto del gas?"))
    boiler_booklet = YesNo(label=_("Hai il libretto della caldaia?"))
    foglio = forms.CharField(label=_("Foglio"), max_length=4, required=False)
    particella = forms.CharField(label=_("Particella"), max_length=12, required=False)
    subalterno = forms.CharField(label=_("Subalterno"), max_length=4, required=False)
    category = forms.CharField(label=_("Categoria"), max_length=6, required=False, help_text=_("Per esempio A/3."))
    rendita = Amount("€", label=_("Rendita"), min_value=0, max_value=1_000_000, max_digits=9, decimal_places=2)
    surface_cadastral = Amount(
        "m²", label=_("Superficie catastale"), min_value=5, max_value=3000, max_digits=6, decimal_places=2
    )
    salva_casa = forms.BooleanField(label=_("C’è un progetto asseverato «salva casa»"), required=False)

    def _digits(self, name: str) -> str:
        text = self.cleaned_data[name]
        if not text:
            return ""
        try:
            return cadastral.digits(name, text)
        except ValueError as error:
            raise forms.ValidationError(str(error)) from None

    def clean_foglio(self) -> str:
        return self._digits("foglio")

    def clean_particella(self) -> str:
        return self._digits("particella")

    def clean_subalterno(self) -> str:
        return self._digits("subalterno")

    def clean_category(self) -> str:
        text = self.cleaned_data["category"]
        try:
            return cadastral.category(text) if text else ""
        except ValueError as error:
            raise forms.ValidationError(str(error)) from None


class TextForm(wizard.TextForm):
    title = forms.CharField(
        label=_("Titolo"), max_length=80, required=False, help_text=_("Per esempio «Bilocale luminoso a Lambrate».")
    )
    description = forms.CharField(
        label=_("Descrizione"),
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 9}),
        help_text=_("Com’è la casa, che cosa c’è vicino. Niente indirizzo, telefono o nomi."),
    )


class SummaryForm(StepForm):
    owner_title = OneOf(OwnerTitle, label=_("Qual è il tuo titolo sulla casa?"))
    all_owners_agree = YesNo(label=_("Tutti i proprietari sono d’accordo?"))
