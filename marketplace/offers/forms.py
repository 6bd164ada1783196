"""The few forms of offers and agreements."""

from datetime import datetime, time
from typing import Any

from django import forms
from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from marketplace.core.clock import ROME, now, today
from marketplace.core.forms import DateInput, DateTimeInput

from .enums import RejectReason
from .flow import CONVERTED
from .kinds import ChecklistItem, OfferKind
from .services.followups import Conversion


class KindForm(forms.Form):
    """A form whose lists and words are those of a kind of offer."""

    def __init__(self, *args: Any, kind: OfferKind, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.kind = kind
        self.of_kind()

    def of_kind(self) -> None:
        """Fill in what the kind says."""


class WithdrawForm(KindForm):
    """Why an offer leaves the market."""

    reason = forms.ChoiceField(label=_("Perché la ritiri?"), widget=forms.RadioSelect)

    def of_kind(self) -> None:
        self.fields["reason"].choices = self.kind.flow.withdraw_reasons.choices


class DecisionForm(forms.Form):
    """The reviewer's ticks, message and decision; nothing is required, for the look may be kept as it stands."""

    checklist = forms.MultipleChoiceField(
        label=_("Da controllare"), required=False, widget=forms.CheckboxSelectMultiple
    )
    message = forms.CharField(
        label=_("Messaggio a chi ha pubblicato"),
        required=False,
        max_length=2000,
        widget=forms.Textarea({"rows": 5}),
        help_text=_("Di’ che cosa va bene e che cosa deve cambiare. Lo legge chi ha pubblicato."),
    )
    reason = forms.ChoiceField(
        label=_("Motivo, solo se respingi"),
        required=False,
        choices=[("", _("Scegli un motivo")), *RejectReason.choices],
    )

    def __init__(self, *args: Any, lines: tuple[ChecklistItem, ...], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["checklist"].choices = [
            (line.code, line.label if line.required else _("%(line)s (facoltativo)") % {"line": line.label})
            for line in lines
        ]


class DayForm(KindForm):
    """On which day something was done."""

    on = forms.DateField(label=_("Data"), widget=DateInput, initial=today)


class SignForm(KindForm):
    on = forms.DateField(label=_("Data della firma"), widget=DateInput, initial=today)


class BeginForm(KindForm):
    """When it began: at what moment where terms run from the hour, else on which day."""

    at = forms.DateTimeField(widget=DateTimeInput, initial=now)

    def of_kind(self) -> None:
        if not self.kind.flow.begins_at_hour:
            self.fields["at"] = forms.DateField(widget=DateInput, initial=today)
        self.fields["at"].label = self.kind.words.ending.begin_field

    def clean_at(self) -> datetime:
        at = self.cleaned_data["at"]
        return at if isinstance(at, datetime) else datetime.combine(at, time(), tzinfo=ROME)


class EndForm(KindForm):
    """When and why an agreement ended."""

    on = forms.DateField(label=_("Ultimo giorno"), widget=DateInput, initial=today)
    reason = forms.ChoiceField(label=_("Perché finisce?"))

    def of_kind(self) -> None:
        self.fields["reason"].choices = [("", _("Scegli un motivo")), *self.kind.flow.end_reasons.choices]


class CancelForm(KindForm):
    reason = forms.ChoiceField(label=_("Perché si annulla?"))

    def of_kind(self) -> None:
        self.fields["reason"].choices = [("", _("Scegli un motivo")), *self.kind.flow.cancel_reasons.choices]


class FollowUpForm(KindForm):
    """What has become of an agreement; of a conversion also the new contract and its first day.

    ``forms``: the contracts that it may have turned into, None where it cannot. ``early``: its day has not come yet, so
    that only a conversion may be recorded.
    """

    outcome = forms.ChoiceField(label=_("Com’è andata?"), widget=forms.RadioSelect)
    contract_form = forms.ChoiceField(label=_("Tipo del nuovo contratto"), required=False)
    since = forms.DateField(label=_("Primo giorno del nuovo contratto"), required=False, widget=DateInput)
    note = forms.CharField(
        label=_("Nota"), required=False, max_length=500, widget=forms.Textarea({"rows": 3}),
        help_text=_("Solo per il tuo ente. Niente nomi, telefoni, malattie o documenti."),
    )  # fmt: skip

    def __init__(self, *args: Any, forms: type[TextChoices] | None, early: bool, **kwargs: Any):
        self.forms, self.early = forms, early
        super().__init__(*args, **kwargs)

    def of_kind(self) -> None:
        wanted = {True} if self.early else {True, False} if self.forms else {False}
        outcomes = self.kind.flow.outcomes.choices
        self.fields["outcome"].choices = [pair for pair in outcomes if (pair[0] == CONVERTED) in wanted]
        if self.forms is None:
            del self.fields["contract_form"], self.fields["since"]
        else:
            self.fields["contract_form"].choices = [("", _("Scegli il contratto")), *self.forms.choices]
            self.fields["contract_form"].help_text = _("Solo se il tirocinio è diventato un contratto di lavoro.")

    @property
    def conversion(self) -> Conversion | None:
        """The new contract, where one was written."""
        form, since = self.cleaned_data.get("contract_form"), self.cleaned_data.get("since")
        return Conversion(form, since) if form and since else None

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if data.get("outcome") == CONVERTED:
            for name in ("contract_form", "since"):
                if not data.get(name) and name not in self.errors:
                    self.add_error(name, _("Per un contratto nuovo serve anche questo."))
        return data
