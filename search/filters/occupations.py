"""The tree of occupations: a group of ISCO-08 of any level, and all that is in it."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import django_filters
import numpy as np
from django import forms
from django.core.cache import cache
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from jobs.models import Occupation

from ..elastic.clauses import between, clause
from .base import Change, Clause, FacetFilter, Option

if TYPE_CHECKING:
    from elasticsearch.dsl.query import Query

DIGITS = 4
_CACHE_KEY, _CACHE_SECONDS = "search:occupations:{}", 300


def occupation_names() -> dict[str, str]:
    """Code → name in the reader's language, all levels in order; they change with a new load only."""
    language = get_language() or "it"
    names = cache.get(_CACHE_KEY.format(language))
    if names is None:
        names = {row.code: row.title(language[:2]) for row in Occupation.objects.order_by("code")}
        if names:
            cache.set(_CACHE_KEY.format(language), names, _CACHE_SECONDS)
    return names


def bounds(code: str) -> tuple[int, int]:
    """First and last unit group of a group: "51" is 5100 to 5199; 0 is none, not one of the armed forces."""
    step = 10 ** (DIGITS - len(code))
    return max(int(code) * step, 1), int(code) * step + step - 1


class OccupationFilter(FacetFilter):
    """Any of several groups. The page shows the two upper levels, and deeper ones below what is chosen."""

    name = "professione"
    columns = ("occupation",)
    place = "occupation"
    kinds = frozenset({"placement", "course"})
    reverse = (
        "s.occupation is null or s.occupation && (select array[left(c, 1), left(c, 2), left(c, 3), c]"
        " from lpad(nullif(d.occupation, 0)::text, 4, '0') as c)"
    )

    def fields(self) -> dict[str, django_filters.Filter]:
        return {
            self.name: django_filters.MultipleChoiceFilter(
                label=_("Professione"),
                choices=lambda: list(occupation_names().items()),
                widget=forms.CheckboxSelectMultiple,
            )
        }

    def value(self, cleaned: dict[str, Any]) -> list[str] | None:
        return sorted(set(cleaned.get(self.name) or [])) or None

    def query(self, value: list[str]) -> dict[str, Any]:
        return {self.name: value}

    def clause(self, value: list[str]) -> Clause:
        parts = " or ".join(["occupation between %s and %s"] * len(value))
        return Clause(f"({parts})", tuple(number for code in value for number in bounds(code)))

    def elastic(self, value: list[str]) -> "Query":
        return clause("bool", should=[between("occupation", *bounds(code)) for code in value])

    def mask(self, records: np.ndarray, value: list[str]) -> np.ndarray:
        found = records["occupation"]
        return np.logical_or.reduce([(found >= low) & (found <= high) for low, high in map(bounds, value)])

    def saved(self, value: list[str]) -> dict[str, Any]:
        return {"occupation": value}

    def counts(self, tally: np.ndarray) -> dict[str, int]:
        """Of every group of every level that has any."""
        units = np.zeros(10**DIGITS, np.int64)
        units[: len(tally)] = tally
        units[0] = 0
        found: dict[str, int] = {}
        for level in range(1, DIGITS + 1):
            sums = units.reshape(10**level, -1).sum(axis=1)
            found |= {f"{code:0{level}}": int(sums[code]) for code in np.flatnonzero(sums)}
        return found

    def options(self) -> list[Option]:
        return [Option(code, name) for code, name in occupation_names().items()]

    def chips(self, value: list[str]) -> Iterator[Change]:
        names = occupation_names()
        for code in value:
            yield Change(names.get(code, code), [other for other in value if other != code] or None)

    def relaxations(self, value: list[str]) -> Iterator[Change]:
        wider = sorted({code[:-1] or code for code in value})
        if wider != value:
            yield Change(_("con professioni vicine"), wider)
        yield Change(_("con qualsiasi professione"), None)
