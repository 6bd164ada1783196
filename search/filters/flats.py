"""What a flat is like, what it costs and when it is free."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import django_filters
import numpy as np
from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from housing.enums import LeaseType
from marketplace.core.forms import DateInput, MoneyInput

from ..elastic.clauses import any_bit, between, clause, one_of
from ..record import FURNISHED, GUARANTEE, LIFT
from ..sources.flats import LEASES
from .base import Change, Clause, FacetFilter, Filter, Option, at
from .common import EuroFilter, FlagFilter

if TYPE_CHECKING:
    from elasticsearch.dsl.query import Query

MOST_RENT = 20_000  # euros a month
FLAT = frozenset({"flat"})


class RentFilter(Filter):
    """The most that rent and fees together may be, in euros a month. A flat without a price is not in."""

    kinds = FLAT
    name = "canone"
    columns = ("price",)
    place = None
    reverse = "s.price is null or d.price <= s.price"

    def fields(self) -> dict[str, django_filters.Filter]:
        return {
            "canone": EuroFilter(
                label=_("Canone e spese, al massimo"),
                help_text=_("Euro al mese, tutto compreso"),
                min_value=1,
                max_value=MOST_RENT,
                widget=MoneyInput(attrs={"maxlength": 6}),
                error_messages={
                    "invalid": _("Scrivi il canone in euro, solo con cifre: per esempio 800."),
                    "min_value": _("Scrivi un canone di almeno 1 euro."),
                    "max_value": _("Scrivi un canone fino a 20.000 euro."),
                },
            )
        }

    def value(self, cleaned: dict[str, Any]) -> int | None:
        return cleaned.get("canone")

    def query(self, value: int) -> dict[str, Any]:
        return {"canone": value}

    def clause(self, value: int) -> Clause:
        return Clause("price <= %s", (value,))

    def saved(self, value: int) -> dict[str, Any]:
        return {"price": value}

    def elastic(self, value: int) -> "Query":
        return clause("range", price={"lte": value})

    def counts(self, tally: np.ndarray) -> dict[str, int]:
        return {}

    def chips(self, value: int) -> Iterator[Change]:
        yield Change(_("fino a %(rent)s €") % {"rent": value}, None)

    def relaxations(self, value: int) -> Iterator[Change]:
        for more in (50, 100, 200, 400):
            if value + more <= MOST_RENT:
                yield Change(_("con %(more)s € in più al mese") % {"more": more}, value + more)


class RoomsFilter(FacetFilter):
    """Rooms without kitchen and bathrooms ("locali"); the last option means that many or more."""

    kinds = FLAT
    name = "locali"
    columns = ("rooms",)
    place = "rooms"
    reverse = "s.rooms is null or (d.rooms is not null and least(d.rooms, 5) = any(s.rooms))"
    MOST = 5
    LABELS = {1: _("Monolocale"), 2: _("2 locali"), 3: _("3 locali"), 4: _("4 locali"), 5: _("5 locali o più")}

    def fields(self) -> dict[str, django_filters.Filter]:
        choices = [(str(number), label) for number, label in self.LABELS.items()]
        return {
            "locali": django_filters.MultipleChoiceFilter(
                label=_("Locali"), choices=choices, widget=forms.CheckboxSelectMultiple
            )
        }

    def value(self, cleaned: dict[str, Any]) -> list[int] | None:
        return sorted({int(number) for number in cleaned.get("locali") or []}) or None

    def query(self, value: list[int]) -> dict[str, Any]:
        return {"locali": value}

    def clause(self, value: list[int]) -> Clause:
        return Clause("(rooms is not null and least(rooms, 5) = any(%s::smallint[]))", (value,))

    def elastic(self, value: list[int]) -> "Query":
        exact = one_of("rooms", (number for number in value if number < self.MOST))
        return exact | between("rooms", self.MOST) if self.MOST in value else exact

    def mask(self, records: np.ndarray, value: list[int]) -> np.ndarray:
        return np.isin(np.minimum(records["rooms"], self.MOST), value)

    def saved(self, value: list[int]) -> dict[str, Any]:
        return {"rooms": value}

    def counts(self, tally: np.ndarray) -> dict[str, int]:
        return {str(n): int(tally[n:].sum()) if n == self.MOST else at(tally, n) for n in self.LABELS}

    def options(self) -> list[Option]:
        return [Option(str(number), label) for number, label in self.LABELS.items()]

    def chips(self, value: list[int]) -> Iterator[Change]:
        for number in value:
            yield Change(self.LABELS[number], [other for other in value if other != number] or None)

    def relaxations(self, value: list[int]) -> Iterator[Change]:
        around = {near for number in value for near in (number - 1, number, number + 1) if 1 <= near <= self.MOST}
        if around != set(value):
            yield Change(_("con un locale in più o in meno"), sorted(around))
        yield Change(_("con qualsiasi numero di locali"), None)


class PersonsFilter(FacetFilter):
    """Room for at least so many people."""

    kinds = FLAT
    name = "persone"
    columns = ("persons",)
    place = "persons"
    reverse = "s.persons is null or d.persons >= s.persons"
    MOST = 7

    def fields(self) -> dict[str, django_filters.Filter]:
        choices = [(option.value, option.label) for option in self.options()]
        return {
            "persone": django_filters.ChoiceFilter(label=_("Persone"), choices=choices, empty_label=_("Non importa"))
        }

    def value(self, cleaned: dict[str, Any]) -> int | None:
        return int(cleaned["persone"]) if cleaned.get("persone") else None

    def query(self, value: int) -> dict[str, Any]:
        return {"persone": value}

    def clause(self, value: int) -> Clause:
        return Clause("persons >= %s", (value,))

    def elastic(self, value: int) -> "Query":
        return between("persons", value)

    def mask(self, records: np.ndarray, value: int) -> np.ndarray:
        return records["persons"] >= value

    def saved(self, value: int) -> dict[str, Any]:
        return {"persons": value}

    def counts(self, tally: np.ndarray) -> dict[str, int]:
        return {str(number): int(tally[number:].sum()) for number in range(1, self.MOST + 1)}

    def options(self) -> list[Option]:
        return [
            Option(str(n), _("Per 1 persona") if n == 1 else _("Per %(n)s persone") % {"n": n})
            for n in range(1, self.MOST + 1)
        ]

    def chips(self, value: int) -> Iterator[Change]:
        yield Change(_("per 1 persona") if value == 1 else _("per %(n)s persone") % {"n": value}, None)

    def relaxations(self, value: int) -> Iterator[Change]:
        if value > 1:
            yield Change(_("con un posto in meno"), value - 1)


class FreeFromFilter(Filter):
    """Free on a day: to move in then, the flat may have been free before."""

    kinds = FLAT
    name = "libera_dal"
    columns = ("free",)
    place = None
    reverse = "s.free is null or d.free @> s.free"

    def fields(self) -> dict[str, django_filters.Filter]:
        return {
            "libera_dal": django_filters.DateFilter(
                label=_("Libera dal"),
                widget=DateInput(),
                error_messages={"invalid": _("Scrivi la data come giorno, mese e anno.")},
            )
        }

    def value(self, cleaned: dict[str, Any]) -> date | None:
        return cleaned.get("libera_dal")

    def query(self, value: date) -> dict[str, Any]:
        return {"libera_dal": value.isoformat()}

    def clause(self, value: date) -> Clause:
        return Clause("free @> %s::date", (value,))

    def saved(self, value: date) -> dict[str, Any]:
        return {"free": value}

    def elastic(self, value: date) -> "Query":
        day = value.isoformat()
        return clause("range", free={"gte": day, "lte": day, "relation": "contains"})

    def counts(self, tally: np.ndarray) -> dict[str, int]:
        return {}

    def chips(self, value: date) -> Iterator[Change]:
        yield Change(_("libera dal %(day)s") % {"day": date_format(value)}, None)

    def relaxations(self, value: date) -> Iterator[Change]:
        for days in (30, 90):
            if value <= date.max - timedelta(days=days):
                later = value + timedelta(days=days)
                yield Change(_("se entri dal %(day)s") % {"day": date_format(later)}, later)


class LeaseFilter(FacetFilter):
    """One of the contracts that the owner would sign."""

    kinds = FLAT
    name = "contratto"
    columns = ("leases",)
    place = "leases"
    reverse = "s.leases is null or d.leases & s.leases <> 0"

    def fields(self) -> dict[str, django_filters.Filter]:
        return {
            "contratto": django_filters.MultipleChoiceFilter(
                label=_("Contratto"), choices=LeaseType.choices, widget=forms.CheckboxSelectMultiple
            )
        }

    def value(self, cleaned: dict[str, Any]) -> list[str] | None:
        return sorted(set(cleaned.get("contratto") or [])) or None

    def query(self, value: list[str]) -> dict[str, Any]:
        return {"contratto": value}

    def _mask(self, value: list[str]) -> int:
        return sum(1 << LEASES.index(LeaseType(code)) for code in value)

    def clause(self, value: list[str]) -> Clause:
        return Clause("leases & %s <> 0", (self._mask(value),))

    def elastic(self, value: list[str]) -> "Query":
        return any_bit("leases", self._mask(value))

    def mask(self, records: np.ndarray, value: list[str]) -> np.ndarray:
        return records["leases"] & self._mask(value) != 0

    def saved(self, value: list[str]) -> dict[str, Any]:
        return {"leases": self._mask(value)}

    def counts(self, tally: np.ndarray) -> dict[str, int]:
        return {str(code): int(tally[bit]) for bit, code in enumerate(LEASES)}

    def options(self) -> list[Option]:
        return [Option(str(code), code.label) for code in LEASES]

    def chips(self, value: list[str]) -> Iterator[Change]:
        for code in value:
            yield Change(LeaseType(code).label, [other for other in value if other != code] or None)

    def relaxations(self, value: list[str]) -> Iterator[Change]:
        yield Change(_("con qualsiasi contratto"), None)


FLAGS = (
    FlagFilter("arredata", FURNISHED, _("Arredata"), _("arredata"), _("anche non arredata"), FLAT),
    FlagFilter("ascensore", LIFT, _("Con ascensore"), _("con ascensore"), _("anche senza ascensore"), FLAT),
    FlagFilter(
        "con_garanzia",
        GUARANTEE,
        _("Un ente garantisce l’affitto"),
        _("con la garanzia di un ente"),
        _("anche senza garanzia"),
        FLAT,
    ),
)
