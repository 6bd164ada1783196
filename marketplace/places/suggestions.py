"""Completing an address while it is typed, from our own streets, house numbers and comuni.

Words that begin as typed come first; only when too few do, the spelling is forgiven: the index gives the streets
that share most trigrams, and the number of wrong letters decides among them.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from django.db import connection

from . import nominatim
from .folding import Asked, plain, take_apart
from .models import MILANO

FEW = 3  # with fewer streets than this the spelling is forgiven
CANDIDATES = 40
NEIGHBOURS = 30  # a house that far along the numbers still says where in the street we are
LONGEST = 100  # characters


@dataclass(frozen=True)
class Suggestion:
    """One proposal. ``label`` is what people read, ``value`` what goes into the address field.

    ``exact``: the point is the house's door; otherwise it is somewhere in the street or comune.
    """

    label: str
    value: str
    lon: float
    lat: float
    cap: str
    exact: bool


_STREET = "SELECT name, folded, cap, ST_X(point) AS lon, ST_Y(point) AS lat FROM places_street"
_BEGINS = f"""
{_STREET} WHERE folded LIKE %(start)s OR folded LIKE %(inside)s
ORDER BY folded = %(full)s DESC, folded LIKE %(kind)s AND %(kind)s <> '%%' DESC, folded LIKE %(last)s DESC,
  length(folded), folded
LIMIT %(limit)s
"""
_FORGIVING = f"""
WITH near AS ({_STREET} ORDER BY folded <->> %(name)s LIMIT %(candidates)s)
SELECT near.name, folded, cap, lon, lat FROM near, LATERAL (
  SELECT min(levenshtein(%(name)s, left(array_to_string(words[i:], ' '), length(%(name)s)))) AS wrong
  FROM (SELECT string_to_array(folded, ' ') AS words) AS split, generate_series(1, cardinality(words)) AS i
) AS letters
WHERE wrong <= length(%(name)s) / 3
ORDER BY wrong, folded LIKE %(kind)s AND %(kind)s <> '%%' DESC, folded <->> %(name)s, length(folded), folded
LIMIT %(limit)s
"""  # noqa: S608
_DOORS = """
SELECT DISTINCT ON (folded) folded, number, cap, ST_X(point), ST_Y(point), door = %(door)s
FROM places_address, LATERAL (SELECT abs(substring(door FROM '^[0-9]+')::int - %(number)s) AS far) AS way
WHERE folded = ANY(%(streets)s) AND (door = %(door)s OR far <= %(neighbours)s)
ORDER BY folded, door = %(door)s DESC, far, length(door)
"""
_COMUNI = """
SELECT name, folded, cap, ST_X(point) AS lon, ST_Y(point) AS lat FROM places_comune
WHERE istat <> %(milano)s AND (
  folded LIKE ANY(%(starts)s) OR %(text)s LIKE folded || ' %%' OR %(text)s LIKE '%% ' || folded
  OR EXISTS (SELECT FROM unnest(%(parts)s::text[]) AS part WHERE similarity(folded, part) > 0.5))
ORDER BY folded = ANY(%(parts)s) DESC, length(folded) LIMIT 2
"""


def suggest(text: str, limit: int = 8) -> list[Suggestion]:
    """Up to ``limit`` addresses that ``text`` may mean, the likeliest first.

    A house number that we do not know gets the point of a neighbour or of the street, and is not ``exact``.
    """
    text = text[:LONGEST].replace("\0", "")
    asked = take_apart(text)
    if len(asked.name) < 2:
        return []
    elsewhere, certain = _comuni(text, limit)
    streets = [] if certain else _with_doors(_streets(asked, limit), asked)
    found = (elsewhere + streets) if certain else streets[: limit - len(elsewhere)] + elsewhere
    return found[:limit] or nominatim.search(text, limit, Suggestion)


def _streets(asked: Asked, limit: int) -> list[dict[str, Any]]:
    name = asked.name.replace("%", "").replace("_", "")
    values = {
        "name": name, "start": f"{name}%", "inside": f"% {name}%", "last": f"% {name}", "limit": limit,
        "kind": f"{asked.kind} %" if asked.kind else "%", "full": f"{asked.kind or 'via'} {name}",
        "candidates": CANDIDATES,
    }  # fmt: skip
    found = _query(_BEGINS, values)
    if len(found) < FEW and len(name) > 2:
        known = {row["name"] for row in found}
        found += [row for row in _query(_FORGIVING, values) if row["name"] not in known]
    return found[:limit]


def _with_doors(streets: list[dict[str, Any]], asked: Asked) -> list[Suggestion]:
    found = [_suggestion(row, "") for row in streets]
    if not asked.door or not streets:
        return found
    number = int("".join(char for char in asked.door.split("/")[0] if char.isdigit()) or 0)
    with connection.cursor() as cursor:
        cursor.execute(
            _DOORS,
            {
                "door": asked.door,
                "number": number,
                "streets": [row["folded"] for row in streets],
                "neighbours": NEIGHBOURS,
            },
        )
        doors = {folded: rest for folded, *rest in cursor.fetchall()}
    sure, rest = [], []
    for row in streets:
        here = (asked.number, row["cap"], row["lon"], row["lat"], False)
        written, cap, lon, lat, exact = doors.get(row["folded"], here)
        near = {**row, "cap": cap or row["cap"], "lon": lon, "lat": lat}
        one = replace(_suggestion(near, written.upper() if exact else asked.number), exact=exact)
        # of "Via Ripamonti" and "Via Giuseppe Ripamonti" the one that has this door is meant
        (sure if exact and row["folded"].endswith(asked.name) else rest).append(one)
    return sure + rest


def _suggestion(row: dict[str, Any], number: str) -> Suggestion:
    value = f"{row['name']} {number}".strip()
    return Suggestion(
        f"{value}, {row['cap']} Milano".replace(",  ", ", "), value, row["lon"], row["lat"], row["cap"], False
    )


def _comuni(text: str, limit: int) -> tuple[list[Suggestion], bool]:
    """Comuni outside Milan that the text names, with what else it says; and whether it names one surely."""
    parts = [plain(part) for part in text.split(",") if len(plain(part)) > 2]
    values = {"milano": MILANO, "text": plain(text), "parts": parts, "starts": [f"{part}%" for part in parts]}
    rows = _query(_COMUNI, values)
    found = [_in_comune(row, text.split(","), parts) for row in rows]
    return found[:limit], bool(rows) and len(parts) > 1 and rows[0]["folded"] in parts


def _in_comune(row: dict[str, Any], written: Iterable[str], parts: list[str]) -> Suggestion:
    """The middle of a comune, with the street as it was typed: there the pin must be moved by hand."""
    street = ", ".join(" ".join(part.split()) for part in written if len(parts) > 1 and plain(part) != row["folded"])
    street = f"{street[:1].upper()}{street[1:]}"
    town = f"{row['cap']} {row['name']}".strip()
    label = f"{street}, {town}" if street else town
    return Suggestion(label, street or row["name"], row["lon"], row["lat"], row["cap"], False)


def _query(sql: str, values: dict[str, Any]) -> list[dict[str, Any]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        names = [column.name for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
