"""What the reviewer adds to a flat."""

from django import forms
from django.utils.translation import gettext_lazy as _

from marketplace.core.forms import AmountInput


class OfficeForm(forms.Form):
    concordato_zone = forms.TypedChoiceField(
        label=_("Zona del canone concordato"),
        choices=[("", _("Non nota")), *((str(n), str(n)) for n in range(1, 6))],
        coerce=int,
        empty_value=None,
        required=False,
        help_text=_("Dalla mappa dell’accordo. Sul confine vale la zona più cara."),
    )
    attested_persons = forms.IntegerField(
        label=_("Persone attestate"),
        min_value=1,
        max_value=30,
        required=False,
        widget=AmountInput(attrs={"inputmode": "numeric"}),
        help_text=_("Solo se hai visto l’idoneità abitativa del Municipio."),
    )
