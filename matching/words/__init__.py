"""The words of proposals: one table a kind, one a meeting. Another kind brings its own with ``register``."""

from .base import Notice, Refusals, Words
from .course import COURSE
from .flat import FLAT
from .meetings import MEETINGS, MeetingWords
from .placement import PLACEMENT

_words: dict[str, Words] = {"flat": FLAT, "placement": PLACEMENT, "course": COURSE}


def register(kind: str, words: Words) -> None:
    """Add the words of a kind of offer, by its code."""
    _words[kind] = words


def words_of(kind: str) -> Words:
    """The words of a kind of offer. Raises ``KeyError``."""
    return _words[kind]


__all__ = ["MEETINGS", "MeetingWords", "Notice", "Refusals", "Words", "register", "words_of"]
