"""Euros as people type them."""

import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from marketplace.core.forms import MoneyInput
from marketplace.offers.wizard.forms import Amount

GROUPS = re.compile(r"(?<=\d)[.,\s](?=\d{3}(?!\d))")


class Euros(forms.IntegerField):
    """ "850", "1.100", "1 100 €" → whole euros; cents are refused rather than rounded."""

    widget = MoneyInput
    default_error_messages = {"invalid": gettext_lazy("Scrivi un importo in euro, senza centesimi.")}

    def to_python(self, value: Any) -> int | None:
        if isinstance(value, str):
            value = GROUPS.sub("", value.replace("€", "").strip())
        return super().to_python(value)


class Cents(Amount):
    """ "1450,50", "1.450,50 €" → a decimal."""

    def __init__(self, **kwargs: Any):
        super().__init__("€", max_digits=8, decimal_places=2, **kwargs)

    def to_python(self, value: Any) -> Any:
        if isinstance(value, str):
            value = GROUPS.sub("", value.replace("€", "").strip())
        return super().to_python(value)
