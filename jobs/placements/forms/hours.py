"""Hours a week and shifts. Each cell of a shift is a field named after it: it saves and merges like any other."""

from collections.abc import Iterable, Iterator
from copy import copy
from typing import Any

from django import forms
from django.forms import BoundField
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from jobs.enums import Weekday
from jobs.models import Placement, Shift
from marketplace.core.forms import TimeInput
from marketplace.offers.wizard.forms import Amount, Answers, Several

from .base import LawForm

CELLS = ("days", "start", "end")
PREFIX = "shift_"


class HoursForm(LawForm):
    hours_week = Amount(
        _("ore"), label=_("Ore alla settimana"), min_value=1, max_value=60, max_digits=3, decimal_places=1,
        help_text=_("L’orario normale, senza straordinari. Se cambia, una media."),
    )  # fmt: skip
    hours_day = Amount(
        _("ore"), label=_("Ore al giorno"), min_value=1, max_value=24, max_digits=3, decimal_places=1,
        help_text=_("In un giorno di lavoro normale."),
    )  # fmt: skip

    def __init__(self, data: QueryDict | None = None, *, content: Placement, **kwargs: Any):
        self.shifts = {shift.pk: shift for shift in content.shifts.all()}
        super().__init__(data, content=content, **kwargs)
        for pk in self.shifts:
            # a shift that this page does not show was added in another window: leave it alone
            if data is None or f"{PREFIX}{pk}_start" in data:
                self._add_row(pk)

    def _add_row(self, pk: int) -> None:
        cells = {
            "days": Several(Weekday.choices, label=_("Giorni")),
            "start": forms.TimeField(label=_("Dalle"), required=False, widget=TimeInput),
            "end": forms.TimeField(label=_("Alle"), required=False, widget=TimeInput),
        }
        for cell, field in cells.items():
            self.fields[f"{PREFIX}{pk}_{cell}"] = field
            self.initial[f"{PREFIX}{pk}_{cell}"] = getattr(self.shifts[pk], cell)

    @classmethod
    def owns(cls, name: str) -> bool:
        return name in cls.base_fields or name.startswith(PREFIX)

    def rows(self) -> Iterator[tuple[Shift, dict[str, BoundField]]]:
        """Each shift with its cells, for the template."""
        for pk, shift in self.shifts.items():
            if f"{PREFIX}{pk}_start" in self.fields:
                yield shift, {cell: self[f"{PREFIX}{pk}_{cell}"] for cell in CELLS}

    def candidate(self, data: dict[str, Any]) -> Placement:
        row = super().candidate({name: value for name, value in data.items() if not name.startswith(PREFIX)})
        row.shifts_known = [copy(shift) for shift in self.shifts.values()]
        for shift in row.shifts_known:
            for cell in CELLS:
                setattr(shift, cell, data.get(f"{PREFIX}{shift.pk}_{cell}", getattr(shift, cell)))
        return row

    def read(self, names: Iterable[str]) -> Answers:
        names = set(names)
        answers = super().read(name for name in names if not name.startswith(PREFIX))
        for name in names - answers.names:
            pk, cell = name.removeprefix(PREFIX).split("_")
            answers.change(self.shifts[int(pk)], **{cell: self.cleaned_data[name]})
        answers.names = names
        return answers
