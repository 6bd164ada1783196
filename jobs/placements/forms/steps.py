"""The steps that are plain lists of fields."""

from collections.abc import Iterable
from copy import deepcopy
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jobs.enums import (
    Cefr,
    Certificate,
    ContractForm,
    Experience,
    FixedTermCause,
    Licence,
    PayPeriod,
    Promoter,
    Remote,
    Skill,
)
from jobs.vocabulary.fields import CcnlField, OccupationField, SectorField
from marketplace.core import clock
from marketplace.offers.wizard.forms import (
    AddressForm,
    Amount,
    Answers,
    Day,
    Euros,
    Number,
    OneOf,
    Several,
    TextForm,
    YesNo,
)

from .. import asks
from .aside import set_aside
from .base import LawForm

RANGE = ("pay_min", "pay_max")
EQF = [(level, f"EQF {level}") for level in range(2, 9)]


def _text(label: Any, length: int, help_text: Any = "", **kwargs: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=length, required=False, help_text=help_text, **kwargs)


def _told(field: forms.Field, help_text: Any) -> forms.Field:
    """A shared field in words of this kind."""
    field = deepcopy(field)
    field.help_text = help_text
    return field


def _area(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class JobForm(LawForm):
    occupation = OccupationField(
        label=_("Che lavoro è?"), help_text=_("Scrivilo con parole tue: «lavapiatti», «badante», «magazziniere».")
    )
    cp2021 = forms.RegexField(
        r"^\d(\.\d{1,2}){2,4}$", label=_("Codice CP2021"), required=False, max_length=12,
        help_text=_("Solo se lo conosci: la classificazione Istat, per esempio 5.2.2.1.0."),
        error_messages={"invalid": _("Il codice CP2021 è fatto di cifre e punti, per esempio 5.2.2.1.0.")},
    )  # fmt: skip
    sector = SectorField(label=_("Settore dell’impresa"), help_text=_("Una parola, o il codice ATECO."))
    tasks = _text(_("Che cosa si fa"), 2000, _("Una giornata di lavoro, in frasi brevi."), widget=_area(6))
    skills = Several(Skill.choices, label=_("Che cosa bisogna saper fare"), help_text=_("Solo quello che serve."))
    experience = OneOf(Experience, label=_("Serve esperienza?"))


class ContractStepForm(LawForm):
    contract = forms.ChoiceField(
        label=_("Che contratto offri?"), choices=ContractForm.choices, required=False, widget=forms.RadioSelect
    )

    def read(self, names: Iterable[str]) -> Answers:
        """Answers to questions that the new contract does not have are set aside, and come back with the old one."""
        answers = super().read(names)
        if "contract" in answers.content:
            answers.content |= set_aside(self.content, answers.content["contract"])
        return answers


class TermForm(LawForm):
    seats = Number(label=_("Posti"), min_value=1, max_value=200, help_text=_("Quante persone cerchi."))
    available_from = Day(label=_("Si comincia il"))
    available_to = Day(label=_("Candidature fino al"), help_text=_("Dopo questo giorno l’annuncio esce dal sito."))
    months = Number(_("mesi"), label=_("Durata"), min_value=1, max_value=120)
    seasonal = YesNo(label=_("L’attività è stagionale?"), help_text=_("Allora il tirocinio può durare un mese."))
    eqf = forms.TypedMultipleChoiceField(
        label=_("Livelli EQF delle competenze"), choices=EQF, coerce=int, required=False,
        widget=forms.CheckboxSelectMultiple, help_text=_("Dal progetto formativo: decidono quanto può durare."),
    )  # fmt: skip
    qrsp_profile = _text(_("Profilo QRSP"), 160, _("Dal quadro regionale degli standard professionali."))
    social_service = YesNo(label=_("La persona è in carico a un servizio sociale?"))
    school = _text(_("Scuola, ITS o università del percorso"), 160)
    qualification = _text(_("Qualifica o titolo da raggiungere"), 160)
    craft = YesNo(label=_("È un’impresa artigiana?"))
    training_hours = Number(_("ore"), label=_("Formazione di base nel triennio"), min_value=0, max_value=1000)
    cause = OneOf(FixedTermCause, label=_("Causale"), help_text=_("Serve solo oltre i 12 mesi."))
    cause_text = _text(_("Quale esigenza"), 300)
    agency_name = _text(_("Agenzia per il lavoro"), 160, _("Quella autorizzata che assume la persona."))
    call_days = Number(_("giorni"), label=_("Giornate previste in tre anni"), min_value=1, max_value=1100)
    may_convert = YesNo(label=_("Alla fine può diventare un contratto più lungo?"))
    trial_day = YesNo(label=_("È possibile una giornata di prova, pagata?"))

    def asked(self, contract: str) -> tuple[str, ...]:
        return ("seats", "available_from", "available_to", *asks.of_term(contract))

    def saved(self, name: str) -> Any:
        return self.content.pool.total if name == "seats" else super().saved(name)

    def clean_seats(self) -> int | None:
        seats, held = self.cleaned_data["seats"], self.content.pool.held
        if seats is not None and seats < held:
            raise forms.ValidationError(_("%(n)s posti sono già di qualcuno: non scendere sotto.") % {"n": held})
        return seats

    def clean_available_to(self) -> Any:
        day = self.cleaned_data["available_to"]
        if day and day < clock.today() and "available_to" in self.changed_data:
            raise forms.ValidationError(_("Scrivi un giorno che deve ancora venire."))
        return day

    def read(self, names: Iterable[str]) -> Answers:
        """The pool holds the seats, and closes on the last day for proposals."""
        names = set(names)
        answers = super().read(names - {"seats"})
        if "seats" in names and self.cleaned_data["seats"]:
            answers.change(self.content.pool, total=self.cleaned_data["seats"])
        if "available_to" in names:
            answers.change(self.content.pool, closes_on=self.cleaned_data["available_to"])
        answers.names = names
        return answers


class PayForm(LawForm):
    pay_min = Amount("€", label=_("Paga lorda, da"), min_value=0, max_digits=8, decimal_places=2)
    pay_max = Amount(
        "€", label=_("fino a"), min_value=0, max_digits=8, decimal_places=2,
        help_text=_("Scrivi due volte lo stesso importo se è uno solo."),
    )  # fmt: skip
    pay_period = OneOf(PayPeriod, label=_("È la paga"))
    pay_instalments = Number(label=_("Mensilità all’anno"), min_value=12, max_value=16, help_text=_("Di solito 14."))
    ccnl = CcnlField(label=_("Contratto collettivo (CCNL)"), help_text=_("Una parola, «pulizie», o il codice CNEL."))
    level = _text(_("Livello"), 20, _("Quello del CCNL, per esempio 6S."))
    indemnity = Euros(label=_("Indennità lorda al mese"), max_value=5000)
    meals = YesNo(label=_("Ci sono mensa o buoni pasto?"))

    def asked(self, contract: str) -> tuple[str, ...]:
        return asks.of_pay(contract)

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        wrong = [name for name in RANGE if name in self.errors]
        if len(wrong) == 1 and not self._in_order({name for name in RANGE if name not in wrong}):
            self.add_error(
                next(name for name in RANGE if name not in wrong), _("Si salva quando l’altro importo è giusto.")
            )
        return data

    def read(self, names: Iterable[str]) -> Answers:
        """One end of the range never goes without the other to where they would stand in the wrong order."""
        names = set(names)
        return super().read(names if self._in_order(names) else names - set(RANGE))

    def _in_order(self, names: set[str]) -> bool:
        """Would the range be in order if only these answers were saved?"""
        known = {name: self.cleaned_data[name] for name in RANGE if name in names and name in self.cleaned_data}
        low, high = (known.get(name, getattr(self.content, name)) for name in RANGE)
        return low is None or high is None or low <= high


class PlaceForm(AddressForm):
    address = _told(AddressForm.base_fields["address"], _("Via e numero del posto di lavoro, poi scegli dall’elenco."))
    address_public = forms.BooleanField(
        label=_("Mostra l’indirizzo sul sito"), required=False,
        help_text=_("Se lo nascondi si vede solo la zona. Per il lavoro in casa resta sempre nascosto."),
    )  # fmt: skip
    remote = OneOf(Remote, label=_("Si lavora sul posto?"))
    transport_note = _text(_("Come si arriva"), 300, _("Per esempio: autobus 39, navetta, parcheggio bici."))


class RequirementsForm(LawForm):
    cefr_spoken = OneOf(Cefr, nothing=_("Non serve"), label=_("Italiano parlato"))
    cefr_written = OneOf(Cefr, nothing=_("Non serve"), label=_("Italiano scritto"))
    cefr_reason = _text(
        _("Per quale compito serve questo livello"), 300,
        _("Per esempio: «leggere le etichette dei prodotti». Senza un motivo legato al lavoro non si può."),
        widget=_area(3),
    )  # fmt: skip
    licences = Several(Licence.choices, label=_("Patenti"))
    certificates = Several(Certificate.choices, label=_("Attestati"))
    protective_gear = _text(_("Dispositivi di protezione che dai tu"), 200, _("Scarpe, guanti, casco."))


class DeclarationsForm(LawForm):
    promoter_kind = OneOf(Promoter, label=_("Chi promuove il tirocinio?"))
    promoter_name = _text(_("Nome di chi lo promuove o lo finanzia"), 160)
    agreed = YesNo(label=_("La convenzione è firmata o in preparazione?"))
    plan = YesNo(label=_("Ci sarà un progetto o piano formativo scritto?"))
    tutor = _text(_("Chi fa da tutor"), 120, _("Nome e mansione: li legge solo il Comune."))
    tutor_trainees = Number(label=_("Quante persone segue già il tutor"), min_value=0, max_value=50)
    employees = Number(label=_("Dipendenti a tempo indeterminato in questa sede"), min_value=0, max_value=100_000)
    trainees = Number(
        label=_("Tirocini già in corso in questa sede"), min_value=0, max_value=1000,
        help_text=_("Senza quelli di persone svantaggiate, che non si contano."),
    )  # fmt: skip
    no_prior_work = YesNo(label=_("Cerchi solo persone che non hanno già lavorato per te?"))
    safety_declared = YesNo(
        label=_("Hai la valutazione dei rischi e farai la formazione sulla sicurezza?"),
        help_text="D.Lgs. 81/2008 artt. 17, 28 e 37.",
    )
    quota_declared = YesNo(label=_("Rispetti la legge sul collocamento mirato?"), help_text="L. 68/1999.")
    claims_incentive = YesNo(label=_("Chiederai un incentivo contributivo per l’assunzione?"))
    siisl_id = _text(_("Numero dell’annuncio sul SIISL"), 40, _("Serve per un incentivo (D.L. 159/2025 art. 14)."))

    def asked(self, contract: str) -> tuple[str, ...]:
        return asks.of_declarations(contract)


class WordsForm(TextForm):
    title = _told(TextForm.base_fields["title"], _("Per esempio «Aiuto cuoco in trattoria a Lambrate»."))
    description = _told(
        TextForm.base_fields["description"],
        _("Com’è il posto, con chi si lavora, come si comincia. Niente telefono o nomi di persone."),
    )
