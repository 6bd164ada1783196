"""Reading the vocabularies: suggestions while typing, the code that typed words stand for, titles of codes."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from django.db.models import Model
from django.utils.translation import get_language

from jobs.models.vocabulary import CollectiveAgreement, OccupationWord, Sector

from . import occupations
from .folding import fold, forms
from .suggestions import Suggestion, suggest_ccnl, suggest_occupations, suggest_sectors

__all__ = [
    "Answer", "Suggestion", "ccnl_titles", "resolve_ccnl", "resolve_occupation", "resolve_occupations",
    "resolve_sector", "sector_titles", "suggest_ccnl", "suggest_occupations", "suggest_sectors",
]  # fmt: skip
ALTERNATIVES = 4  # that a message can name
BRACKETS = re.compile(r"^(?P<word>.+) \((?P<title>.+)\)$", re.DOTALL)
ATECO = re.compile(r"^([A-V]|\d\d(?:\.?\d(?:\d(?:\.?\d\d?)?)?)?)(?:\s+[–-].*|\s*)$", re.DOTALL)
CNEL = re.compile(r"^([A-Z][A-Z0-9]{3})(?:\s+[–-].*|\s*)$", re.DOTALL | re.IGNORECASE)


@dataclass(frozen=True)
class Answer:
    """What a text stands for: a code, or nothing and what it may mean."""

    code: str = ""
    may_be: list[Suggestion] = field(default_factory=list)


def resolve_occupation(text: str, language: str = "") -> Answer:
    """The unit group that ``text`` names: a code, a word, or a word with the group's title in brackets."""
    return resolve_occupations([text], language)[text]


def resolve_occupations(texts: Iterable[str], language: str = "") -> dict[str, Answer]:
    """``resolve_occupation`` of many texts: known words cost two queries together, the others one or two each."""
    language = language or get_language() or "it"
    texts = list(dict.fromkeys(texts))
    titles = occupations.titles(language)
    spoken = {text: forms(text) for text in texts}
    for text in texts:
        if inside := BRACKETS.match(text.strip()):
            spoken[text] = [*spoken[text], *forms(inside["title"])]
    meant = _groups({one for some in spoken.values() for one in some})
    answers = {}
    for text in texts:
        code = _code(text, titles) or _sure(text, meant)
        answers[text] = Answer(code) if code else Answer("", suggest_occupations(text, language, ALTERNATIVES))
    return answers


def _code(text: str, titles: dict[str, str]) -> str:
    found = re.match(r"\s*(\d{4})\b", text)
    return found[1] if found and found[1] in titles else ""


def _groups(folded: set[str]) -> dict[str, set[str]]:
    """By folded words the groups that they mean most surely: a group's name counts before words of others."""
    best: dict[str, tuple[int, set[str]]] = {}
    rows = OccupationWord.objects.filter(folded__in=folded).order_by("kind")
    for words, kind, code in rows.values_list("folded", "kind", "occupation_id"):
        first, codes = best.setdefault(words, (kind, set()))
        if kind == first:
            codes.add(code)
    return {words: codes for words, (_, codes) in best.items()}


def _sure(text: str, meant: dict[str, set[str]]) -> str:
    """The one group that all forms of the text share; for "rider (Rider in bici)" that of the title in brackets."""
    inside = BRACKETS.match(text.strip())
    for part in (text, inside["title"]) if inside else (text,):
        named = [meant[one] for one in forms(part) if one in meant]
        shared = set.intersection(*named) if named else set()
        if len(shared) == 1:
            return shared.pop()
    return ""


def resolve_sector(text: str) -> Answer:
    """The ATECO entry that ``text`` names by code ("56.11", "561100", "56.11 – Ristoranti") or by its whole title."""
    found = ATECO.match(text.strip().upper())
    code = _dotted(found[1]) if found else ""
    if code and Sector.objects.filter(pk=code).exists():
        return Answer(code)
    may_be = [] if found else suggest_sectors(text, ALTERNATIVES)
    return _only(text, may_be)


def resolve_ccnl(text: str) -> Answer:
    """The collective agreement that ``text`` names by code or by its whole title."""
    found = CNEL.match(text.strip())
    if found and CollectiveAgreement.objects.filter(pk=found[1].upper()).exists():
        return Answer(found[1].upper())
    return _only(text, suggest_ccnl(text, ALTERNATIVES))


def _only(text: str, may_be: list[Suggestion]) -> Answer:
    """Sure where a title is written out, or where there is nothing else that the text can mean."""
    asked = fold(text)
    written = [one for one in may_be if asked in (fold(one.label.partition(" – ")[2]), fold(one.detail))]
    sure = written or (may_be if len(may_be) == 1 else [])
    return Answer(sure[0].value) if sure else Answer("", may_be)


def _dotted(code: str) -> str:
    """ "561100" → "56.11.00": company registers leave the dots out."""
    bare = code.replace(".", "")
    return ".".join(filter(None, [bare[:2], bare[2:4], bare[4:]]))


def sector_titles(codes: Iterable[str]) -> dict[str, str]:
    """ "56.11 – Ristoranti" by code, with one query. Codes that are not known stand for themselves."""
    return _titles(codes, Sector.objects.in_bulk)


def ccnl_titles(codes: Iterable[str]) -> dict[str, str]:
    """ "H501 – Lavoro domestico" by code, with one query. Codes that are not known stand for themselves."""
    return _titles(codes, CollectiveAgreement.objects.in_bulk)


def _titles(codes: Iterable[str], in_bulk: Callable[[set[str]], dict[str, Model]]) -> dict[str, str]:
    wanted = {code for code in codes if code}
    known = in_bulk(wanted) if wanted else {}
    return {code: str(known.get(code, code)) for code in wanted}
