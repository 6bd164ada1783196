"""When people work and learn: hours a week, parts of the week, the first day."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import django_filters
import numpy as np
from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from jobs.enums import PartOfDay
from marketplace.core.forms import DateInput

from ..elastic.clauses import any_bit, between, clause
from ..record import EPOCH
from ..sources.placements import PARTS
from .base import Change, Clause, FacetFilter, Filter, Option

if TYPE_CHECKING:
    from elasticsearch.dsl.query import Query

WORK, COURSE = frozenset({"placement"}), frozenset({"course"})
BOTH = WORK | COURSE


class HoursFilter(FacetFilter):
    """Bands of hours a week."""

    name = "ore"
    columns = ("hours",)
    place = "hours"
    kinds = WORK
    BANDS = {"20": (1, 20), "30": (21, 30), "40": (31, 40), "oltre": (41, 255)}
    LABELS = {
        "20": _("Fino a 20 ore"), "30": _("Da 21 a 30 ore"), "40": _("Da 31 a 40 ore"), "oltre": _("Più di 40 ore"),
    }  # fmt: skip

    def fields(self) -> dict[str, django_filters.Filter]:
        field = django_filters.MultipleChoiceFilter(
            label=_("Ore alla settimana"), choices=list(self.LABELS.items()), widget=forms.CheckboxSelectMultiple
        )
        return {self.name: field}

    def value(self, cleaned: dict[str, Any]) -> list[str] | None:
        chosen = set(cleaned.get(self.name) or [])
        return [band for band in self.BANDS if band in chosen] or None

    def query(self, value: list[str]) -> dict[str, Any]:
        return {self.name: value}

    def clause(self, value: list[str]) -> Clause:
        bands = [self.BANDS[band] for band in value]
        return Clause(
            "(" + " or ".join(["hours between %s and %s"] * len(bands)) + ")", tuple(x for b in bands for x in b)
        )

    def elastic(self, value: list[str]) -> "Query":
        return clause("bool", should=[between("hours", *self.BANDS[band]) for band in value])

    def mask(self, records: np.ndarray, value: list[str]) -> np.ndarray:
        return np.logical_or.reduce([self._within(records, band) for band in value])

    def _within(self, records: np.ndarray, band: str) -> np.ndarray:
        low, high = self.BANDS[band]
        return (records["hours"] >= low) & (records["hours"] <= high)

    def saved(self, value: list[str]) -> dict[str, Any]:
        return {"hours": sum(1 << place for place, band in enumerate(self.BANDS) if band in value)}

    @property
    def reverse(self) -> str:
        bands = [f"(d.hours between {low} and {high})::int << {n}" for n, (low, high) in enumerate(self.BANDS.values())]
        return f"s.hours is null or s.hours & ({' | '.join(f'({band})' for band in bands)}) <> 0"

    def counts(self, tally: np.ndarray) -> dict[str, int]:
        return {band: int(tally[low : high + 1].sum()) for band, (low, high) in self.BANDS.items()}

    def options(self) -> list[Option]:
        return [Option(band, label) for band, label in self.LABELS.items()]

    def chips(self, value: list[str]) -> Iterator[Change]:
        for band in value:
            yield Change(self.LABELS[band], [other for other in value if other != band] or None)

    def relaxations(self, value: list[str]) -> Iterator[Change]:
        yield Change(_("con qualsiasi orario"), None)


class PartsFilter(FacetFilter):
    """The parts of the week that it touches."""

    name = "quando"
    columns = ("parts",)
    place = "parts"
    kinds = BOTH
    reverse = "s.parts is null or d.parts & s.parts <> 0"

    def fields(self) -> dict[str, django_filters.Filter]:
        field = django_filters.MultipleChoiceFilter(
            label=_("Quando"), choices=PartOfDay.choices, widget=forms.CheckboxSelectMultiple
        )
        return {self.name: field}

    def value(self, cleaned: dict[str, Any]) -> list[str] | None:
        chosen = set(cleaned.get(self.name) or [])
        return [part for part in PARTS if part in chosen] or None

    def query(self, value: list[str]) -> dict[str, Any]:
        return {self.name: value}

    def _bits(self, value: list[str]) -> int:
        return sum(1 << PARTS.index(part) for part in value)

    def clause(self, value: list[str]) -> Clause:
        return Clause("parts & %s <> 0", (self._bits(value),))

    def elastic(self, value: list[str]) -> "Query":
        return any_bit("parts", self._bits(value))

    def mask(self, records: np.ndarray, value: list[str]) -> np.ndarray:
        return records["parts"] & self._bits(value) != 0

    def saved(self, value: list[str]) -> dict[str, Any]:
        return {"parts": self._bits(value)}

    def counts(self, tally: np.ndarray) -> dict[str, int]:
        return {part: int(tally[bit]) for bit, part in enumerate(PARTS)}

    def options(self) -> list[Option]:
        return [Option(str(part), part.label) for part in PartOfDay]

    def chips(self, value: list[str]) -> Iterator[Change]:
        for part in value:
            yield Change(PartOfDay(part).label, [other for other in value if other != part] or None)

    def relaxations(self, value: list[str]) -> Iterator[Change]:
        yield Change(_("a qualsiasi ora"), None)


class StartFilter(Filter):
    """Begins on this day at the latest."""

    name = "inizia_entro"
    columns = ("start",)
    place = None
    kinds = BOTH
    reverse = "s.start is null or d.start <= s.start"

    def fields(self) -> dict[str, django_filters.Filter]:
        wrong = {"invalid": _("Scrivi la data come giorno, mese e anno.")}
        return {
            self.name: django_filters.DateFilter(label=_("Inizia entro il"), widget=DateInput(), error_messages=wrong)
        }

    def value(self, cleaned: dict[str, Any]) -> date | None:
        return cleaned.get(self.name)

    def query(self, value: date) -> dict[str, Any]:
        return {self.name: value.isoformat()}

    def clause(self, value: date) -> Clause:
        return Clause("start <= %s::date", (value,))

    def saved(self, value: date) -> dict[str, Any]:
        return {"start": value}

    def elastic(self, value: date) -> "Query":
        return clause("range", start={"lte": (value - EPOCH).days})

    def counts(self, tally: np.ndarray) -> dict[str, int]:
        return {}

    def chips(self, value: date) -> Iterator[Change]:
        yield Change(_("inizia entro il %(day)s") % {"day": date_format(value)}, None)

    def relaxations(self, value: date) -> Iterator[Change]:
        for days in (30, 90):
            if value <= date.max - timedelta(days=days):
                later = value + timedelta(days=days)
                yield Change(_("se inizia entro il %(day)s") % {"day": date_format(later)}, later)
