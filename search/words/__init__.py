"""The words of a question: what each may mean, what each is worth, and what it was probably meant to be."""

from .parsing import parse
from .shape import PHRASE_LEVEL, Group, Variant, Words, idf
from .spelling import distance, neighbour
from .synonyms import synonyms

__all__ = [
    "PHRASE_LEVEL", "Group", "Variant", "Words", "distance", "idf", "neighbour", "parse", "synonyms",
]  # fmt: skip
