"""The column of filters, prepared so that its templates only print."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from django.forms import BoundField

from .engine import Answer
from .filters import FacetFilter
from .filters.base import Filter, Text
from .forms import SearchFilterSet

LONG = 10  # options from which on a list is folded


@dataclass(frozen=True)
class Choice:
    """An option with the number of offers that it would leave. One that leaves none cannot be newly chosen.

    ``count`` None: they are too many to be counted for every visitor.
    """

    value: str
    label: Text
    count: int | None
    chosen: bool
    depth: int = 0  # in a tree

    @property
    def disabled(self) -> bool:
        return self.count == 0 and not self.chosen


@dataclass(frozen=True)
class Panel:
    """One filter in the column of filters. ``look``: fields, checks, select, flag or tree."""

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


def panel(filterset: SearchFilterSet, answer: Answer, item: Filter) -> Panel:
    """One filter with the form's fields and the counts of the answer; where those are missing, without numbers."""
    fields = [filterset.form[name] for name in item.fields()]
    known = answer.facets.get(item.name)
    counts = known or {}
    chosen = filterset.data.getlist(item.name) if hasattr(filterset.data, "getlist") else []
    if not isinstance(item, FacetFilter):
        visible = [bound for bound in fields if not bound.is_hidden]
        found = list(counts.values()) if known is not None or not item.place else [None]
        choices = [Choice("1", fields[0].label, n, item.name in filterset.question.values) for n in found]
        return Panel(item.name, "flag" if found else "fields", visible, choices)
    choices = [
        Choice(
            option.value,
            option.label,
            None if known is None else counts.get(option.value, 0),
            option.value in chosen,
        )
        for option in item.options()
    ]
    if item.name == "professione":
        return Panel(item.name, "tree", fields, list(_branches(choices)))
    multiple = fields[0].field.widget.allow_multiple_selected
    return Panel(item.name, "checks" if multiple else "select", fields, choices, multiple and len(choices) > LONG)


def asked_of(item: Filter, kind: str) -> bool:
    """Is this filter one of those of ``kind``? All together are asked what is asked of every kind."""
    return not item.kinds or kind in item.kinds


SHOWN_LEVELS = 2  # of the tree, without having chosen anything


def _branches(choices: list[Choice]) -> Iterator[Choice]:
    """Of a tree whose codes grow by a digit a level: the upper levels, what is chosen and what is below it."""
    chosen = {choice.value for choice in choices if choice.chosen}
    for choice in choices:
        code = choice.value
        below = any(code[:-1].startswith(one) and len(code) == len(one) + 1 for one in chosen)
        above = any(one.startswith(code) for one in chosen)
        beside = any(one[:-1] == code[:-1] for one in chosen)
        if (len(code) <= SHOWN_LEVELS or below or above or beside) and (choice.count != 0 or choice.chosen):
            yield replace(choice, depth=len(code) - 1)
