"""What a job asks and gives, and what a course is like."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import django_filters
import numpy as np
from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from jobs.derived import CEFR_RANK
from jobs.enums import Cefr, ContractForm, CourseType, PartOfDay
from jobs.sectors import SECTIONS
from marketplace.core.forms import DateInput, MoneyInput

from ..record import CHILDCARE, FREE_OF_CHARGE, FREE_SEATS, MAY_CONVERT, NO_EXPERIENCE, STIPEND
from ..sources.courses import TYPES
from ..sources.placements import CONTRACTS, PARTS, SECTION_CODES
from .base import Change, Clause, FacetFilter, Filter, Option, Text
from .common import EuroFilter, FlagFilter, NumberedFilter

WORK, COURSE = frozenset({"placement"}), frozenset({"course"})
BOTH = WORK | COURSE
MOST_PAY = 20_000  # euros a month


class ContractFilter(NumberedFilter):
    def labels(self) -> dict[str, Text]:
        return {str(code): code.label for code in ContractForm}

    def number(self, code: str) -> int:
        return CONTRACTS.index(ContractForm(code)) + 1


class TypeFilter(NumberedFilter):
    def labels(self) -> dict[str, Text]:
        return {str(code): code.label for code in CourseType}

    def number(self, code: str) -> int:
        return TYPES.index(CourseType(code)) + 1


class SectorFilter(NumberedFilter):
    def labels(self) -> dict[str, Text]:
        return dict(SECTIONS)

    def number(self, code: str) -> int:
        return SECTION_CODES.index(code) + 1


class EntryLevelFilter(NumberedFilter):
    """The level of Italian at which a course begins."""

    def labels(self) -> dict[str, Text]:
        return {str(level): level.label for level in Cefr}

    def number(self, code: str) -> int:
        return CEFR_RANK[code]


class ItalianFilter(FacetFilter):
    """Jobs that ask no more Italian than this level; one that asks none is in."""

    name = "italiano"
    columns = ("cefr",)
    place = "cefr"
    kinds = WORK

    def fields(self) -> dict[str, django_filters.Filter]:
        choices = [(option.value, option.label) for option in self.options()]
        label, any_level = _("Italiano parlato"), _("Non importa")
        return {self.name: django_filters.ChoiceFilter(label=label, choices=choices, empty_label=any_level)}

    def value(self, cleaned: dict[str, Any]) -> str | None:
        return cleaned.get(self.name) or None

    def query(self, value: str) -> dict[str, Any]:
        return {self.name: value}

    def clause(self, value: str) -> Clause:
        return Clause("coalesce(cefr, 0) <= %s", (CEFR_RANK[value],))

    def mask(self, records: np.ndarray, value: str) -> np.ndarray:
        return records["cefr"] <= CEFR_RANK[value]

    def counts(self, tally: np.ndarray) -> dict[str, int]:
        return {code: int(tally[: rank + 1].sum()) for code, rank in CEFR_RANK.items()}

    def options(self) -> list[Option]:
        return [Option(str(level), _("Fino a %(level)s") % {"level": level.label}) for level in Cefr]

    def chips(self, value: str) -> Iterator[Change]:
        yield Change(_("italiano fino a %(level)s") % {"level": Cefr(value).label}, None)

    def relaxations(self, value: str) -> Iterator[Change]:
        for level in Cefr.values[CEFR_RANK[value] :]:
            yield Change(_("con italiano fino a %(level)s") % {"level": Cefr(level).label}, level)


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

    def mask(self, records: np.ndarray, value: list[str]) -> np.ndarray:
        return np.logical_or.reduce([self._within(records, band) for band in value])

    def _within(self, records: np.ndarray, band: str) -> np.ndarray:
        low, high = self.BANDS[band]
        return (records["hours"] >= low) & (records["hours"] <= high)

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

    def mask(self, records: np.ndarray, value: list[str]) -> np.ndarray:
        return records["parts"] & self._bits(value) != 0

    def counts(self, tally: np.ndarray) -> dict[str, int]:
        return {part: int(tally[bit]) for bit, part in enumerate(PARTS)}

    def options(self) -> list[Option]:
        return [Option(str(part), part.label) for part in PartOfDay]

    def chips(self, value: list[str]) -> Iterator[Change]:
        for part in value:
            yield Change(PartOfDay(part).label, [other for other in value if other != part] or None)

    def relaxations(self, value: list[str]) -> Iterator[Change]:
        yield Change(_("a qualsiasi ora"), None)


class PayFilter(Filter):
    """The least that it pays, gross euros a month: the lower end of the ad's range must reach it."""

    name = "paga"
    columns = ("pay",)
    place = None
    kinds = WORK

    def fields(self) -> dict[str, django_filters.Filter]:
        return {
            self.name: EuroFilter(
                label=_("Paga lorda al mese, almeno"),
                min_value=1,
                max_value=MOST_PAY,
                widget=MoneyInput(attrs={"maxlength": 6}),
                error_messages={
                    "invalid": _("Scrivi la paga in euro, solo con cifre: per esempio 1200."),
                    "min_value": _("Scrivi una paga di almeno 1 euro."),
                    "max_value": _("Scrivi una paga fino a 20.000 euro."),
                },
            )
        }

    def value(self, cleaned: dict[str, Any]) -> int | None:
        return cleaned.get(self.name)

    def query(self, value: int) -> dict[str, Any]:
        return {self.name: value}

    def clause(self, value: int) -> Clause:
        return Clause("pay >= %s", (value,))

    def counts(self, tally: np.ndarray) -> dict[str, int]:
        return {}

    def chips(self, value: int) -> Iterator[Change]:
        yield Change(_("almeno %(pay)s € al mese") % {"pay": value}, None)

    def relaxations(self, value: int) -> Iterator[Change]:
        for less in (100, 200, 400):
            if value > less:
                yield Change(_("con %(less)s € in meno al mese") % {"less": less}, value - less)


class StartFilter(Filter):
    """Begins on this day at the latest."""

    name = "inizia_entro"
    columns = ("start",)
    place = None
    kinds = BOTH

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

    def counts(self, tally: np.ndarray) -> dict[str, int]:
        return {}

    def chips(self, value: date) -> Iterator[Change]:
        yield Change(_("inizia entro il %(day)s") % {"day": date_format(value)}, None)

    def relaxations(self, value: date) -> Iterator[Change]:
        for days in (30, 90):
            if value <= date.max - timedelta(days=days):
                later = value + timedelta(days=days)
                yield Change(_("se inizia entro il %(day)s") % {"day": date_format(later)}, later)


LISTS = (
    ContractFilter("forma", "contract", _("Tipo di contratto"), _("con qualsiasi contratto"), WORK),
    TypeFilter("corso", "type", _("Tipo di corso"), _("con qualsiasi tipo di corso"), COURSE),
    EntryLevelFilter("livello", "cefr", _("Italiano all’inizio"), _("con qualsiasi livello di italiano"), COURSE),
    SectorFilter("settore", "sector", _("Settore"), _("in qualsiasi settore"), BOTH),
)
FLAGS = (
    FlagFilter("posti_liberi", FREE_SEATS, _("Con posti liberi"), _("con posti liberi"),
               _("anche senza posti liberi"), BOTH),
    FlagFilter("senza_esperienza", NO_EXPERIENCE, _("Senza esperienza"), _("senza esperienza"),
               _("anche con esperienza richiesta"), WORK),
    FlagFilter("diventa_contratto", MAY_CONVERT, _("Può diventare un contratto più lungo"),
               _("può diventare un contratto più lungo"), _("anche senza seguito"), WORK),
    FlagFilter("gratis", FREE_OF_CHARGE, _("Gratis"), _("gratis"), _("anche a pagamento"), COURSE),
    FlagFilter("indennita", STIPEND, _("Con indennità di frequenza"), _("con indennità"),
               _("anche senza indennità"), COURSE),
    FlagFilter("bambini", CHILDCARE, _("Con servizio per i bambini"), _("con servizio per i bambini"),
               _("anche senza servizio per i bambini"), COURSE),
)  # fmt: skip
