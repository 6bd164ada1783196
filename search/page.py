"""What the results page shows, prepared so that its templates only print."""

from dataclasses import dataclass, field, replace
from functools import cached_property

from django.core.paginator import Page, Paginator
from django.forms import BoundField
from django.utils.translation import gettext_lazy as _

from housing.selectors import Card, cards

from . import analysis
from .engine import Answer, search
from .filters import FILTERS, FacetFilter
from .filters.base import Text
from .forms import SearchFilterSet
from .question import ORDERS, Question
from .relaxations import Relaxation, relaxations


@dataclass(frozen=True)
class Choice:
    """An option with the number of offers that it would leave. One that leaves none cannot be newly chosen."""

    value: str
    label: Text
    count: int
    chosen: bool

    @property
    def disabled(self) -> bool:
        return not self.count and not self.chosen


@dataclass(frozen=True)
class Panel:
    """One filter in the column of filters. ``look``: fields, checks, select or flag."""

    name: str
    look: str
    fields: list[BoundField]
    choices: list[Choice] = field(default_factory=list)
    folded: bool = False  # behind its title, because the list is long

    @property
    def field(self) -> BoundField:
        return self.fields[0]

    @property
    def chosen(self) -> int:
        return sum(choice.chosen for choice in self.choices)


@dataclass(frozen=True)
class Chip:
    text: Text
    query: str


LONG = 10  # options from which on a list is folded


@dataclass(frozen=True)
class SearchPage:
    """The answer to a form's question, with its chips, counts and ways on."""

    filterset: SearchFilterSet
    answer: Answer

    @classmethod
    def of(cls, filterset: SearchFilterSet) -> "SearchPage":
        return cls(filterset, search(filterset.question))

    @property
    def question(self) -> Question:
        return self.filterset.question

    @property
    def total(self) -> int:
        return self.answer.total

    @cached_property
    def cards(self) -> list[Card]:
        return cards(self.answer.ids)

    @cached_property
    def pages(self) -> Page:
        return Paginator(range(self.total), self.question.size).get_page(self.question.page)

    @property
    def beyond(self) -> bool:
        """A page was asked for that does not exist (any more)."""
        return bool(self.total) and not self.answer.ids

    @cached_property
    def relaxations(self) -> list[Relaxation]:
        return relaxations(self.question, self.total)

    @cached_property
    def chips(self) -> list[Chip]:
        found = [Chip(f"«{self.question.text}»", replace(self.question, text="", page=1).query_string())]
        chips = found if self.question.text else []
        for item in FILTERS:
            if item.name in self.question.values:
                for change in item.chips(self.question.values[item.name]):
                    chips.append(Chip(change.text, self.question.with_value(item.name, change.value).query_string()))
        return chips

    @property
    def suggestions(self) -> list[Chip]:
        """The question with a far more usual neighbour in place of a rare word."""
        found = []
        for typed, meant in self.answer.words.suggested.items():
            text = " ".join(meant if word == typed else word for word in analysis.words(self.question.text))
            found.append(Chip(text, replace(self.question, text=text, page=1).query_string()))
        return found

    @property
    def orders(self) -> list[tuple[str, Text, bool]]:
        chosen = self.question.effective_order
        return [(code, ORDERS[code], code == chosen) for code in self.question.orders()]

    @cached_property
    def panels(self) -> list[Panel]:
        return [self._panel(item) for item in FILTERS if item.name != "bbox"]

    def _panel(self, item) -> Panel:
        fields = [self.filterset.form[name] for name in item.fields()]
        counts = self.answer.facets.get(item.name, {})
        chosen = self.filterset.data.getlist(item.name) if hasattr(self.filterset.data, "getlist") else []
        if not isinstance(item, FacetFilter):
            visible = [bound for bound in fields if not bound.is_hidden]
            choices = [Choice("1", fields[0].label, n, item.name in self.question.values) for n in counts.values()]
            return Panel(item.name, "flag" if counts else "fields", visible, choices)
        choices = [
            Choice(option.value, option.label, counts.get(option.value, 0), option.value in chosen)
            for option in item.options()
        ]
        multiple = fields[0].field.widget.allow_multiple_selected
        return Panel(item.name, "checks" if multiple else "select", fields, choices, multiple and len(choices) > LONG)

    @property
    def nil_counts(self) -> dict[int, int]:
        return {int(code): count for code, count in self.answer.facets["nil"].items()}

    @property
    def nil_chosen(self) -> set[int]:
        return {int(code) for code in self.question.values.get("nil", [])}

    @property
    def nil_query(self) -> str:
        """All filters but the place, for the links of the map of quarters."""
        values = {name: value for name, value in self.question.values.items() if name not in {"nil", "bbox"}}
        return replace(self.question, values=values, page=1).query_string()

    @property
    def map_query(self) -> str:
        return replace(self.question, page=1, order="").query_string()

    @property
    def indexable(self) -> bool:
        """Search engines keep the plain list and the one of each quarter, not the thousands of combinations."""
        plain = not (self.question.text or self.question.order or self.question.page > 1)
        values = self.question.values
        return plain and (not values or (set(values) == {"nil"} and len(values["nil"]) == 1))

    @property
    def headline(self) -> str:
        """Where, for the heading: the quarter or comune when only one is asked for."""
        for name in ("nil", "comune"):
            value = self.question.values.get(name, [])
            if len(value) == 1:
                item = next(item for item in FILTERS if item.name == name)
                return str(next(item.chips(value)).text)
        return str(_("Milano e città metropolitana"))
