"""Kinds of answers: numbers as people type them, yes or no, one or several of a list. None of them is required."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from marketplace.core.forms import AmountInput, DateInput, MoneyInput


class Amount(forms.DecimalField):
    """A decimal typed as the reader writes it, "42,5" or "42.5", and shown without needless zeros."""

    def __init__(self, unit: str, **kwargs: Any):
        super().__init__(widget=AmountInput(unit), localize=True, required=False, **kwargs)

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, Decimal):
            value = value.normalize()
            return value.quantize(Decimal(1)) if value == value.to_integral_value() else value
        return value


class Euros(forms.IntegerField):
    """Whole euros."""

    default_error_messages = {"invalid": _("Scrivi un importo in euro, senza centesimi.")}

    def __init__(self, **kwargs: Any):
        super().__init__(widget=MoneyInput(), localize=True, required=False, min_value=0, **kwargs)


class Number(forms.IntegerField):
    default_error_messages = {"invalid": _("Scrivi un numero intero.")}

    def __init__(self, unit: str = "", **kwargs: Any):
        widget = AmountInput(unit, attrs={"inputmode": "numeric"})
        super().__init__(widget=widget, required=False, **kwargs)


class YesNo(forms.TypedChoiceField):
    """Yes, no, or not answered yet."""

    def __init__(self, **kwargs: Any):
        super().__init__(
            choices=[("True", _("Sì")), ("False", _("No"))],
            coerce=lambda value: value == "True",
            empty_value=None,
            widget=forms.RadioSelect,
            required=False,
            **kwargs,
        )


class OneOf(forms.ChoiceField):
    """One of a list: radios up to five, a select beyond, which begins with ``nothing``."""

    def __init__(self, choices: Any, *, nothing: Any = _("Scegli"), **kwargs: Any):
        few = len(choices.choices) <= 5
        first = [] if few else [("", nothing)]
        widget = forms.RadioSelect if few else forms.Select
        super().__init__(choices=[*first, *choices.choices], widget=widget, required=False, **kwargs)


class Several(forms.MultipleChoiceField):
    """Any of a list, as boxes."""

    def __init__(self, choices: Any, **kwargs: Any):
        super().__init__(choices=choices, widget=forms.CheckboxSelectMultiple, required=False, **kwargs)


class Day(forms.DateField):
    def __init__(self, **kwargs: Any):
        super().__init__(widget=DateInput, required=False, **kwargs)
