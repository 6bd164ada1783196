"""Text as the patterns read it, with the way back to the letters that were typed."""

import re
import unicodedata
from dataclasses import dataclass

LEET = str.maketrans("01345$7@€", "oieassTae".lower())
SPACED = re.compile(r"\b(?:[a-z][ ._*-]{1,2}){3,}[a-z]\b")  # "s t r a n i e r i", "n.e.r.i"
WORD = re.compile(r"[^\s.,;:!?()\"'’/-]+")
INVISIBLE = {"\u00ad", "\u200b", "\u200c", "\u200d", "\ufeff"}


@dataclass(frozen=True)
class Folded:
    """Lower case, no accents, digits that stand for letters turned back. ``at[i]``: where letter i was typed."""

    text: str
    at: list[int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The typed text from folded ``start`` to ``end``."""
        return self.at[start], self.at[end - 1] + 1


def fold(text: str) -> Folded:
    """Fold ``text``; its length may change."""
    letters, at = [], []
    for position, typed in enumerate(text):
        if typed in INVISIBLE:
            continue
        base = unicodedata.normalize("NFKD", typed)[:1].lower()[:1] or typed
        letters.append("'" if base in "’‘`´" else base)
        at.append(position)
    return _join_spaced(Folded(_leet("".join(letters)), at))


def _leet(text: str) -> str:
    """Read "stran1er1" and "n0" as words; a number, alone or with its unit ("70mq", "4x4"), stays a number."""

    def restore(match: re.Match[str]) -> str:
        word = match[0]
        digits = sum(letter.isdigit() for letter in word)
        is_word = re.match(r"[a-z@$]", word) and digits < len(word)
        return word.translate(LEET) if is_word else word

    return WORD.sub(restore, text)


def _join_spaced(folded: Folded) -> Folded:
    """Close up words that were typed letter by letter."""
    keep = list(range(len(folded.text)))
    for match in reversed(list(SPACED.finditer(folded.text))):
        keep[match.start() : match.end()] = range(match.start(), match.end(), 1)
        inner = [i for i in range(match.start(), match.end()) if folded.text[i].isalpha()]
        keep[match.start() : match.end()] = inner
    if len(keep) == len(folded.text):
        return folded
    return Folded("".join(folded.text[i] for i in keep), [folded.at[i] for i in keep])
