"""One spelling for all the ways a word is written, in any alphabet: "Éboueur" → "eboueur", "М’ясник" → "м ясник"."""

import re
import unicodedata

# What people write around the occupation they mean: "cerco lavoro come cuoco", "work in a kitchen"
IGNORED = {
    "a", "al", "alla", "alle", "cercasi", "cerco", "come", "con", "da", "de", "del", "della", "di", "i", "il", "in",
    "io", "l", "la", "lavorare", "lavoro", "le", "per", "un", "una",
    "as", "at", "for", "job", "the", "work", "working", "chez", "comme", "je", "les", "travail", "une", "como", "las",
    "los", "trabajo", "y", "yo", "в", "на", "робота", "у", "як",
}  # fmt: skip


def fold(text: str) -> str:
    """Letters and figures only, small, without accents, one space between words."""
    text = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    text = "".join(char for char in text if not unicodedata.combining(char))
    return " ".join(re.sub(r"[\W_]+", " ", text).split())


def tokens(text: str) -> list[str]:
    """The folded words that say something; all of them where none does."""
    words = fold(text).split()
    return [word for word in words if word not in IGNORED] or words


def forms(label: str) -> list[str]:
    """The folded forms that a label stands for: "addetto/addetta alle pulizie" is two.

    Halves of as many words stand alone ("operaio agricolo/operaia agricola"), else the words around belong to both.
    """
    halves = label.split("/")
    if len(halves) == 2 and len(halves[0].split()) == len(halves[1].split()):
        return _once(halves)
    parts = [word.split("/") for word in label.split()]
    number = max(map(len, parts), default=1)
    return _once([" ".join(part[min(at, len(part) - 1)] for part in parts) for at in range(number)])


def _once(texts: list[str]) -> list[str]:
    return list(dict.fromkeys(filter(None, map(fold, texts))))
