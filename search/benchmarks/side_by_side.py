"""The same questions put to django-modelsearch, the search that Wagtail brings: for what it can answer.

It has words and plain filters, no places, no masks, no near misses: of each question it is asked the words and those
filters, its page of twenty, the count and six facets, one query each.
"""

import time
from collections.abc import Callable
from typing import Any

import numpy as np
from modelsearch.abstract_models import TextIDGenericRelation
from wagtail.search import index
from wagtail.search.backends import get_search_backend
from wagtail.search.models import IndexEntry

from ..documents import kind_number
from ..filters.kind import KIND
from ..models import SearchDocument
from ..postgres import PostgresEngine
from ..question import Question
from ..words import parse
from .reading import best, figures, line, one_pass

BATCH = 1000
FACETS = ("kind", "nil", "municipio", "comune", "rooms", "sector")
Say = Callable[[str], Any]


class Listed(index.Indexed, SearchDocument):
    """Documents as django-modelsearch wants them. Only this measurement knows it."""

    search_fields = [
        index.SearchField("text"),
        index.FilterField("price"),
        *(index.FilterField(name) for name in FACETS),
    ]

    class Meta:
        proxy = True
        app_label = "search"

    @property
    def text(self) -> str:
        """The stems, so that both find the same."""
        return " ".join(self.tokens)


TextIDGenericRelation(IndexEntry).contribute_to_class(Listed, "index_entries")  # as its app does at start-up


def compare(questions: list[Question], say: Say) -> dict[str, Any]:
    """Make its index, ask both the same, and give the figures."""
    backend = get_search_backend("default")
    begun = time.perf_counter()
    _fill(backend)
    seconds = time.perf_counter() - begun
    say(f"django-modelsearch: its index made in {seconds:.0f} s")
    asked = [plain for question in questions if (plain := _plain(question)).text][:100]
    ours = PostgresEngine()
    calls = [lambda q=q: _ask(backend, q) for q in asked]
    theirs, counts = one_pass(calls)
    mine, answers = one_pass([lambda q=q: ours.search(q) for q in asked])
    mine = np.minimum(mine, best([lambda q=q: ours.search(q) for q in asked], 1))
    different = sum(count != answer.total for count, answer in zip(counts, answers, strict=True))
    say(line(f"django-modelsearch: page, count, {len(FACETS)} facets", theirs))
    say(line("ours, the same questions, all counts", mine))
    say(f"totals that differ: {different} of {len(asked)}")
    found = {"index_s": round(seconds, 1), "questions": len(asked), "different": different}
    found = {f"modelsearch_{name}": value for name, value in found.items()}
    return found | figures("modelsearch", theirs) | figures("beside", mine)


def _fill(backend: Any) -> None:
    kept = backend.get_index_for_model(Listed)
    ids = list(Listed.objects.order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(ids), BATCH):
        kept.add_items(Listed, list(Listed.objects.filter(pk__in=ids[start : start + BATCH])))


def _plain(question: Question) -> Question:
    """Its words without signs, and the filters that are one comparison."""
    text = question.text.replace('"', "").partition(" -")[0]
    plain = {"tipo", "canone", "nil", "municipio"}
    values = {name: value for name, value in question.values.items() if name in plain}
    return question.anew(text=text, values=values, order="")


def _ask(backend: Any, question: Question) -> int:
    found = Listed.objects.all()
    values = question.values
    if "tipo" in values:
        found = found.filter(kind=kind_number(KIND.code(values["tipo"])))
    if "canone" in values:
        found = found.filter(price__lte=values["canone"])
    for name in {"nil", "municipio"} & values.keys():
        found = found.filter(**{f"{name}__in": [int(number) for number in values[name]]})
    stems = [token for group in parse(question.text).groups for token in group.variants[0].tokens]
    results = backend.search(" ".join(stems), found)
    list(results[:20])
    for name in FACETS:
        results.facet(name)
    return results.count()
