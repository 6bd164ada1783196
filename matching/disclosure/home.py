"""The profile of a household for a flat: bands of persons and money, areas, the window for moving in."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar, Self

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from marketplace.core.templatetags.ui import money
from marketplace.places.models import Comune, Municipio, Nil

from ..models import Need
from ..rules import Rules
from .base import Profile, day


@dataclass(frozen=True)
class HomeProfile(Profile):
    """Bands are inclusive; a ``None`` at their end is open. Money in euros a month."""

    kind: ClassVar[str] = "flat"
    case_code: str
    persons: tuple[int, int | None]
    budget: tuple[int, int]
    areas: tuple[str, ...]
    move_in: tuple[date, date | None]

    @classmethod
    def of(cls, need: Need, rules: Rules, areas: Iterable[str] | None = None) -> Self:
        """``areas``: what ``area_names`` would read, for a caller with thousands of needs who has read them all."""
        floor = need.budget_max // rules.band_budget * rules.band_budget
        return cls(
            case_code=need.case_code,
            persons=_band(need.size, rules.band_persons),
            budget=(floor, floor + rules.band_budget),
            areas=tuple(area_names(need) if areas is None else areas),
            move_in=(need.move_in_from, need.move_in_to),
        )

    def as_json(self) -> dict[str, Any]:
        start, end = self.move_in
        return {
            "case_code": self.case_code,
            "persons": list(self.persons),
            "budget": list(self.budget),
            "areas": list(self.areas),
            "move_in": [start.isoformat(), end.isoformat() if end else None],
        }

    @classmethod
    def from_json(cls, frozen: dict[str, Any]) -> Self:
        start, end = frozen["move_in"]
        return cls(
            case_code=frozen["case_code"],
            persons=tuple(frozen["persons"]),
            budget=tuple(frozen["budget"]),
            areas=tuple(frozen["areas"]),
            move_in=(date.fromisoformat(start), date.fromisoformat(end) if end else None),
        )

    def lines(self) -> list[tuple[str, str]]:
        return [
            (_("Codice del caso"), self.case_code),
            (_("Persone"), self._persons()),
            (_("Spesa possibile"), _("tra {low} e {high} al mese, spese comprese").format(
                low=money(self.budget[0]), high=money(self.budget[1]))),
            (_("Zona"), ", ".join(self.areas) or _("tutta la Città Metropolitana")),
            (_("Ingresso"), self._move_in()),
        ]  # fmt: skip

    def _persons(self) -> str:
        low, high = self.persons
        if high is None:
            return _("{low} persone o più").format(low=low)
        if low == high:
            return ngettext("{n} persona", "{n} persone", low).format(n=low)
        return _("da {low} a {high} persone").format(low=low, high=high)

    def _move_in(self) -> str:
        start, end = self.move_in
        if end:
            return _("tra il {start} e il {end}").format(start=day(start), end=day(end))
        return _("dal {start}").format(start=day(start))


def _band(size: int, bands: list[int]) -> tuple[int, int | None]:
    low = 1
    for high in bands:
        if size <= high:
            return low, high
        low = high + 1
    return low, None


def area_names(need: Need) -> list[str]:
    """The names of the areas that a need prefers."""
    found: list[str] = []
    for model, keys in ((Comune, need.comuni), (Municipio, need.municipi), (Nil, need.nils)):
        if keys:
            found += model.objects.filter(pk__in=keys).values_list("name", flat=True)
    return found
