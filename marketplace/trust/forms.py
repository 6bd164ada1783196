"""The paper as the body hands it in, and what the reviewer says of it. Each kind of check asks for its own fields."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from marketplace.core.clock import today
from marketplace.core.forms import DateInput
from marketplace.organisations.uploads import validate_document

from .enums import OUTCOMES, Accreditation, CheckState
from .kinds import ACCREDITATION, NUMBER, SECTIONS, CheckKind
from .models import Check

LARGEST = 20  # MB


def validate_evidence(file: UploadedFile) -> None:
    validate_document(file, megabytes=LARGEST)


class PaperForm(forms.Form):
    """What stands on the paper, or in the register."""

    accreditation = forms.ChoiceField(
        label=_("Con quale titolo"), choices=Accreditation.choices, widget=forms.RadioSelect, required=False
    )
    number = forms.CharField(label=_("Numero o protocollo"), max_length=60, required=False)
    sections = forms.CharField(
        label=_("Sezioni dell’albo"), max_length=200, required=False, help_text=_("Per esempio: A, B.")
    )
    issued_on = forms.DateField(label=_("Data del documento"), widget=DateInput)
    stated_until = forms.DateField(
        label=_("Scadenza scritta sul documento"), widget=DateInput, required=False, help_text=_("Se c’è.")
    )
    evidence = forms.FileField(
        label=_("Documento"),
        help_text=_("PDF o foto, fino a 20 MB."),
        validators=[validate_evidence],
        widget=forms.FileInput(attrs={"accept": ".pdf,image/jpeg,image/png"}),
    )

    def __init__(self, *args: Any, kind: CheckKind, known: Check | None = None, **kwargs: Any):
        self.kind = kind
        if known:
            names = ("accreditation", "number", "sections", "issued_on", "stated_until")
            kwargs["initial"] = {name: getattr(known, name) for name in names} | kwargs.get("initial", {})
        super().__init__(*args, **kwargs)
        for name in {ACCREDITATION, NUMBER, SECTIONS} - kind.asks:
            del self.fields[name]
        if kind.declared:
            del self.fields["stated_until"], self.fields["evidence"]
            self.fields["issued_on"].label = _("Data della dichiarazione")
        if kind.from_register:
            self.fields["issued_on"].label = _("Data di iscrizione o di rilascio")
            self.fields["issued_on"].required = False
        for name in kind.asks:
            self.fields[name].required = True

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("accreditation") == Accreditation.COMUNE and "number" in self.errors:
            del self.errors["number"]  # a Comune is authorised by the law itself: there is no number
            data["number"] = ""
        return data


class ProposalForm(PaperForm):
    """The body's own: a paper to upload, or a sentence to declare."""

    truthful = forms.BooleanField(error_messages={"required": _("Per continuare conferma la dichiarazione.")})

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        if self.kind.declared:  # declared today, by who is signed in
            del self.fields["issued_on"]
            self.fields["truthful"].label = self.kind.sentence
        else:
            self.fields["truthful"].label = _("Dichiaro che i dati sono veri (DPR 445/2000, artt. 46 e 47)")

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        return data | {"issued_on": today()} if self.kind.declared else data


class RecordForm(PaperForm):
    """The reviewer's: what stands on the paper, and whether it is in order."""

    outcome = forms.ChoiceField(
        label=_("Esito"),
        choices=[(state.value, state.label) for state in CheckState if state in OUTCOMES],
        widget=forms.RadioSelect,
    )
    note = forms.CharField(
        label=_("Nota"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("L’ente la legge. Serve quando l’esito è «Non in regola»."),
    )
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        if "evidence" in self.fields:
            self.fields["evidence"].required = False

    def clean_seen(self) -> list[int]:
        """The open rows that the page showed, by id."""
        return [int(part) for part in self.cleaned_data["seen"].split(",") if part.isdecimal()]


class WithdrawForm(forms.Form):
    reason = forms.CharField(
        label=_("Perché la ritiri"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("L’ente lo riceve per e-mail."),
        error_messages={"required": _("Scrivi il motivo: l’ente lo riceve per e-mail.")},
    )
