"""What the words of a question are for the engines: the one shape that every engine reads.

A document meets a question when it has ``needed`` of the ``groups`` and none of ``excluded``. It has a group when it
has one of its variants; it has a variant when its tokens stand side by side, in this order, in one section of the text.
A question with nothing but exclusions finds all other documents and scores none of them.
"""

import math
from dataclasses import dataclass, field, replace

from ..documents import LEVELS

PHRASE_LEVEL = LEVELS["C"]  # a phrase has no stored level: it counts as if it stood in the text more than once

Tokens = tuple[str, ...]


@dataclass(frozen=True)
class Variant:
    """A token, or a phrase of several, and its idf as an integer.

    It is worth ``idf`` times the token's level in the document; a phrase ``idf`` times ``PHRASE_LEVEL``.
    """

    tokens: Tokens
    idf: int

    def tsquery(self) -> str:
        return " <-> ".join(f"'{token}'" for token in self.tokens)


@dataclass(frozen=True)
class Group:
    """One word of the question (or phrase with synonyms): any variant will do, the best one counts.

    What stood in double quotes has a single variant: exactly these words. ``text`` is what a person reads of it.
    """

    text: str
    variants: tuple[Variant, ...]

    def tsquery(self) -> str:
        return " | ".join(f"({variant.tsquery()})" for variant in self.variants)


@dataclass(frozen=True)
class Words:
    """``needed`` of the groups must be met: all of them, or fewer after ``relaxed``. No ``excluded`` one may be."""

    groups: tuple[Group, ...]
    needed: int
    corrected: dict[str, str] = field(default_factory=dict)  # as typed → as searched
    suggested: dict[str, str] = field(default_factory=dict)  # as typed → a much more usual neighbour
    excluded: tuple[Group, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.groups or self.excluded)

    def relaxed(self) -> "Words | None":
        """The same with at least k of n words: k = n - 1 below five words, 60 % from there. None for a single word.

        What is excluded stays excluded and does not count.
        """
        count = len(self.groups)
        needed = count - 1 if count < 5 else math.ceil(count * 0.6)
        if needed < 1 or self.needed < count:
            return None
        return replace(self, needed=needed)


def idf(documents: int, df: int) -> int:
    """What a word is worth: 1 for one that stands everywhere, more the rarer it is."""
    df = min(df, documents)
    return max(1, round(4 * math.log(1 + (documents - df + 0.5) / (df + 0.5))))
