"""What an employer may change of a published placement without a new review."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jobs.models import Placement
from marketplace.core.forms import DateInput
from marketplace.offers.wizard.forms import Amount, Euros, Number

from ..services import pay_names


class LiveForm(forms.Form):
    """That pay does not fall is the service's rule: it knows the placement as it stands at that moment."""

    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    available_from = forms.DateField(label=_("Si comincia il"), widget=DateInput)
    available_to = forms.DateField(label=_("Candidature fino al"), widget=DateInput)
    seats = Number(label=_("Posti"), min_value=1, max_value=200, help_text=_("Puoi solo aumentarli."))
    pay_min = Amount("€", label=_("Paga lorda, da"), min_value=0, max_digits=8, decimal_places=2)
    pay_max = Amount("€", label=_("fino a"), min_value=0, max_digits=8, decimal_places=2)
    indemnity = Euros(label=_("Indennità lorda al mese"), max_value=5000)

    def __init__(self, *args: Any, placement: Placement, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.names = ("available_from", "available_to", "seats", *pay_names(placement))
        for name in set(self.fields) - {"version", *self.names}:
            del self.fields[name]
        for name in pay_names(placement):
            self.fields[name].help_text = _("Puoi solo alzarla.")
        for name in self.names:
            self.fields[name].required = True

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        first, last = data.get("available_from"), data.get("available_to")
        if first and last and last > first:
            text = _("Le candidature finiscono dopo il primo giorno di lavoro: correggi una delle due date.")
            self.add_error("available_to", text)
        return data

    def answers(self) -> dict[str, Any]:
        """The arguments of ``services.change_live``; call it on a valid form."""
        return {"version": self.cleaned_data["version"], "values": {n: self.cleaned_data[n] for n in self.names}}
