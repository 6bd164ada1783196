"""The few forms of offers and agreements."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from marketplace.core.clock import now, today
from marketplace.core.forms import DateInput, DateTimeInput

from .enums import EndReason, RejectReason, WithdrawReason
from .kinds import ChecklistItem


class WithdrawForm(forms.Form):
    """Why an offer leaves the market."""

    reason = forms.ChoiceField(label=_("Perché la ritiri?"), choices=WithdrawReason, widget=forms.RadioSelect)


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


class DayForm(forms.Form):
    """On which day something was done."""

    on = forms.DateField(label=_("Data"), widget=DateInput, initial=today)


class SignForm(forms.Form):
    on = forms.DateField(label=_("Data della firma"), widget=DateInput, initial=today)


class HandOverForm(forms.Form):
    at = forms.DateTimeField(label=_("Giorno e ora della consegna delle chiavi"), widget=DateTimeInput, initial=now)


class EndForm(forms.Form):
    """When and why an agreement ended."""

    on = forms.DateField(label=_("Ultimo giorno"), widget=DateInput, initial=today)
    reason = forms.ChoiceField(label=_("Perché finisce?"), choices=EndReason)


class CancelForm(forms.Form):
    reason = forms.ChoiceField(label=_("Perché si annulla?"), choices=EndReason)
