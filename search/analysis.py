"""Text to words, once and in Python, for every engine (``search.md`` §2).

Words are folded (case, accents), cut at elisions, written one way where people write them as one word or as two
("part time", "aiutocuoco") and stemmed: a table of exceptions stands before a few rules of trades and rooms, and those
before Snowball. Everything is indexed; function words are dropped from questions only. A text in English has its
English stems besides.
"""

import csv
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

import Stemmer

MAX_WORD = 64  # characters of one word
MAX_WORDS = 4000  # words of one text
SHORT = 80  # characters of what many offers say alike: a place, a trade, a lease
MAX_QUESTION = 200  # characters of a question
MAX_QUESTION_WORDS = 12

_ELISION = re.compile(r"\b(?:l|un|d|c|n|s|all|dall|dell|nell|sull|quest|quell)'(?=\w)")
_WORD = re.compile(r"[^\W_]+")
_snowball = Stemmer.Stemmer("italian")
_english = Stemmer.Stemmer("english")
_DATA = Path(__file__).parent / "data"

# Function words only: "due", "non", "senza", "vicino", "tempo", "ultimo" say something about a flat.
STOP_WORDS = frozenset((_DATA / "stop_words.txt").read_text(encoding="utf-8").split())
# Words that tell one language from the other; what both have ("a", "in", "no", "come") is in neither.
_ENGLISH = frozenset(
    [
        "the",
        "and",
        "of",
        "with",
        "for",
        "to",
        "is",
        "are",
        "from",
        "you",
        "your",
        "we",
        "our",
        "or",
        "by",
        "this",
        "that",
        "will",
        "can",
        "near",
        "has",
        "on",
    ]
)
_ITALIAN = frozenset(
    "di il la le gli lo con per del della dei delle e una un al alla da dal dalla nel nella non che si sono i o".split()  # noqa: SIM905
)


class _WithoutMarks(dict[int, int | None]):
    """For ``str.translate``: drops the marks that Unicode sets over and under letters, each looked up once."""

    def __missing__(self, sign: int) -> int | None:
        self[sign] = None if unicodedata.combining(chr(sign)) else sign
        return self[sign]


_without_marks = _WithoutMarks()


def fold(text: str) -> str:
    """Lower case without accents; both apostrophes alike. "Città" and "citta" become one."""
    text = text.lower()
    if text.isascii():
        return text
    return unicodedata.normalize("NFKD", text.replace("’", "'").replace("ʼ", "'")).translate(_without_marks)


def words(text: str) -> list[str]:
    """The folded words of a text in order: letters and digits only, cut at ``MAX_WORD`` and ``MAX_WORDS``."""
    cut = _ELISION.sub("", fold(text)).replace("sant'", "sant ").replace("'", "")
    return _joined([word[:MAX_WORD] for word in _WORD.findall(cut)[:MAX_WORDS]])


@cache
def compounds() -> dict[str, list[tuple[tuple[str, ...], tuple[str, ...]]]]:
    """First word to (words, how they are written here), the longest first, from ``data/compounds.csv``."""
    found: dict[str, list[tuple[tuple[str, ...], tuple[str, ...]]]] = {}
    with (_DATA / "compounds.csv").open(newline="", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            form = tuple(row["form"].split())
            found.setdefault(form[0], []).append((form, tuple(row["written"].split())))
    for forms in found.values():
        forms.sort(key=lambda pair: -len(pair[0]))
    return found


def _joined(found: list[str]) -> list[str]:
    """The words with every compound written one way."""
    table = compounds()
    if table.keys().isdisjoint(found):
        return found
    kept: list[str] = []
    place = 0
    while place < len(found):
        for form, written in table.get(found[place], ()):
            if tuple(found[place : place + len(form)]) == form:
                kept += written
                place += len(form)
                break
        else:
            kept.append(found[place])
            place += 1
    return kept


@cache
def exceptions() -> dict[str, str]:
    """Folded form to token, from ``data/exceptions.csv``: where Snowball parts a plural or joins strangers."""
    with (_DATA / "exceptions.csv").open(newline="", encoding="utf-8") as file:
        return {row["form"]: row["token"] for row in csv.DictReader(file)}


# Endings of trades and rooms that Snowball takes apart: (endings, shortest word, what they become).
_RULES = (
    (("iere", "ieri", "iera"), 7, "ier"),
    (("trice", "trici", "tore", "tori"), 6, "tor"),
    (("iano", "iani", "iana", "iane"), 6, "ian"),
    (("aio", "aia", "aie", "ai"), 5, "ai"),
)


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """The token of one folded word: equal for its singular, plural and genders."""
    if token := exceptions().get(word):
        return token
    for endings, shortest, become in _RULES:
        for ending in endings:
            if len(word) >= shortest and word.endswith(ending):
                return word[: -len(ending)] + become
    if len(word) >= 7 and word.endswith("ita"):
        word = f"{word[:-1]}à"  # qualità, comunità: Snowball knows them with their accent only
    return fold(_snowball.stemWord(word))


@lru_cache(maxsize=100_000)
def english_stem(word: str) -> str:
    """The token of one folded word of an English text."""
    return _english.stemWord(word)


def tokens(text: str) -> list[str]:
    """The tokens of a text, in order: what the index keeps of it."""
    return [stem(word) for word in words(text)]


def englishness(found: Iterable[str]) -> int:
    """By how many function words these words are English (above 0) rather than Italian (below)."""
    return sum((word in _ENGLISH) - (word in _ITALIAN) for word in found)


def question_words(text: str) -> list[str]:
    """The folded words of a question: without function words, unless nothing else is left. Each once."""
    found = words(text[:MAX_QUESTION])
    kept = [word for word in found if word not in STOP_WORDS] or found
    return list(dict.fromkeys(kept))[:MAX_QUESTION_WORDS]


@dataclass(frozen=True)
class Text:
    """A text that will be found: its words in order, their tokens, and how people write each word."""

    words: list[str]
    tokens: list[str]
    surfaces: dict[str, str]


def read(text: str) -> Text:
    """Read a text once, for all that the index keeps of it. What many offers say in few words is remembered."""
    return _read_short(text) if len(text) <= SHORT else _read(text)


def _read(text: str) -> Text:
    found = words(text)
    return Text(found, [stem(word) for word in found], {word: word for word in found} | _written(text[:20_000]))


_read_short = lru_cache(maxsize=10_000)(_read)


def _written(text: str) -> dict[str, str]:
    """Folded word to the way it is written here first: "citta" to "città"."""
    found: dict[str, str] = {}
    for written in _WORD.findall(_ELISION.sub("", text.replace("’", "'").lower())):
        found.setdefault(fold(written)[:MAX_WORD], written[:MAX_WORD])
    return found
