"""The look of all forms: Bootstrap Italia's markup around Django's fields.

``{{ form.field.as_field_group }}`` prints label, help, control and errors; ``{{ form }}`` the whole form.
Widgets here add what HTML has no type for: amounts with a unit, and text with suggestions.
"""

from typing import Any

from django import forms
from django.forms.renderers import DjangoTemplates
from django.http import HttpRequest

UNSTYLED = (forms.CheckboxInput, forms.RadioSelect, forms.CheckboxSelectMultiple, forms.HiddenInput)


def posted(request: HttpRequest) -> tuple[Any, Any]:
    """The data and the files that a form is bound to: none but in a POST, where even an empty one is an answer."""
    return (request.POST, request.FILES) if request.method == "POST" else (None, None)


class PortalBoundField(forms.BoundField):
    """A bound field that knows which group of markup it belongs to and styles its control."""

    @property
    def layout(self) -> str:
        """``switch``: one box. ``options``: several boxes or radios. ``password``. ``control``: anything else."""
        match self.field.widget:
            case forms.CheckboxInput():
                return "switch"
            case forms.RadioSelect() | forms.CheckboxSelectMultiple():
                return "options"
            case forms.PasswordInput():
                return "password"
            case _:
                return "control"

    @property
    def focus_id(self) -> str:
        """The id that a link of the error summary goes to: of several options the first."""
        return self.id_for_label or f"{self.auto_id}_0"

    @property
    def unit(self) -> str:
        """What stands before the control ("€"), empty for most."""
        return getattr(self.field.widget, "unit", "")

    @property
    def optional(self) -> bool:
        """Worth marking: where nothing is required, as in filters, the word would stand at every field."""
        return not self.field.required and any(field.required for field in self.form.fields.values())

    def build_widget_attrs(self, attrs: dict[str, Any], widget: forms.Widget | None = None) -> dict[str, Any]:
        """Django's attributes (required, aria-*) and the class that the style sheet goes by."""
        widget = widget or self.field.widget
        attrs = super().build_widget_attrs(attrs, widget)
        if not isinstance(widget, UNSTYLED):
            given = widget.attrs.get("class", "")
            wanted = "form-select" if isinstance(widget, forms.Select) else "form-control"
            invalid = " is-invalid" if self.errors else ""
            attrs["class"] = f"{wanted} {given}".strip() + invalid
        return attrs


class PortalRenderer(DjangoTemplates):
    """Settings name it as ``FORM_RENDERER``, so that every form of the site looks alike."""

    form_template_name = "core/forms/form.html"
    formset_template_name = "django/forms/formsets/div.html"
    field_template_name = "core/forms/field.html"
    bound_field_class = PortalBoundField


class AmountInput(forms.TextInput):
    """A number typed by hand with its unit beside it. Not ``type=number``: its arrows are too small to hit (2.5.8),
    and a wheel over it changes the amount unseen."""

    unit = ""

    def __init__(self, unit: str = "", attrs: dict[str, Any] | None = None):
        self.unit = unit or self.unit
        super().__init__({"inputmode": "decimal", "autocomplete": "off", **(attrs or {})})


class MoneyInput(AmountInput):
    """Euros."""

    unit = "€"


class DateInput(forms.DateInput):
    """The browser's own calendar: the value travels as ISO, the reader sees her own format."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None):
        super().__init__(attrs, format="%Y-%m-%d")


class TimeInput(forms.TimeInput):
    input_type = "time"

    def __init__(self, attrs: dict[str, Any] | None = None):
        super().__init__(attrs, format="%H:%M")


class DateTimeInput(forms.DateTimeInput):
    input_type = "datetime-local"

    def __init__(self, attrs: dict[str, Any] | None = None):
        super().__init__(attrs, format="%Y-%m-%dT%H:%M")


class Autocomplete(forms.TextInput):
    """Text with suggestions from ``source``, which answers ``?q=`` with ``[{"value", "label", …}]``.

    ``fill`` maps other keys of the chosen suggestion to the names of fields of the same form
    (``{"lat": "latitude"}``). Without JavaScript it is a text field, which the form must then resolve itself.
    """

    def __init__(self, source: str, fill: dict[str, str] | None = None, attrs: dict[str, Any] | None = None):
        self.source = source
        pairs = " ".join(f"{key}:{name}" for key, name in (fill or {}).items())
        super().__init__({"autocomplete": "off", "data-module": "autocomplete", "data-fill": pairs, **(attrs or {})})

    def build_attrs(self, base_attrs: dict[str, Any], extra_attrs: dict[str, Any] | None = None) -> dict[str, Any]:
        return {**super().build_attrs(base_attrs, extra_attrs), "data-source": str(self.source)}
