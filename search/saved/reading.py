"""From the address of a search to what is kept of it, by the same form that the page reads it with."""

from dataclasses import dataclass
from typing import Any

from django.http import QueryDict
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from marketplace.core.errors import DomainError

from ..engine import engine
from ..filters import FILTERS
from ..filters.kind import KIND
from ..forms import SearchFilterSet
from ..models import SearchDocument
from ..models.saved import MOST_QUERY, Wanted
from ..question import Question
from ..words import Words, parse

BROADEST = 0.05  # share of all offers that one search may find: more is no search but a flood
FEW = 20  # offers that are never too many, where there are not yet many
MOST_TITLE = 120
COLUMNS = [field.name for field in Wanted._meta.get_fields()]


@dataclass(frozen=True)
class Read:
    """A question with its words understood, and what stands in the columns of ``SavedSearch``."""

    question: Question
    words: Words
    columns: dict[str, Any]


def question_of(query: str) -> Question:
    """What an address asks for, without order and page."""
    question = SearchFilterSet(QueryDict(query[:MOST_QUERY])).question
    return Question(question.text, question.values)


def canonical(question: Question) -> str:
    """The address again, each filter in the registry's order."""
    return question.query_string().removeprefix("?")


def read(query: str) -> Read:
    return understood(question_of(query))


def understood(question: Question) -> Read:
    words = parse(question.text)
    columns: dict[str, Any] = dict.fromkeys(COLUMNS)
    columns["words"] = tsquery(words)
    for item in FILTERS:
        if item.name in question.values:
            for name, value in item.saved(question.values[item.name]).items():
                columns[name] = value if columns[name] is None else columns[name] | value
    return Read(question, words, columns)


def tsquery(words: Words) -> str | None:
    """All the words, and none of the excluded ones: an alert never makes do with fewer."""
    parts = [f"({group.tsquery()})" for group in words.groups] + [f"!({group.tsquery()})" for group in words.excluded]
    return " & ".join(parts) or None


def refuse_floods(question: Question) -> None:
    """Raise ``DomainError`` for a search that finds more than one offer in twenty."""
    (found,) = engine().totals([question])
    if found > max(FEW, BROADEST * SearchDocument.objects.count()):
        raise DomainError(
            _("Questa ricerca trova troppe offerte (%(n)s): aggiungi una zona o una parola, poi salvala.")
            % {"n": found}
        )


def title_of(question: Question) -> str:
    """What it asks for, in the reader's words: "Case: «balcone», fino a 900 €"."""
    label = KIND.labels().get(question.kind) if question.kind else None
    asked = [f"«{question.text}»"] if question.text else []
    for item in FILTERS:
        if item.name in question.values:
            asked += [str(change.text) for change in item.chips(question.values[item.name])]
    title = f"{label or _('Tutte le offerte')}: {', '.join(asked)}" if asked else str(label or _("Tutte le offerte"))
    return Truncator(title).chars(MOST_TITLE)
