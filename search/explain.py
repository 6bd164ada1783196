"""Why an offer stands where it does among the words' results: the integers again, from its stored tokens.

It asks no engine, for both add up the same numbers. A phrase is looked for in the stored positions.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import connection
from django.utils.functional import Promise

from . import ranking
from .documents import LEVELS
from .models import SearchDocument
from .question import Question
from .words import PHRASE_LEVEL, Group, Words


@dataclass(frozen=True)
class Part:
    """A word or a bonus and what it adds to the score."""

    text: str | Promise
    points: int


@dataclass(frozen=True)
class Explanation:
    parts: list[Part]

    @property
    def score(self) -> int:
        return sum(part.points for part in self.parts)


def explain(question: Question, words: Words, ids: Sequence[int]) -> dict[int, Explanation]:
    """By offer; those that cannot be found any more are left out."""
    phrases = {v.tsquery() for group in words.groups for v in group.variants if len(v.tokens) > 1}
    held = _phrases(ids, sorted(phrases)) if phrases else {}
    documents = SearchDocument.objects.only("offer_id", "tokens", "published", "checked").in_bulk(ids)
    return {
        pk: Explanation([
            *_parts(words, found, held.get(pk, set())),
            *(Part(bonus.label, bonus.points) for bonus in ranking.explained(question.day, found)),
        ])
        for pk, found in documents.items()
    }  # fmt: skip


def _parts(words: Words, document: SearchDocument, held: set[str]) -> list[Part]:
    parts = [Part(group.text, _worth(group, document, held)) for group in words.groups]
    return [part for part in parts if part.points]


def _worth(group: Group, document: SearchDocument, held: set[str]) -> int:
    """Of its best variant."""
    worth = [
        variant.idf * (PHRASE_LEVEL if variant.tsquery() in held else 0)
        if len(variant.tokens) > 1
        else variant.idf * LEVELS.get(document.tokens.get(variant.tokens[0], ""), 0)
        for variant in group.variants
    ]
    return max(worth, default=0)


def _phrases(ids: Sequence[int], phrases: list[str]) -> dict[int, set[str]]:
    """Which of the phrases each document holds."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select id, array_agg(phrase) from search_searchdocument, unnest(%s::text[]) as phrase "
            "where id = any(%s) and words @@ phrase::tsquery group by id",
            [phrases, list(ids)],
        )
        return {pk: set(found) for pk, found in cursor.fetchall()}
