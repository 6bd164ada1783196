"""Forms of sign-up, profile, bodies, invitations and the reviewer's decision."""

import re
from collections.abc import Callable
from typing import Any

from allauth.account.forms import LoginForm as BaseLoginForm
from allauth.account.forms import SignupForm as BaseSignupForm
from django import forms
from django.db import models
from django.utils.translation import gettext_lazy as _

from marketplace.accounts.models import User

from . import validators
from .enums import BUSINESSES, INVITABLE, THIRD_SECTOR, BodyForm, BodyStatus, Role
from .models import Body, Membership
from .services.bodies import IDENTITY
from .uploads import validate_document

SEPARATORS = re.compile(r"[,;]")


class LoginForm(BaseLoginForm):
    """allauth's form in our words; the way to a forgotten password stands beside the button."""

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["login"].label = _("Indirizzo e-mail")
        self.fields["password"].help_text = ""
        drop_placeholders(self)


class SignupForm(BaseSignupForm):
    """allauth's form with the name of the person."""

    first_name = forms.CharField(
        label=_("Nome"), max_length=80, widget=forms.TextInput(attrs={"autocomplete": "given-name"})
    )
    last_name = forms.CharField(
        label=_("Cognome"), max_length=80, widget=forms.TextInput(attrs={"autocomplete": "family-name"})
    )
    field_order = ["first_name", "last_name", "email", "password1"]

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["email"].label = _("Indirizzo e-mail")
        self.fields["email"].help_text = _("Ti mandiamo un messaggio per confermarlo.")
        self.fields["password1"].help_text = _("Almeno 10 caratteri. Una frase lunga si ricorda meglio.")
        drop_placeholders(self)


def drop_placeholders(form: forms.Form) -> None:
    """A placeholder that repeats the label vanishes when one types, and is too pale to read."""
    for field in form.fields.values():
        field.widget.attrs.pop("placeholder", None)


class ProfileForm(forms.ModelForm):
    class Meta:
        model = User
        fields = ["first_name", "last_name", "phone", "language"]
        widgets = {
            "first_name": forms.TextInput(attrs={"autocomplete": "given-name"}),
            "last_name": forms.TextInput(attrs={"autocomplete": "family-name"}),
            "phone": forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel"}),
        }
        help_texts = {"language": _("Usiamo questa lingua nei messaggi che ti mandiamo.")}


def with_https(field: models.Field, **options: Any) -> forms.Field:
    """A model's form field; an address typed without its scheme is taken for https, as Django 6 will do by itself."""
    if isinstance(field, models.URLField):
        options["assume_scheme"] = "https"
    return field.formfield(**options)


class AtecoField(forms.CharField):
    """Codes in one line, as people copy them: with commas, semicolons or spaces between them."""

    def prepare_value(self, value: Any) -> Any:
        return ", ".join(value) if isinstance(value, list) else value

    def to_python(self, value: Any) -> list[str]:
        codes = SEPARATORS.sub(" ", value or "").split()
        for code in codes:
            validators.validate_ateco(code)
        return codes


class BodyDataForm(forms.ModelForm):
    """The data of a body. What is due depends on its form: ``clean`` says what is missing and where."""

    numbers: dict[str, Callable[[str], str]] = {
        "codice_fiscale": validators.clean_codice_fiscale,
        "partita_iva": validators.clean_partita_iva,
        "rea": validators.clean_rea,
        "runts_number": validators.clean_runts,
    }

    class Meta:
        model = Body
        fields = [
            "legal_name", "form", "codice_fiscale", "partita_iva", "pec", "rea", "runts_number", "runts_section",
            "ateco", "legal_representative", "address", "phone", "website",
        ]  # fmt: skip
        labels = {"runts_section": _("Sezione del RUNTS"), "runts_number": _("Numero di repertorio RUNTS")}
        help_texts = {
            "legal_name": _("Come risulta dallo statuto o dalla visura."),
            "codice_fiscale": _("11 cifre; per una ditta individuale i 16 caratteri di chi ne è titolare."),
            "partita_iva": _("11 cifre. Serve a società, ditte e cooperative."),
            "pec": _("La posta certificata dell’ente. Serve a società, ditte e cooperative."),
            "rea": _("Sigla della provincia e numero, per esempio MI-1234567."),
            "runts_number": _("Il numero nel Registro unico nazionale del Terzo settore."),
            "legal_representative": _("Nome e cognome di chi firma per l’ente."),
        }
        widgets = {
            "codice_fiscale": forms.TextInput(attrs={"autocapitalize": "characters"}),
            "partita_iva": forms.TextInput(attrs={"inputmode": "numeric"}),
            "rea": forms.TextInput(attrs={"autocapitalize": "characters"}),
            "phone": forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel"}),
            "website": forms.URLInput(attrs={"placeholder": "https://"}),
        }
        formfield_callback = with_https

    ateco = AtecoField(
        label=_("Codici ATECO"),
        required=False,
        help_text=_("Come nella visura, separati da una virgola: per esempio 56.11.11, 55.10.00."),
    )

    def __init__(self, *args: Any, role: str = "", **kwargs: Any):
        """``role``: in which the body is being registered; one that exists has those of its people."""
        super().__init__(*args, **kwargs)
        self.fields["legal_representative"].required = True
        if role != Role.EMPLOYER and not self._employs():
            del self.fields["ateco"]
        for name in ("codice_fiscale", "partita_iva"):  # written with spaces a number is longer than it is stored
            self.fields[name].validators = []
            self.fields[name].widget.attrs["maxlength"] = 24
        if self.instance.pk and self.instance.status != BodyStatus.PENDING:
            for name in IDENTITY:
                del self.fields[name]

    def _employs(self) -> bool:
        return bool(self.instance.pk) and self.instance.memberships.filter(role=Role.EMPLOYER).exists()

    def _clean_number(self, name: str) -> str:
        value = self.cleaned_data.get(name, "")
        return self.numbers[name](value) if value else ""

    def clean_codice_fiscale(self) -> str:
        return self._clean_number("codice_fiscale")

    def clean_partita_iva(self) -> str:
        return self._clean_number("partita_iva")

    def clean_rea(self) -> str:
        return self._clean_number("rea")

    def clean_runts_number(self) -> str:
        return self._clean_number("runts_number")

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if "form" in self.fields and data.get("form"):
            for field, message in missing_for(data):
                if field not in self.errors:
                    self.add_error(field, message)
        return data

    def _get_validation_exclusions(self) -> set[str]:
        """Whether the codice fiscale is free is the service's to say, under its lock and in words that help."""
        return super()._get_validation_exclusions() | {"codice_fiscale"}


def missing_for(data: dict[str, Any]) -> list[tuple[str, Any]]:
    """What a body of this form still owes, as (field, sentence)."""
    form, missing = data["form"], []
    if form in BUSINESSES:
        if not data.get("partita_iva"):
            missing.append(("partita_iva", _("Scrivi la partita IVA: per questa forma giuridica serve.")))
        if not data.get("pec"):
            missing.append(("pec", _("Scrivi la PEC: per questa forma giuridica serve.")))
        if not data.get("rea"):
            missing.append(("rea", _("Scrivi il numero REA: lo trovi nella visura camerale.")))
    if form in THIRD_SECTOR and not data.get("runts_number"):
        missing.append(("runts_number", _("Scrivi il numero del RUNTS: per questa forma giuridica serve.")))
    if data.get("runts_number") and not data.get("runts_section"):
        missing.append(("runts_section", _("Scegli la sezione del RUNTS.")))
    if form in {BodyForm.FOUNDATION, BodyForm.OTHER} and not (data.get("runts_number") or data.get("rea")):
        missing.append(("runts_number", _("Scrivi il numero del RUNTS oppure il numero REA.")))
    return missing


class RegisterBodyForm(BodyDataForm):
    """A new body with the mandate of who registers it."""

    mandate_document = forms.FileField(
        label=_("Il tuo incarico"),
        help_text=_("Delega, nomina o visura da cui risulta che agisci per l’ente. PDF o foto, fino a 10 MB."),
        validators=[validate_document],
        widget=forms.FileInput(attrs={"accept": ".pdf,image/jpeg,image/png"}),
    )
    truthful = forms.BooleanField(
        label=_("Dichiaro che i dati sono veri (DPR 445/2000, artt. 46 e 47)"),
        error_messages={"required": _("Per continuare conferma che i dati sono veri.")},
    )


class InviteForm(forms.Form):
    email = forms.EmailField(label=_("E-mail della persona"), widget=forms.EmailInput(attrs={"autocomplete": "off"}))
    role = forms.ChoiceField(label=_("Ruolo"))

    def __init__(self, *args: Any, by: Membership, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = [(role.value, role.label) for role in INVITABLE[by.role]]


class DecisionForm(forms.Form):
    """The reviewer's decision on a body; a reason is due for all but the verification."""

    reason = forms.CharField(
        label=_("Che cosa scrivi all’ente"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("L’ente lo riceve per e-mail. Serve sempre, tranne quando verifichi."),
    )
