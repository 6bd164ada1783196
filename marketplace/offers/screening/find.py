"""Reading a text for wishes about who people are, and for red flags of unlawful work."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ..enums import Family
from .context import is_harmless
from .fold import fold
from .patterns import patterns
from .reasons import FAMILIES, NOTES, WHY, law_of
from .words import Category

HOME = frozenset({Family.TRAITS})
LONGEST = 8_000  # characters read of one text; the form allows 4,000


@dataclass(frozen=True)
class Finding:
    """A passage: ``text[start:end]`` of what was typed, what it is about, and where the law speaks of it.

    ``who`` must not choose so. ``note``: only to be told, there may be nothing wrong with it.
    """

    start: int
    end: int
    text: str
    category: Category
    family: Family = Family.TRAITS
    who: str | Promise = _("Chi affitta")
    law: str = ""

    @property
    def why(self) -> str:
        return str(WHY[self.category]) % {"who": self.who}

    @property
    def note(self) -> bool:
        return self.category in NOTES

    @property
    def family_label(self) -> str | Promise:
        return FAMILIES[self.family]


def find(text: str, families: frozenset[Family] = HOME, who: str | Promise = _("Chi affitta")) -> list[Finding]:
    """The passages of ``text`` that tables of ``families`` mark, in order, none overlapping another."""
    text = text[:LONGEST]
    folded = fold(text)
    work = families != HOME
    hits = []
    for pattern in (pattern for family in families for pattern in patterns(family)):
        for match in pattern.regex.finditer(folded.text):
            if not is_harmless(folded.text, match, pattern):
                start, end = folded.span(match.start(), match.end())
                law = law_of(pattern.category, work=work)
                hits.append(Finding(start, end, text[start:end], pattern.category, pattern.family, who, law))
    return _without_overlaps(hits)


def _without_overlaps(hits: list[Finding]) -> list[Finding]:
    """Of passages that overlap the longest stays."""
    kept: list[Finding] = []
    for hit in sorted(hits, key=lambda h: (h.start - h.end, h.start, h.family)):
        if all(hit.end <= other.start or hit.start >= other.end for other in kept):
            kept.append(hit)
    return sorted(kept, key=lambda h: h.start)
