"""What a person says when she keeps a search."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ..models import Frequency, SavedSearch
from ..models.saved import MOST_QUERY


class SaveForm(forms.Form):
    """For people of the portal: when to be told, and the search in a hidden field."""

    query = forms.CharField(max_length=MOST_QUERY, required=False, widget=forms.HiddenInput)
    frequency = forms.ChoiceField(
        label=_("Quando avvisarti"), choices=Frequency.choices, initial=Frequency.DAILY, widget=forms.Select
    )

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, auto_id="avviso_%s", **kwargs)


class AskForm(SaveForm):
    """For everybody else: an address as well."""

    address = forms.EmailField(
        label=_("Il tuo indirizzo e-mail"),
        help_text=_("Ti mandiamo un messaggio per confermare."),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={
            "required": _("Scrivi il tuo indirizzo e-mail."),
            "invalid": _("Scrivi un indirizzo e-mail completo, per esempio nome@esempio.it."),
        },
    )
    field_order = ["query", "address", "frequency"]


class ChangeForm(forms.ModelForm):
    class Meta:
        model = SavedSearch
        fields = ["title", "frequency"]
        error_messages = {"title": {"required": _("Scrivi un nome, per esempio «Bilocale a Lambrate».")}}
