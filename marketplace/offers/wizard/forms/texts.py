"""The steps that every kind ends with."""

from django import forms
from django.utils.translation import gettext_lazy as _

from .base import StepForm


class TextForm(StepForm):
    """A kind gives its own examples: ``TextForm.base_fields`` are copied by a subclass that names them again."""

    title = forms.CharField(label=_("Titolo"), max_length=80, required=False)
    description = forms.CharField(
        label=_("Descrizione"),
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 9}),
        help_text=_("Niente indirizzo, telefono o nomi."),
    )


class SummaryForm(StepForm):
    """The last step, where a kind asks nothing more than its declaration."""
