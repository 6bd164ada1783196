"""Shapes of filters that several kinds of offer use."""

import re
from abc import abstractmethod
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cached_property
from typing import TYPE_CHECKING, Any

import django_filters
import numpy as np
from django import forms
from django.utils.translation import gettext_lazy as _

from marketplace.core.clock import today

from ..elastic.clauses import any_bit, between, one_of
from ..ranking import CHECKED_DAYS
from ..record import EPOCH
from .base import Change, Clause, FacetFilter, Filter, Option, Text, at

if TYPE_CHECKING:
    from elasticsearch.dsl.query import Query


class EuroField(forms.IntegerField):
    """Whole euros as Italians write them: "900", "1.200", "850,50 €" (cents are dropped)."""

    def to_python(self, value: Any) -> int | None:
        text = str(value if value is not None else "").replace("€", "").strip()
        found = re.fullmatch(r"(\d{1,3}(?:\.\d{3})+|\d{1,7})(?:[.,]\d{1,2})?", text)
        return super().to_python(found[1].replace(".", "") if found else text)


class EuroFilter(django_filters.Filter):
    field_class = EuroField


class FlagFilter(Filter):
    """Only with something. Counted in the result: there is no "or"."""

    place = "flags"
    columns = ("flags",)
    reverse = "s.flags is null or d.flags & s.flags = s.flags"

    def __init__(
        self, name: str, bit: int, label: Text, chip: Text, without: Text, kinds: frozenset[str] = frozenset()
    ):
        self.name, self.bit, self.label, self.chip, self.without, self.kinds = name, bit, label, chip, without, kinds

    def fields(self) -> dict[str, django_filters.Filter]:
        return {self.name: django_filters.BooleanFilter(label=self.label, widget=forms.CheckboxInput)}

    def value(self, cleaned: dict[str, Any]) -> bool | None:
        return True if cleaned.get(self.name) else None

    def query(self, value: bool) -> dict[str, Any]:
        return {self.name: "1"}

    def clause(self, value: bool) -> Clause:
        return Clause("flags & %s = %s", (self.bit, self.bit))

    def saved(self, value: bool) -> dict[str, Any]:
        return {"flags": self.bit}

    def elastic(self, value: bool) -> "Query":
        return any_bit(self.place, self.bit)

    def counts(self, tally: np.ndarray) -> dict[str, int]:
        return {"1": int(tally[self.bit.bit_length() - 1])}

    def chips(self, value: bool) -> Iterator[Change]:
        yield Change(self.chip, None)

    def relaxations(self, value: bool) -> Iterator[Change]:
        yield Change(self.without, None)


class CheckedFilter(Filter):
    """Only what a reviewer of the Comune found right in the last year."""

    name = "controllata"
    columns = ("checked",)
    place = "checked"
    reverse = f"s.checked is null or d.checked >= %(today)s::date - {CHECKED_DAYS}"

    def fields(self) -> dict[str, django_filters.Filter]:
        label = _("Controllata dal Comune nell’ultimo anno")
        return {self.name: django_filters.BooleanFilter(label=label, widget=forms.CheckboxInput)}

    def value(self, cleaned: dict[str, Any]) -> bool | None:
        return True if cleaned.get(self.name) else None

    def query(self, value: bool) -> dict[str, Any]:
        return {self.name: "1"}

    def first_day(self) -> date:
        """Of the year that ends today."""
        return today() - timedelta(days=CHECKED_DAYS)

    def clause(self, value: bool) -> Clause:
        return Clause("checked >= %s", (self.first_day(),))

    def saved(self, value: bool) -> dict[str, Any]:
        return {"checked": True}

    def elastic(self, value: bool) -> "Query":
        return between("checked", (self.first_day() - EPOCH).days)

    def counts(self, tally: np.ndarray) -> dict[str, int]:
        return {"1": int(tally[(self.first_day() - EPOCH).days :].sum())}

    def chips(self, value: bool) -> Iterator[Change]:
        yield Change(_("controllata nell’ultimo anno"), None)

    def relaxations(self, value: bool) -> Iterator[Change]:
        yield Change(_("anche senza un controllo nell’ultimo anno"), None)


class NumberedFilter(FacetFilter):
    """Any of a closed list whose codes stand in a column by their number."""

    every: Text  # what giving it up is called

    def __init__(self, name: str, column: str, label: Text, every: Text, kinds: frozenset[str]):
        self.name, self.label, self.every, self.kinds = name, label, every, kinds
        self.columns, self.place = (column,), column

    @abstractmethod
    def labels(self) -> dict[str, Text]:
        """Code → words, in the order of the page."""

    @abstractmethod
    def number(self, code: str) -> int:
        """What stands in the column."""

    @cached_property
    def _numbers(self) -> dict[str, int]:
        return {code: self.number(code) for code in self.labels()}

    def fields(self) -> dict[str, django_filters.Filter]:
        return {
            self.name: django_filters.MultipleChoiceFilter(
                label=self.label, choices=lambda: list(self.labels().items()), widget=forms.CheckboxSelectMultiple
            )
        }

    def value(self, cleaned: dict[str, Any]) -> list[str] | None:
        return sorted(set(cleaned.get(self.name) or [])) or None

    def query(self, value: list[str]) -> dict[str, Any]:
        return {self.name: value}

    def clause(self, value: list[str]) -> Clause:
        return Clause(f"{self.place} = any(%s::smallint[])", ([self.number(code) for code in value],))

    def elastic(self, value: list[str]) -> "Query":
        return one_of(self.place, map(self.number, value))

    def mask(self, records: np.ndarray, value: list[str]) -> np.ndarray:
        return np.isin(records[self.place], [self.number(code) for code in value])

    def saved(self, value: list[str]) -> dict[str, Any]:
        return {self.place: [self.number(code) for code in value]}

    @property
    def reverse(self) -> str:
        return f"s.{self.place} is null or d.{self.place} = any(s.{self.place})"

    def counts(self, tally: np.ndarray) -> dict[str, int]:
        return {code: at(tally, number) for code, number in self._numbers.items()}

    def options(self) -> list[Option]:
        return [Option(code, label) for code, label in self.labels().items()]

    def chips(self, value: list[str]) -> Iterator[Change]:
        labels = self.labels()
        for code in value:
            yield Change(labels[code], [other for other in value if other != code] or None)

    def relaxations(self, value: list[str]) -> Iterator[Change]:
        yield Change(self.every, None)
