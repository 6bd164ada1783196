"""What a misspelt word was meant to be, held against the words that people write in offers (``search.md`` §7)."""

from django.contrib.postgres.search import TrigramSimilarity

from .. import analysis
from ..models import Term

CANDIDATES = 30  # by trigrams, of which letters decide
SHORTEST = 4  # a word of three letters is one error away from everything
FAR_MORE = 20  # times as many offers, for a neighbour to be asked about


def neighbour(word: str, at_least: int) -> str | None:
    """The likeliest word of the offers that ``word`` misspells, in at least so many of them.

    One error in words below six letters, two from there; the fewest errors first, then the most usual word.
    """
    candidates = (
        Term.objects.filter(folded__trigram_similar=word, df__gte=at_least)
        .exclude(token=analysis.stem(word))
        .annotate(likeness=TrigramSimilarity("folded", word))
        .order_by("-likeness", "-df", "folded")
        .values_list("folded", "df")[:CANDIDATES]
    )
    reach = 1 if len(word) < 6 else 2
    ranked = sorted((distance(word, folded), -df, folded) for folded, df in candidates)
    return ranked[0][2] if ranked and ranked[0][0] <= reach else None


def distance(one: str, other: str) -> int:
    """Letters to add, drop, change or swap with their neighbour to make one word the other."""
    before: list[int] = []
    last = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        row = [i]
        for j, b in enumerate(other, 1):
            cost = min(last[j] + 1, row[-1] + 1, last[j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                cost = min(cost, before[j - 2] + 1)
            row.append(cost)
        before, last = last, row
    return last[-1]
