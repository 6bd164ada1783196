"""Whole euros as people type them."""

import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from marketplace.core.forms import MoneyInput

GROUPS = re.compile(r"(?<=\d)[.,\s](?=\d{3}(?!\d))")


class Euros(forms.IntegerField):
    """ "850", "1.100", "1 100 €" → whole euros; cents are refused rather than rounded."""

    widget = MoneyInput
    default_error_messages = {"invalid": gettext_lazy("Scrivi un importo in euro, senza centesimi.")}

    def to_python(self, value: Any) -> int | None:
        if isinstance(value, str):
            value = GROUPS.sub("", value.replace("€", "").strip())
        return super().to_python(value)
