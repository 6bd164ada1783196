"""The editors' list of expressions that mean the same, as questions use it."""

from typing import Any

from django.core.cache import cache
from django.db import transaction

from .. import analysis
from ..models import Synonym
from .shape import Tokens

Table = dict[Tokens, list[Tokens]]

LONGEST = 4  # words of an expression, see ``Synonym.clean``
_CACHE_KEY, _CACHE_SECONDS = "search:synonyms", 60


def synonyms() -> Table:
    """Every expression of the list, without its function words, to all expressions of its groups, itself first."""
    table: Table | None = cache.get(_CACHE_KEY)
    if table is None:
        table = {}
        for group in Synonym.objects.filter(active=True):
            texts = group.expressions()
            variants = [tuple(analysis.tokens(text)) for text in texts]
            for text, own in zip(texts, variants, strict=True):
                entry = table.setdefault(_key(text), [])
                entry.extend(variant for variant in [own, *variants] if variant not in entry)
        cache.set(_CACHE_KEY, table, _CACHE_SECONDS)
    return table


def forget_synonyms(**_signal: Any) -> None:
    """An editor changed the list: the next question reads it again, here at once and elsewhere once it is saved."""
    cache.delete(_CACHE_KEY)
    transaction.on_commit(lambda: cache.delete(_CACHE_KEY))


def grouped(words: list[str], table: Table) -> list[tuple[str, list[Tokens]]]:
    """Words of a question to (what was typed, what it may mean): the longest expressions of the list first."""
    stems = [analysis.stem(word) for word in words]
    found, place = [], 0
    while place < len(words):
        sizes = range(min(LONGEST, len(words) - place), 0, -1)
        size = next((n for n in sizes if tuple(stems[place : place + n]) in table), 0)
        variants = table[tuple(stems[place : place + size])] if size else [(stems[place],)]
        size = size or 1
        found.append((" ".join(words[place : place + size]), variants))
        place += size
    return found


def _key(text: str) -> Tokens:
    return tuple(analysis.stem(word) for word in analysis.question_words(text))
