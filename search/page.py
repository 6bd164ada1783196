"""What the results page shows, prepared so that its templates only print."""

from dataclasses import dataclass, replace
from functools import cached_property

from django.core.paginator import Page, Paginator
from django.utils.translation import gettext_lazy as _

from marketplace.offers.cards import Shown, cards

from . import analysis
from .engine import Answer, search
from .explain import Explanation, explain
from .filters import FILTERS
from .filters.base import Text
from .filters.kind import KIND
from .forms import SearchFilterSet
from .panels import Panel, asked_of, panel
from .question import ORDERS, RELEVANCE, Question
from .relaxations import Relaxation, relaxations
from .selectors import SitePage, site_pages
from .wording import Wording, wording


@dataclass(frozen=True)
class Chip:
    text: Text
    query: str


HIDDEN = {"bbox", "poligono", KIND.name}  # their fields stand in the form by themselves


@dataclass(frozen=True)
class Tab:
    """One kind, or all, with what the question would find there."""

    label: Text
    count: int | None
    query: str
    current: bool


@dataclass(frozen=True)
class SearchPage:
    """The answer to a form's question, with its chips, counts and ways on."""

    filterset: SearchFilterSet
    answer: Answer
    explained: bool = False  # with what each offer's place is made of, for staff

    @classmethod
    def of(cls, filterset: SearchFilterSet, *, explained: bool = False) -> "SearchPage":
        return cls(filterset, search(filterset.question), explained)

    @property
    def question(self) -> Question:
        return self.filterset.question

    @property
    def total(self) -> int:
        return self.answer.total

    @cached_property
    def cards(self) -> list[Shown]:
        return cards(self.answer.ids)

    @cached_property
    def explanations(self) -> dict[int, Explanation]:
        """By offer, where they were asked for and words decide the order."""
        if not self.explained or self.question.effective_order != RELEVANCE:
            return {}
        return explain(self.question, self.answer.words, self.answer.ids)

    @cached_property
    def pages(self) -> Page:
        return Paginator(range(self.total), self.question.size).get_page(self.question.page)

    @property
    def cursor(self) -> str:
        """Where the next page begins, so that what is published meanwhile moves nothing."""
        return self.question.cursor_text(self.answer.last)

    @property
    def beyond(self) -> bool:
        """A page was asked for that does not exist (any more)."""
        return bool(self.total) and not self.answer.ids

    @cached_property
    def relaxations(self) -> list[Relaxation]:
        return relaxations(self.question, self.total)

    @cached_property
    def chips(self) -> list[Chip]:
        found = [Chip(f"«{self.question.text}»", self.question.anew(text="").query_string())]
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
            found.append(Chip(text, self.question.anew(text=text).query_string()))
        return found

    @property
    def orders(self) -> list[tuple[str, Text, bool]]:
        chosen = self.question.effective_order
        return [(code, ORDERS[code], code == chosen) for code in self.question.orders()]

    @cached_property
    def kind(self) -> str:
        """Code of the one kind that is searched; "" for all together."""
        return KIND.code(self.question.kind) if self.question.kind else ""

    @property
    def wording(self) -> Wording:
        return wording(self.kind)

    @property
    def count(self) -> str:
        count = self.wording.count(self.total)
        return _("Più di %(count)s") % {"count": count} if self.answer.more else count

    @property
    def show(self) -> str:
        return _("Mostra le offerte") if self.answer.more else self.wording.show(self.total)

    @property
    def title(self) -> str:
        return str(self.wording.title) % {"where": self.headline}

    @property
    def window_title(self) -> str:
        """The heading and, from the second page on, its number: so that tabs and history tell pages apart."""
        number = self.question.page
        return _("%(title)s, pagina %(number)s") % {"title": self.title, "number": number} if number > 1 else self.title

    @cached_property
    def site_pages(self) -> list[SitePage]:
        """What the editors have written about these words; under the first page only."""
        first = self.question.page == 1 and not self.question.after
        return site_pages(self.question.text) if first and self.question.text else []

    @property
    def lead(self) -> str:
        return str(self.wording.lead) % {"where": self.headline}

    @property
    def every_query(self) -> str:
        """The kind without any filter."""
        return Question(values={"tipo": self.question.kind} if self.question.kind else {}).query_string()

    @cached_property
    def tabs(self) -> list[Tab]:
        """All together and each kind, without the filters that only another kind has."""
        counts = self.answer.facets.get(KIND.name)
        every = sum(counts.values()) if counts else None
        everything = Tab(KIND.fields()[KIND.name].extra["empty_label"], every, "", not self.kind)
        tabs = [replace(everything, query=self._of_kind(None))]
        for word, label in KIND.labels().items():
            tabs.append(Tab(label, counts[word] if counts else None, self._of_kind(word), word == self.question.kind))
        return tabs

    def _of_kind(self, word: str | None) -> str:
        code = KIND.code(word) if word else ""
        kept = {item.name for item in FILTERS if asked_of(item, code)}
        values = {name: value for name, value in self.question.values.items() if name in kept}
        return self.question.anew(values=values, order="").with_value(KIND.name, word).query_string()

    @cached_property
    def panels(self) -> list[Panel]:
        """The filters of this kind, and those of others that are at work."""
        return [
            panel(self.filterset, self.answer, item)
            for item in FILTERS
            if item.name not in HIDDEN and (asked_of(item, self.kind) or item.name in self.question.values)
        ]

    @property
    def nil_counts(self) -> dict[int, int]:
        return {int(code): count for code, count in self.answer.facets.get("nil", {}).items()}

    @property
    def nil_chosen(self) -> set[int]:
        return {int(code) for code in self.question.values.get("nil", [])}

    @property
    def nil_query(self) -> str:
        """All filters but the place, for the links of the map of quarters."""
        values = {
            name: value for name, value in self.question.values.items() if name not in {"nil", "bbox", "poligono"}
        }
        return self.question.anew(values=values).query_string()

    @property
    def map_query(self) -> str:
        return self.question.anew(order="").query_string()

    @property
    def indexable(self) -> bool:
        """Search engines keep the plain list and the one of each quarter, not the thousands of combinations."""
        plain = not (self.question.text or self.question.order or self.question.page > 1 or self.question.after)
        values = self.question.values
        return plain and set(values) <= {"tipo", "nil"} and len(values.get("nil", [1])) == 1

    @property
    def headline(self) -> str:
        """Where, for the heading: the quarter or comune when only one is asked for."""
        for name in ("nil", "comune"):
            value = self.question.values.get(name, [])
            if len(value) == 1:
                item = next(item for item in FILTERS if item.name == name)
                return str(next(item.chips(value)).text)
        return str(_("Milano e città metropolitana"))
