"""The words of a question: what each may mean, what each is worth, and what it was probably meant to be."""

import math
from dataclasses import dataclass, field

from django.contrib.postgres.search import TrigramSimilarity
from django.core.cache import cache
from django.db.models import Max

from . import analysis
from .documents import LEVELS
from .models import IndexState, Synonym, Term

MAX_VARIANTS = 8
PHRASE_LEVEL = LEVELS["C"]  # a phrase has no stored level: it counts as if it stood in the text more than once
_CACHE_KEY, _CACHE_SECONDS = "search:synonyms", 60

Tokens = tuple[str, ...]


@dataclass(frozen=True)
class Variant:
    """A token, or a phrase of several, and its idf as an integer."""

    tokens: Tokens
    idf: int

    def tsquery(self) -> str:
        return " <-> ".join(f"'{token}'" for token in self.tokens)


@dataclass(frozen=True)
class Group:
    """One word of the question (or phrase with synonyms): any variant will do, the best one counts."""

    text: str
    variants: tuple[Variant, ...]

    def tsquery(self) -> str:
        return " | ".join(f"({variant.tsquery()})" for variant in self.variants)


@dataclass(frozen=True)
class Words:
    """``needed`` of the groups must be met: all of them, or fewer after ``relaxed``."""

    groups: tuple[Group, ...]
    needed: int
    corrected: dict[str, str] = field(default_factory=dict)  # as typed → as searched
    suggested: dict[str, str] = field(default_factory=dict)  # as typed → a much more usual neighbour

    def __bool__(self) -> bool:
        return bool(self.groups)

    def relaxed(self) -> "Words | None":
        """The same with at least k of n words: k = n - 1 below five words, 60 % from there. None for a single word."""
        count = len(self.groups)
        needed = count - 1 if count < 5 else math.ceil(count * 0.6)
        if needed < 1 or self.needed < count:
            return None
        return Words(self.groups, needed, self.corrected, self.suggested)


def idf(documents: int, df: int) -> int:
    """What a word is worth: 1 for one that stands everywhere, more the rarer it is."""
    df = min(df, documents)
    return max(1, round(4 * math.log(1 + (documents - df + 0.5) / (df + 0.5))))


def parse(text: str) -> Words:
    """Understand the words of a question: corrected, widened by synonyms, weighed."""
    typed = analysis.question_words(text)
    if not typed:
        return Words((), 0)
    table = synonyms()
    known = _document_frequencies(typed, table)
    corrected, suggested = _respell(typed, known, table)
    if corrected:
        typed = [corrected.get(word, word) for word in typed]
        known |= _document_frequencies(typed, table)
    documents = IndexState.objects.values_list("documents", flat=True).first() or 0
    groups = tuple(
        Group(
            text,
            tuple(Variant(v, max(idf(documents, known.get(token, 0)) for token in v)) for v in variants[:MAX_VARIANTS]),
        )
        for text, variants in _grouped(typed, table)
    )
    return Words(groups, len(groups), corrected, suggested)


def synonyms() -> dict[Tokens, list[Tokens]]:
    """Every expression of the editors' list, without its function words, to all expressions of its groups."""
    table = cache.get(_CACHE_KEY)
    if table is None:
        table = {}
        for group in Synonym.objects.filter(active=True):
            texts = group.expressions()
            variants = [tuple(analysis.tokens(text)) for text in texts]
            for text in texts:
                entry = table.setdefault(_key(text), [])
                entry.extend(v for v in [tuple(analysis.tokens(text)), *variants] if v not in entry)
        cache.set(_CACHE_KEY, table, _CACHE_SECONDS)
    return table


def forget_synonyms() -> None:
    """An editor changed the list: the next question reads it again."""
    cache.delete(_CACHE_KEY)


def _key(text: str) -> Tokens:
    return tuple(analysis.stem(word) for word in analysis.question_words(text))


def _grouped(typed: list[str], table: dict[Tokens, list[Tokens]]) -> list[tuple[str, list[Tokens]]]:
    """The longest expressions with synonyms first, every other word by itself."""
    stems = [analysis.stem(word) for word in typed]
    found, place = [], 0
    while place < len(typed):
        size = next(
            (n for n in (4, 3, 2, 1) if tuple(stems[place : place + n]) in table and place + n <= len(typed)), 0
        )
        variants = table[tuple(stems[place : place + size])] if size else [(stems[place],)]
        size = size or 1
        found.append((" ".join(typed[place : place + size]), variants))
        place += size
    return found


def _document_frequencies(typed: list[str], table: dict[Tokens, list[Tokens]]) -> dict[str, int]:
    wanted = {analysis.stem(word) for word in typed}
    for _, variants in _grouped(typed, table):
        wanted.update(token for variant in variants for token in variant)
    return dict(Term.objects.filter(token__in=wanted).values_list("token").annotate(Max("df")))


def _respell(
    typed: list[str], known: dict[str, int], table: dict[Tokens, list[Tokens]]
) -> tuple[dict[str, str], dict[str, str]]:
    """Words that no offer has, with what they were meant to be; and rare ones beside a far more usual neighbour."""
    corrected, suggested = {}, {}
    spoken = {token for key in table for token in key}
    for word in typed:
        df = known.get(analysis.stem(word), 0)
        if len(word) < 4 or word.isdigit() or df > 5 or (not df and analysis.stem(word) in spoken):
            continue
        if near := neighbour(word, at_least=20 * df or 1):
            (suggested if df else corrected)[word] = near
    return corrected, suggested


def neighbour(word: str, at_least: int) -> str | None:
    """The likeliest word of the offers that ``word`` misspells, in at least so many of them."""
    candidates = (
        Term.objects.filter(folded__trigram_similar=word, df__gte=at_least)
        .exclude(token=analysis.stem(word))
        .annotate(likeness=TrigramSimilarity("folded", word))
        .order_by("-likeness", "-df", "folded")
        .values_list("folded", "df")[:30]
    )
    reach = 1 if len(word) < 6 else 2
    ranked = sorted((distance(word, folded), -df, folded) for folded, df in candidates)
    return ranked[0][2] if ranked and ranked[0][0] <= reach else None


def distance(one: str, other: str) -> int:
    """Letters to add, drop, change or swap with their neighbour to make one word the other."""
    before, last = [], list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        row = [i]
        for j, b in enumerate(other, 1):
            cost = min(last[j] + 1, row[-1] + 1, last[j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                cost = min(cost, before[j - 2] + 1)
            row.append(cost)
        before, last = last, row
    return last[-1]
