from django import forms
from django.utils.translation import gettext_lazy as _


class RulesForm(forms.Form):
    q = forms.CharField(
        label=_("Cerca una regola"), required=False, max_length=60, help_text=_("Per esempio: deposito, registrazione")
    )
    past = forms.BooleanField(label=_("Mostra anche i valori passati"), required=False)
