"""What the typed words may mean, the likeliest first.

What people say comes before the titles of a classification. Only where no word begins as typed, the spelling is
forgiven: the index gives the words that share most trigrams, and the number of wrong letters decides.
"""

from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from jobs.models.vocabulary import labelled

from . import occupations
from .folding import fold, tokens

CANDIDATES = 40
FORGIVEN = 4  # letters: shorter words are wrong in too many ways
LOOKED_AT = 80  # rows: a group may have many words that fit
LONGEST = 100  # characters
SHORTEST = 2
SHOWN = 120  # characters of a title


@dataclass(frozen=True)
class Suggestion:
    """One proposal. ``value`` is the code; ``label`` stands for it alone when typed; ``detail`` explains it."""

    value: str
    label: str
    detail: str = ""


# Shared: the same words stand for another group as surely as for this one, so the label must say which is meant.
_SHARED = """
SELECT found.*, EXISTS (
  SELECT FROM jobs_occupationword AS other
  WHERE other.folded = found.folded AND other.occupation_id <> found.occupation_id AND other.kind <= found.kind
) AS shared
FROM ({found}) AS found
ORDER BY place
"""
_BEGINS = """
SELECT occupation_id, label, folded, kind, row_number() OVER (
  ORDER BY folded = %(full)s DESC, kind <= 2 DESC, folded LIKE %(start)s DESC, language = %(language)s DESC, kind,
    length(folded), folded, occupation_id) AS place
FROM jobs_occupationword WHERE {fits} ORDER BY place LIMIT %(rows)s
"""
_FORGIVING = """
SELECT occupation_id, label, folded, kind, row_number() OVER (
  ORDER BY wrong, kind, language = %(language)s DESC, folded <->> %(full)s, length(folded), folded,
    occupation_id) AS place
FROM (
  SELECT * FROM jobs_occupationword ORDER BY folded <->> %(full)s LIMIT %(candidates)s
) AS near, LATERAL (
  SELECT min(levenshtein(%(full)s, left(array_to_string(words[i:], ' '), length(%(full)s)))) AS wrong
  FROM (SELECT string_to_array(near.folded, ' ') AS words) AS split, generate_series(1, cardinality(words)) AS i
) AS letters
WHERE wrong <= greatest(1, (length(%(full)s) + 1) / 4)
ORDER BY place
"""


def suggest_occupations(text: str, language: str = "it", limit: int = 8) -> list[Suggestion]:
    """Up to ``limit`` unit groups of ISCO-08 that ``text`` may mean, each once, under the word that fits best."""
    asked = _asked(text)
    if not asked:
        return []
    values = {"full": " ".join(asked), "language": language, "rows": LOOKED_AT, "candidates": CANDIDATES}
    values["start"] = f"{values['full']}%"
    found = _by_group(_query(_SHARED.format(found=_BEGINS.format(fits=_fits(asked, values))), values))
    if not found and len(values["full"]) >= FORGIVEN:
        found = _by_group(_query(_SHARED.format(found=_FORGIVING), values))
    titles = occupations.titles(language)
    return [_suggestion(row, titles.get(code, code)) for code, row in list(found.items())[:limit]]


def _asked(text: str) -> list[str]:
    asked = tokens(text[:LONGEST].replace("\0", ""))
    return asked if len("".join(asked)) >= SHORTEST else []


def _fits(asked: list[str], values: dict[str, Any]) -> str:
    """Every typed word begins a word of the row. The words hold letters and figures only, see ``fold``."""
    values |= {f"word{at}": rf"\m{word}" for at, word in enumerate(asked)}
    return " AND ".join(f"folded ~ %(word{at})s" for at in range(len(asked)))


def _by_group(rows: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    best: dict[str, dict[str, Any]] = {}
    for row in rows:
        best.setdefault(row["occupation_id"], row)
    return best


def _suggestion(row: dict[str, Any], title: str) -> Suggestion:
    label = f"{row['label'][:1].upper()}{row['label'][1:]}"
    same = fold(label) == fold(title)
    if row["shared"] and not same:
        return Suggestion(row["occupation_id"], title if fold(label) in fold(title) else f"{label} ({title})")
    return Suggestion(row["occupation_id"], label, "" if same else title)


# before the bar stand our own words, see loading.build.padded
OURS, TITLED = "split_part(folded, '|', 1)", "split_part(folded, '|', 2)"
_SECTORS = """
SELECT code, level, name, title FROM jobs_sector WHERE {fits}
ORDER BY {ours} DESC, {whole} DESC, level = 4 DESC, level <= 3 DESC, level, {titled} DESC, length(title), code
LIMIT %(rows)s
"""
_SECTOR_CODES = """
SELECT code, level, name, title FROM jobs_sector WHERE replace(code, '.', '') LIKE %(start)s
ORDER BY level, code LIMIT %(limit)s
"""


def suggest_sectors(text: str, limit: int = 8) -> list[Suggestion]:
    """Up to ``limit`` entries of ATECO 2025, by code ("56", "561", "56.11") or by everyday word ("bar")."""
    code = text[:LONGEST].strip().upper().replace(".", "")
    if code.isdigit() or (len(code) == 1 and code.isalpha()):
        rows = _query(_SECTOR_CODES, {"start": f"{code}%", "limit": limit})
        return [_sector(row) for row in rows]
    asked = _asked(text)
    if not asked:
        return []
    values: dict[str, Any] = {"rows": LOOKED_AT}
    ours, titled, whole = (_whole(asked, values, of) for of in (OURS, TITLED, "folded"))
    sql = _SECTORS.format(fits=_words_fit(asked, values), ours=ours, titled=titled, whole=whole)
    rows = _query(sql, values)
    titles: dict[str, dict[str, Any]] = {}
    for row in rows:  # ATECO repeats a title on each level below where it does not divide further
        titles.setdefault(row["title"].casefold(), row)
    return [_sector(row) for row in list(titles.values())[:limit]]


def _sector(row: dict[str, Any]) -> Suggestion:
    return Suggestion(row["code"], labelled(row["code"], row["name"] or row["title"]), row["title"] * bool(row["name"]))


_AGREEMENTS = """
SELECT code, name, title, sector, signed_by_confederals FROM jobs_collectiveagreement WHERE {fits}
ORDER BY code = %(code)s DESC, {whole} DESC, rank, signed_by_confederals DESC, expires DESC NULLS LAST, code
LIMIT %(limit)s
"""


def suggest_ccnl(text: str, limit: int = 8) -> list[Suggestion]:
    """Up to ``limit`` collective agreements, by code ("H05Y") or word ("pulizie"), the most used first."""
    asked = _asked(text)
    if not asked:
        return []
    code = "".join(char for char in text[:LONGEST].upper() if char.isalnum())
    values: dict[str, Any] = {"limit": limit, "code": code, "start": f"{code}%"}
    fits = f"({_words_fit(asked, values)} OR code LIKE %(start)s)"
    rows = _query(_AGREEMENTS.format(fits=fits, whole=_whole(asked, values)), values)
    return [_agreement(row) for row in rows]


def _agreement(row: dict[str, Any]) -> Suggestion:
    signed = _("firmato da CGIL, CISL o UIL") if row["signed_by_confederals"] else ""
    about = row["title"] if row["name"] else row["sector"].capitalize()
    detail = " · ".join(filter(None, [Truncator(about).chars(SHOWN), signed]))
    return Suggestion(row["code"], labelled(row["code"], row["name"] or row["title"]), detail)


def _words_fit(asked: list[str], values: dict[str, Any]) -> str:
    """Every typed word begins a word of the row, whose words stand between spaces."""
    values |= {f"word{at}": f"% {word}%" for at, word in enumerate(asked)}
    return " AND ".join(f"folded LIKE %(word{at})s" for at in range(len(asked)))


def _whole(asked: list[str], values: dict[str, Any], of: str = "folded") -> str:
    """Whether the last typed word is a whole word of the row: of "bar", not of "barbabietola"."""
    values["last"] = f"% {asked[-1]} %"
    return f"{of} LIKE %(last)s"


def _query(sql: str, values: dict[str, Any]) -> list[dict[str, Any]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        names = [column.name for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
