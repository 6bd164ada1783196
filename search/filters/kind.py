"""Which kind of offer: the one filter that decides which others are asked."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import django_filters
import numpy as np
from django.utils.translation import gettext_lazy as _

from marketplace.offers import kinds

from ..documents import KINDS, kind_number
from ..elastic.clauses import one_of
from .base import Change, Clause, FacetFilter, Option, Text, at

if TYPE_CHECKING:
    from elasticsearch.dsl.query import Query

WORDS = {"flat": "casa", "placement": "lavoro", "course": "corso"}  # in the address


class KindFilter(FacetFilter):
    """Homes, jobs or courses; none chosen searches all together."""

    name = "tipo"
    columns = ("kind",)
    place = "kind"
    reverse = "s.kind is null or d.kind = s.kind"

    def labels(self) -> dict[str, Text]:
        """Word of the address → plural of the kind, those with filters of their own first."""
        known = sorted(kinds.all_kinds(), key=lambda kind: (kind.code not in KINDS, KINDS.get(kind.code, 0)))
        return {WORDS.get(kind.code, kind.code): kind.label_plural for kind in known}

    def code(self, word: str) -> str:
        """The kind behind a word of the address."""
        return next((code for code, own in WORDS.items() if own == word), word)

    def fields(self) -> dict[str, django_filters.Filter]:
        return {
            self.name: django_filters.ChoiceFilter(
                label=_("Che cosa cerchi"),
                choices=lambda: list(self.labels().items()),
                empty_label=_("Tutte le offerte"),
            )
        }

    def value(self, cleaned: dict[str, Any]) -> str | None:
        return cleaned.get(self.name) or None

    def query(self, value: str) -> dict[str, Any]:
        return {self.name: value}

    def clause(self, value: str) -> Clause:
        return Clause("kind = %s", (kind_number(self.code(value)),))

    def elastic(self, value: str) -> "Query":
        return one_of("kind", [kind_number(self.code(value))])

    def mask(self, records: np.ndarray, value: str) -> np.ndarray:
        return records["kind"] == kind_number(self.code(value))

    def saved(self, value: str) -> dict[str, Any]:
        return {"kind": kind_number(self.code(value))}

    def counts(self, tally: np.ndarray) -> dict[str, int]:
        return {word: at(tally, kind_number(self.code(word))) for word in self.labels()}

    def options(self) -> list[Option]:
        return [Option(word, label) for word, label in self.labels().items()]

    def chips(self, value: str) -> Iterator[Change]:
        return iter(())  # the tabs above the list say it

    def relaxations(self, value: str) -> Iterator[Change]:
        yield Change(_("cercando in tutte le offerte"), None)


KIND = KindFilter()
