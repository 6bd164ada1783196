"""Reading a text for wishes about who people are."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from .context import is_harmless
from .fold import fold
from .patterns import patterns
from .words import Category

WHY: dict[Category, str | Promise] = {
    Category.NATIONALITY: _("Chi affitta non può scegliere in base alla nazionalità o alla cittadinanza."),
    Category.RELIGION: _("Chi affitta non può scegliere in base alla religione."),
    Category.SEX: _("Chi affitta non può scegliere tra donne e uomini."),
    Category.CHILDREN: _("Chi affitta non può escludere chi ha o aspetta bambini."),
    Category.ORIGIN: _("Chi affitta non può scegliere in base all’origine o al colore della pelle."),
    Category.ORIENTATION: _(
        "Chi affitta non può scegliere in base all’orientamento sessuale o all’identità di genere."
    ),
    Category.DISABILITY: _("Chi affitta non può escludere persone con disabilità o malattie."),
    Category.AGE: _("Chi affitta non può scegliere in base all’età."),
}
LONGEST = 8_000  # characters read of one text; the form allows 4,000


@dataclass(frozen=True)
class Finding:
    """A passage: ``text[start:end]`` of what was typed, and what it is about."""

    start: int
    end: int
    text: str
    category: Category

    @property
    def why(self) -> str | Promise:
        return WHY[self.category]


def find(text: str) -> list[Finding]:
    """The passages of ``text`` that choose people by a trait, in order, none overlapping another."""
    text = text[:LONGEST]
    folded = fold(text)
    hits = []
    for pattern in patterns():
        for match in pattern.regex.finditer(folded.text):
            if not is_harmless(folded.text, match, pattern.category, pattern.shape):
                start, end = folded.span(match.start(), match.end())
                hits.append(Finding(start, end, text[start:end], pattern.category))
    return _without_overlaps(hits)


def _without_overlaps(hits: list[Finding]) -> list[Finding]:
    """Of passages that overlap the longest stays."""
    kept: list[Finding] = []
    for hit in sorted(hits, key=lambda h: (h.start - h.end, h.start)):
        if all(hit.end <= other.start or hit.start >= other.end for other in kept):
            kept.append(hit)
    return sorted(kept, key=lambda h: h.start)
