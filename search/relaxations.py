"""What to give up when little or nothing was found: each way on with the number of offers behind it."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from .engine import engine
from .filters import FILTERS
from .filters.base import Text
from .filters.kind import KIND
from .question import Question
from .wording import wording

Changed = tuple[Text, Question]
FEW = 4  # results from which on nothing is proposed any more
MOST = 4  # proposals on a page


@dataclass(frozen=True)
class Relaxation:
    """``text`` says what changes; ``total`` how many offers the changed question finds, which is more than now."""

    text: Text
    total: int
    query: str
    kind: str = ""

    @property
    def count(self) -> str:
        return wording(self.kind).count(self.total)


def relaxations(question: Question, total: int) -> list[Relaxation]:
    """Of each filter the smallest change that finds more, the most helpful first. One query for all.

    Where no single change helps, each filter by itself, one more query.
    """
    if total >= FEW:
        return []
    groups = [list(_changes(question, item.name)) for item in FILTERS if item.name in question.values]
    if question.text and question.values:
        groups.append([(_("senza le parole che hai scritto"), question.anew(text=""))])
    found = _better(groups, total)
    if not found and len(groups) > 1:
        found = _better([[alone] for alone in _alone(question)], total)
    return sorted(found, key=lambda relaxation: -relaxation.total)[:MOST]


def _better(groups: list[list[Changed]], total: int) -> list[Relaxation]:
    """The first of each group that finds more than ``total``."""
    counts = iter(engine().totals([question for group in groups for _text, question in group]))
    counted = [[(text, question, next(counts)) for text, question in group] for group in groups]
    best = [next((one for one in group if one[2] > total), None) for group in counted]
    return [
        Relaxation(text, total, question.query_string(), _kind(question))
        for text, question, total in filter(None, best)
    ]


def _kind(question: Question) -> str:
    return KIND.code(question.kind) if question.kind else ""


def _changes(question: Question, name: str) -> Iterator[Changed]:
    item = next(item for item in FILTERS if item.name == name)
    for change in item.relaxations(question.values[name]):
        yield change.text, question.with_value(name, change.value)


def _alone(question: Question) -> Iterator[Changed]:
    kind = {name: value for name, value in question.values.items() if name == KIND.name}
    if question.text:
        yield _("tenendo solo «%(what)s»") % {"what": question.text}, question.anew(values=kind)
    for item in FILTERS:
        if item.name in question.values and item is not KIND:
            value = question.values[item.name]
            what = ", ".join(str(chip.text) for chip in item.chips(value))
            alone = question.anew(text="", values=kind | {item.name: value})
            yield _("tenendo solo «%(what)s»") % {"what": what}, alone
