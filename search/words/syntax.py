"""What people type into the search box: words, "phrases" in double quotes, and what a leading minus leaves out.

Nothing that can be typed is an error: signs without a meaning here (brackets, operators of other systems, a quote that
is never closed, a minus that stands alone) are read as if they were spaces.
"""

import re
from dataclasses import dataclass

from .. import analysis

_PHRASE = re.compile(r'(?P<minus>(?<!\S)[-–−])?"(?P<words>[^"]*)"')
_MINUS = re.compile(r"[-–−](?=\w)")
_QUOTES = str.maketrans({"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‟": '"'})


@dataclass(frozen=True)
class Typed:
    """The folded words of a question. ``phrases`` and ``excluded`` hold several words where they were quoted."""

    words: list[str]
    phrases: list[tuple[str, ...]]
    excluded: list[tuple[str, ...]]


def read(text: str) -> Typed:
    """Take a question apart. Function words count inside quotes only, unless nothing else is left."""
    text = text[: analysis.MAX_QUESTION].translate(_QUOTES)
    plain: list[str] = []
    phrases: list[tuple[str, ...]] = []
    excluded: list[tuple[str, ...]] = []
    place = 0
    for match in _PHRASE.finditer(text):
        _unquoted(text[place : match.start()], plain, excluded)
        if words := tuple(analysis.words(match["words"])[: analysis.MAX_QUESTION_WORDS]):
            (excluded if match["minus"] else phrases).append(words)
        place = match.end()
    _unquoted(text[place:], plain, excluded)
    return _within_limits(plain, phrases, excluded)


def _unquoted(text: str, plain: list[str], excluded: list[tuple[str, ...]]) -> None:
    """Words between the phrases. ``-so-`` is an ornament, and ``part-time`` is one word: neither excludes."""
    kept = []
    for written in text.split():
        if _MINUS.match(written) and written[-1] not in "-–−":
            excluded += [(word,) for word in analysis.words(written) if word not in analysis.STOP_WORDS]
        else:
            kept.append(written)
    plain += analysis.words(" ".join(kept))


def _within_limits(plain: list[str], phrases: list[tuple[str, ...]], excluded: list[tuple[str, ...]]) -> Typed:
    """At most so many words, and each once; phrases first, because somebody took the trouble to quote them."""
    limit = analysis.MAX_QUESTION_WORDS
    phrases, excluded = list(dict.fromkeys(phrases))[:limit], list(dict.fromkeys(excluded))[:limit]
    words = [word for word in plain if word not in analysis.STOP_WORDS]
    if not words and not phrases and not excluded:
        words = plain
    return Typed(list(dict.fromkeys(words))[: limit - len(phrases)], phrases, excluded)
