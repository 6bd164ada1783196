"""What a job asks and gives, and what a course is like."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import django_filters
import numpy as np
from django.utils.translation import gettext_lazy as _

from jobs.derived import CEFR_RANK
from jobs.enums import Cefr, ContractForm, CourseType
from jobs.sectors import SECTIONS
from marketplace.core.forms import MoneyInput

from ..elastic.clauses import between, clause
from ..record import CHILDCARE, FREE_OF_CHARGE, FREE_SEATS, MAY_CONVERT, NO_EXPERIENCE, STIPEND
from ..sources.courses import TYPES
from ..sources.placements import CONTRACTS, SECTION_CODES
from .base import Change, Clause, FacetFilter, Filter, Option, Text
from .common import EuroFilter, FlagFilter, NumberedFilter
from .times import BOTH, COURSE, WORK

if TYPE_CHECKING:
    from elasticsearch.dsl.query import Query

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
    reverse = "s.italian is null or coalesce(d.cefr, 0) <= s.italian"

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

    def elastic(self, value: str) -> "Query":
        return ~between("cefr", CEFR_RANK[value] + 1)

    def mask(self, records: np.ndarray, value: str) -> np.ndarray:
        return records["cefr"] <= CEFR_RANK[value]

    def saved(self, value: str) -> dict[str, Any]:
        return {"italian": CEFR_RANK[value]}

    def counts(self, tally: np.ndarray) -> dict[str, int]:
        return {code: int(tally[: rank + 1].sum()) for code, rank in CEFR_RANK.items()}

    def options(self) -> list[Option]:
        return [Option(str(level), _("Fino a %(level)s") % {"level": level.label}) for level in Cefr]

    def chips(self, value: str) -> Iterator[Change]:
        yield Change(_("italiano fino a %(level)s") % {"level": Cefr(value).label}, None)

    def relaxations(self, value: str) -> Iterator[Change]:
        for level in Cefr.values[CEFR_RANK[value] :]:
            yield Change(_("con italiano fino a %(level)s") % {"level": Cefr(level).label}, level)


class PayFilter(Filter):
    """The least that it pays, gross euros a month: the lower end of the ad's range must reach it."""

    name = "paga"
    columns = ("pay",)
    place = None
    kinds = WORK
    reverse = "s.pay is null or d.pay >= s.pay"

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

    def saved(self, value: int) -> dict[str, Any]:
        return {"pay": value}

    def elastic(self, value: int) -> "Query":
        return clause("range", pay={"gte": value})

    def counts(self, tally: np.ndarray) -> dict[str, int]:
        return {}

    def chips(self, value: int) -> Iterator[Change]:
        yield Change(_("almeno %(pay)s € al mese") % {"pay": value}, None)

    def relaxations(self, value: int) -> Iterator[Change]:
        for less in (100, 200, 400):
            if value > less:
                yield Change(_("con %(less)s € in meno al mese") % {"less": less}, value - less)


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
