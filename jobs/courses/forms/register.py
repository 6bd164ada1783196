"""What a training body does with one enrolment."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jobs.enums import Cefr, DropReason
from marketplace.core.forms import DateInput


class DropForm(forms.Form):
    reason = forms.ChoiceField(
        label=_("Perché lascia il corso?"),
        choices=[("", _("Scegli")), *((c.value, c.label) for c in DropReason if c != DropReason.CANCELLED)],
        error_messages={"required": _("Scegli un motivo dall’elenco.")},
    )


class CertifyForm(forms.Form):
    on = forms.DateField(label=_("Data del certificato"), widget=DateInput)
    cefr_reached = forms.ChoiceField(
        label=_("Livello di italiano raggiunto"), choices=[("", _("Nessuno")), *Cefr.choices], required=False
    )

    def __init__(self, *args: Any, language: bool, **kwargs: Any):
        """``language``: the course certifies a level, so it is asked for."""
        super().__init__(*args, **kwargs)
        if not language:
            del self.fields["cefr_reached"]
