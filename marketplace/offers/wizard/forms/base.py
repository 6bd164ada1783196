"""What all steps share: reading the draft into a form, as the person would have typed it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.db.models import Model
from django.http import QueryDict

from marketplace.offers.models import Content

Typed = dict[str, list[str]]


@dataclass
class Answers:
    """Valid changes: columns of the offer, of the kind's own row, and of the rows that hang on it.

    ``names``: the fields they came from. ``parts``: rows and which of their columns have changed.
    """

    offer: dict[str, Any] = field(default_factory=dict)
    content: dict[str, Any] = field(default_factory=dict)
    parts: dict[Model, set[str]] = field(default_factory=dict)
    names: set[str] = field(default_factory=set)

    def change(self, row: Model, **values: Any) -> None:
        """Set columns of a part; the service saves them."""
        for name, value in values.items():
            setattr(row, name, value)
        self.parts.setdefault(row, set()).update(values)

    def __bool__(self) -> bool:
        return bool(self.offer or self.content or self.parts)


class StepForm(forms.Form):
    """A step of the wizard for one offer. ``initial`` is what is saved; ``typed`` what stands in the boxes."""

    def __init__(self, data: QueryDict | None = None, *, content: Content, **kwargs: Any):
        self.content = content
        super().__init__(data, **kwargs)
        for name in self.fields:
            self.initial[name] = self.saved(name)

    @classmethod
    def of(cls, content: Content) -> "StepForm":
        """The step as it stands. Values that were typed and are not valid come back with what is wrong with them."""
        form = cls(content=content)
        kept = {name: content.unsaved[name] for name in form.fields if name in content.unsaved}
        if not kept:
            return form
        data = QueryDict(mutable=True)
        for name, values in {**form.typed(form.fields), **kept}.items():
            data.setlist(name, values)
        return cls(data, content=content)

    @classmethod
    def owns(cls, name: str) -> bool:
        """Is a field of this name asked here? For rows, whose fields are named at run time, say so by their prefix."""
        return name in cls.base_fields

    def saved(self, name: str) -> Any:
        """The value of ``name`` on the kind's own row or on its offer."""
        return getattr(self.content if hasattr(self.content, name) else self.content.offer, name)

    def typed(self, names: Iterable[str]) -> Typed:
        """The saved values of these fields as the browser would send them."""
        return {name: _typed(self.fields[name], self.initial[name]) for name in names}

    def sent(self, name: str) -> list[str]:
        """What the browser has sent for ``name``."""
        return self.data.getlist(self.add_prefix(name)) if isinstance(self.data, QueryDict) else []

    def read(self, names: Iterable[str]) -> Answers:
        """The valid values of ``names``, sorted by the row that they belong to."""
        values = {name: self.cleaned_data[name] for name in names}
        content = {name: value for name, value in values.items() if hasattr(self.content, name)}
        offer = {name: value for name, value in values.items() if name not in content}
        return Answers(offer=offer, content=content, names=set(values))


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
