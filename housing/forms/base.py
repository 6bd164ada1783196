"""What all steps share: reading the draft into a form, as the person would have typed it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from housing.models import Flat, Room
from marketplace.core.forms import AmountInput, MoneyInput

Typed = dict[str, list[str]]


@dataclass
class Answers:
    """Valid changes: columns of the offer, of the flat and of its rooms; ``names`` of the fields they came from."""

    offer: dict[str, Any] = field(default_factory=dict)
    flat: dict[str, Any] = field(default_factory=dict)
    rooms: list[Room] = field(default_factory=list)
    names: set[str] = field(default_factory=set)


class StepForm(forms.Form):
    """A step of the wizard for one flat. ``initial`` is what is saved; ``typed`` what stands in the boxes."""

    def __init__(self, data: QueryDict | None = None, *, flat: Flat, **kwargs: Any):
        self.flat = flat
        super().__init__(data, **kwargs)
        for name in self.fields:
            self.initial[name] = self.saved(name)

    @classmethod
    def of(cls, flat: Flat) -> "StepForm":
        """The step as it stands. Values that were typed and are not valid come back with what is wrong with them."""
        form = cls(flat=flat)
        kept = {name: flat.unsaved[name] for name in form.fields if name in flat.unsaved}
        if not kept:
            return form
        data = QueryDict(mutable=True)
        for name, values in {**form.typed(form.fields), **kept}.items():
            data.setlist(name, values)
        return cls(data, flat=flat)

    def saved(self, name: str) -> Any:
        """The value of ``name`` on the flat or its offer."""
        return getattr(self.flat if hasattr(self.flat, name) else self.flat.offer, name)

    def typed(self, names: Iterable[str]) -> Typed:
        """The saved values of these fields as the browser would send them."""
        return {name: _typed(self.fields[name], self.initial[name]) for name in names}

    def sent(self, name: str) -> list[str]:
        """What the browser has sent for ``name``."""
        return self.data.getlist(self.add_prefix(name)) if isinstance(self.data, QueryDict) else []

    def read(self, names: Iterable[str]) -> Answers:
        """The valid values of ``names``, sorted by the row that they belong to."""
        values = {name: self.cleaned_data[name] for name in names}
        flat = {name: value for name, value in values.items() if hasattr(self.flat, name)}
        offer = {name: value for name, value in values.items() if name not in flat}
        return Answers(offer=offer, flat=flat, names=set(values))


def _typed(control: forms.Field, value: Any) -> list[str]:
    value = control.prepare_value(value)
    if value is None or value == "":
        return []
    if isinstance(value, (list, tuple, set)):
        return [str(item) for item in value]
    if isinstance(control, forms.BooleanField):
        return ["on"] if value else []
    if isinstance(value, bool):
        return [str(value)]
    shown = control.widget.format_value(value)
    return [str(item) for item in (shown if isinstance(shown, list) else [shown])]


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
    """One of a list: radios up to five, a select beyond."""

    def __init__(self, choices: Any, **kwargs: Any):
        few = len(choices.choices) <= 5
        first = [] if few else [("", _("Scegli"))]
        widget = forms.RadioSelect if few else forms.Select
        super().__init__(choices=[*first, *choices.choices], widget=widget, required=False, **kwargs)


class Several(forms.MultipleChoiceField):
    """Any of a list, as boxes."""

    def __init__(self, choices: Any, **kwargs: Any):
        super().__init__(choices=choices, widget=forms.CheckboxSelectMultiple, required=False, **kwargs)
