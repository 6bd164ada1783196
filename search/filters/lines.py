"""Near some stop of chosen lines: kept with each document, so that nobody measures to 38 stations at question time."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import django_filters
import numpy as np
from django import forms
from django.utils.translation import gettext_lazy as _

from marketplace.places.lines import TRAIN

from ..elastic.clauses import clause
from ..sources.shared import STEPS
from .base import Change, Clause, Filter, Text
from .places import place_names

if TYPE_CHECKING:
    from elasticsearch.dsl.query import Query

USUAL_STEP = 10
MINUTES = [(f"{step}min", _("%(n)s minuti a piedi") % {"n": step}) for step in STEPS]


@dataclass(frozen=True)
class Reach:
    """At most so many minutes on foot from a stop of any of the lines."""

    lines: tuple[str, ...]
    minutes: int

    def marks(self) -> list[str]:
        """As documents keep it: one for each line."""
        return [f"{line}:{self.minutes}" for line in self.lines]


def line_label(code: str) -> Text:
    return _("Treno") if code == TRAIN else code


class LinesFilter(Filter):
    """``linee`` and ``a_piedi``. Estimated at the rulebook's pace when the document was written."""

    name = "linee"
    columns = ("lines",)
    place = None
    reverse = "s.lines is null or d.lines && s.lines"

    def fields(self) -> dict[str, django_filters.Filter]:
        return {
            "linee": django_filters.MultipleChoiceFilter(
                label=_("Linee"),
                choices=lambda: [(code, line_label(code)) for code in place_names()["line"]],
                widget=forms.CheckboxSelectMultiple,
            ),
            "a_piedi": django_filters.ChoiceFilter(
                label=_("Quanto vicino a una fermata di queste linee"), choices=MINUTES,
                empty_label=dict(MINUTES)[f"{USUAL_STEP}min"],
            ),
        }  # fmt: skip

    def value(self, cleaned: dict[str, Any]) -> Reach | None:
        lines = tuple(sorted(set(cleaned.get("linee") or [])))
        minutes = (cleaned.get("a_piedi") or f"{USUAL_STEP}min").removesuffix("min")
        return Reach(lines, int(minutes)) if lines else None

    def query(self, value: Reach) -> dict[str, Any]:
        return {"linee": list(value.lines), "a_piedi": f"{value.minutes}min"}

    def clause(self, value: Reach) -> Clause:
        return Clause("lines && %s::text[]", (value.marks(),))

    def saved(self, value: Reach) -> dict[str, Any]:
        return {"lines": value.marks()}

    def elastic(self, value: Reach) -> "Query":
        return clause("terms", lines=value.marks())

    def counts(self, tally: np.ndarray) -> dict[str, int]:
        return {}

    def chips(self, value: Reach) -> Iterator[Change]:
        for line in value.lines:
            rest = tuple(other for other in value.lines if other != line)
            text = _("%(n)s minuti a piedi da %(line)s") % {"n": value.minutes, "line": line_label(line)}
            yield Change(text, replace(value, lines=rest) if rest else None)

    def relaxations(self, value: Reach) -> Iterator[Change]:
        for step in STEPS:
            if step > value.minutes:
                yield Change(
                    _("entro %(n)s minuti a piedi dalle stesse linee") % {"n": step}, replace(value, minutes=step)
                )
