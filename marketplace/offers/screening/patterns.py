"""How the words meet: the tables compiled to one pattern for each category and shape of sentence."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from ..enums import Family
from . import words, work
from .words import Category

MAX_FILLERS = 6


class Shape(StrEnum):
    """The form of a wish. ``EXCLUDE`` "no …", ``ONLY`` "solo …", ``PREFER`` "cerco …", ``AFTER`` "… esclusi"."""

    EXCLUDE = "exclude"
    ONLY = "only"
    PREFER = "prefer"
    AFTER = "after"
    PERSON = "person"
    ALONE = "alone"


@dataclass(frozen=True)
class Pattern:
    category: Category
    shape: Shape
    regex: re.Pattern[str]
    family: Family = Family.TRAITS


def _any(entries: Iterable[str]) -> str:
    """One alternative of all entries; the spaces of a table stand for any gap inside a phrase."""
    ordered = sorted(entries, key=len, reverse=True)
    joined = "|".join(ordered).replace(" ?", r"[\s-]{0,2}").replace(" ", r"[\s'/-]+")
    return f"(?:{joined})"


def _word(entries: Iterable[str]) -> str:
    return rf"(?<![\w@])(?:{_any(entries)})(?!\w)"


GAP = r"[\s'/-]+"
_FILLER = rf"(?:{_any(words.FILLERS)}(?!\w){GAP})"
_LISTED = (
    rf"(?:{_any(words.LISTED)}(?!\w)(?:\s*[,/]\s*|\s+(?:e|o|ed|ne|and|or|nor)\s+)(?:(?:no|ne|niente|i|gli|le)\s+)?)"
)


def _led(leads: list[str], group: list[str], *, lists: bool = False) -> str:
    listed = rf"{_LISTED}{{0,4}}" if lists else ""
    gap = r"(?:\s*:\s*|[\s'/-]+)"
    return rf"{_word(leads)}{gap}{listed}{_FILLER}{{0,{MAX_FILLERS}}}(?P<group>{_any(group)})(?!\w)"


def _followed(group: list[str]) -> str:
    persons = rf"(?:\s+{_any(words.PERSONS_EN)}(?!\w))?"
    return rf"(?<![\w@])(?P<group>{_any(group)})(?!\w){persons}[\s,:()-]{{1,3}}{_any(words.AFTER)}(?!\w)"


def _beside_person(chosen: list[str], chosen_en: list[str]) -> list[str]:
    qualities = rf"(?:{_any(words.QUALITIES)}(?!\w)[\s',-]+){{0,3}}"
    english = r"(?:(?:young|working|single|quiet)\s+)?" + _any(words.PERSONS_EN)
    return [
        rf"{_word(words.PERSONS)}[\s,]+{qualities}(?P<group>{_any(chosen)})(?!\w)",
        rf"(?<!\w)(?P<group>{_any(chosen_en)})[\s-]+{english}(?!\w)",
    ]


@cache
def patterns(family: Family = Family.TRAITS) -> tuple[Pattern, ...]:
    """The patterns of one family, compiled when first asked for."""
    match family:
        case Family.JOB:
            return _phrases(work.JOB, family)
        case Family.EXPLOITATION:
            return _phrases(work.EXPLOITATION, family)
    return _traits()


def _phrases(table: dict[Category, list[str]], family: Family) -> tuple[Pattern, ...]:
    return tuple(
        Pattern(category, Shape.ALONE, re.compile(_word(entries)), family) for category, entries in table.items()
    )


def _traits() -> tuple[Pattern, ...]:
    found = []
    for category, group in words.GROUPS.items():
        found += [
            (category, Shape.EXCLUDE, _led(words.EXCLUDE, group, lists=True)),
            (category, Shape.ONLY, _led(words.ONLY, group)),
            (category, Shape.AFTER, _followed(group)),
            (category, Shape.PREFER, _led(words.PREFER, group)),
        ]
    for category, chosen in (
        (Category.NATIONALITY, (words.CHOSEN, words.CHOSEN_EN)),
        (Category.RELIGION, (words.CHOSEN_FAITHS, words.CHOSEN_FAITHS_EN)),
    ):
        found += [(category, Shape.PERSON, regex) for regex in _beside_person(*chosen)]
    found.append((Category.AGE, Shape.ALONE, _word(words.AGE_PHRASES)))
    found += [(category, Shape.ALONE, _word(entries)) for category, entries in words.ALONE.items()]
    return tuple(Pattern(category, shape, re.compile(regex)) for category, shape, regex in found)
