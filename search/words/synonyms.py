"""The editors' list of expressions that mean the same, as questions use it."""

from django.db import connection

from .. import analysis
from ..models import Synonym
from .shape import Tokens

LONGEST = 4  # words of an expression, see ``Synonym.clean``
STAMP = """coalesce(sum(hashtextextended("group", 0) / 1024) filter (where active), 0)::bigint"""


class Table(dict[Tokens, list[Tokens]]):
    """Expression to what it may mean; ``stamp`` changes with the list."""

    stamp = 0


_kept: Table | None = None


def synonyms() -> Table:
    """The table as this process read it; whoever asks the database anyway holds its stamp against the list's."""
    return read_synonyms() if _kept is None else _kept


def read_synonyms() -> Table:
    """Every expression of the list, without its function words, to all expressions of its groups, itself first."""
    global _kept  # noqa: PLW0603 -- one table a process
    table = Table()
    for group in Synonym.objects.filter(active=True):
        texts = group.expressions()
        variants = [tuple(analysis.tokens(text)) for text in texts]
        for text, own in zip(texts, variants, strict=True):
            entry = table.setdefault(_key(text), [])
            entry.extend(variant for variant in [own, *variants] if variant not in entry)
    with connection.cursor() as cursor:
        cursor.execute(f"select {STAMP} from search_synonym")  # noqa: S608 -- our own expression
        (table.stamp,) = cursor.fetchone()
    _kept = table
    return table


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
