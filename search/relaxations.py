"""What to give up when little or nothing was found: each way on with the number of offers behind it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from django.utils.translation import gettext_lazy as _

from .engine import engine
from .filters import FILTERS
from .filters.base import Text
from .question import Question

FEW = 4  # results from which on nothing is proposed any more
MOST = 4  # proposals on a page


@dataclass(frozen=True)
class Relaxation:
    """``text`` says what changes; ``total`` how many offers the changed question finds, which is more than now."""

    text: Text
    total: int
    query: str


def relaxations(question: Question, total: int) -> list[Relaxation]:
    """Of each filter the smallest change that finds more, the most helpful first. One query for all."""
    if total >= FEW:
        return []
    groups = [(item.name, list(_changes(question, item.name))) for item in FILTERS if item.name in question.values]
    if question.text and question.values:
        groups.append(("q", [(_("senza le parole che hai scritto"), replace(question, text="", page=1))]))
    counts = iter(engine().totals([changed for _name, changes in groups for _text, changed in changes]))
    counted = [[(text, changed, next(counts)) for text, changed in changes] for _name, changes in groups]
    found = []
    for changes in counted:
        better = next(((text, changed, count) for text, changed, count in changes if count > total), None)
        if better:
            found.append(Relaxation(better[0], better[2], better[1].query_string()))
    return sorted(found, key=lambda relaxation: -relaxation.total)[:MOST]


def _changes(question: Question, name: str) -> Iterator[tuple[Text, Question]]:
    item = next(item for item in FILTERS if item.name == name)
    for change in item.relaxations(question.values[name]):
        yield change.text, question.with_value(name, change.value)
