"""What an owner may change of a published flat without a new review."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from marketplace.core.forms import DateInput
from marketplace.offers.wizard.forms import Euros


class LiveForm(forms.Form):
    """That money does not rise is the service's rule: it knows the flat as it stands at that moment."""

    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    available_from = forms.DateField(label=_("Libera dal"), widget=DateInput)
    available_to = forms.DateField(
        label=_("Libera fino al"),
        required=False,
        widget=DateInput,
        help_text=_("Lascia vuoto se non c’è una data di fine."),
    )
    rent = Euros(label=_("Canone al mese"), help_text=_("Puoi solo abbassarlo."))
    fees = Euros(label=_("Spese condominiali al mese"), help_text=_("Puoi solo abbassarle."))

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["rent"].required = self.fields["fees"].required = True

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        first, last = data.get("available_from"), data.get("available_to")
        if first and last and last < first:
            self.add_error("available_to", _("Questa data viene prima di «Libera dal»: correggi una delle due."))
        return data

    def answers(self) -> dict[str, Any]:
        """The arguments of ``services.change_live``; call it on a valid form."""
        return {"version": self.cleaned_data["version"], "values": {n: self.cleaned_data[n] for n in LIVE}}


LIVE = ("available_from", "available_to", "rent", "fees")
