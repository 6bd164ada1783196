"""The tree of occupations: its titles, and how near two occupations are. A code begins with its parent's code."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.core.cache import cache
from django.utils.translation import get_language

from jobs.models.vocabulary import Occupation

KEPT = 24 * 60 * 60  # seconds
FAR = 4  # the distance of occupations that share no group
LANGUAGES = ("it", "en", "fr", "es", "uk", "ro", "de", "pt", "pl")


@dataclass
class Node:
    """A group in a tree. ``number``: how often the asked codes lie in it."""

    code: str
    title: str
    number: int = 0
    children: list["Node"] = field(default_factory=list)


def titles(language: str = "") -> dict[str, str]:
    """The titles of all groups of all levels by code, kept until the vocabularies are loaded again."""
    language = (language or get_language() or "it")[:2]
    language = language if language in LANGUAGES else "it"
    rows = Occupation.objects.only("code", "labels", "names")
    return cache.get_or_set(_key(language), lambda: {row.code: row.title(language) for row in rows}, KEPT)


def title(code: str, language: str = "") -> str:
    """The title of one group, the code itself where it is not known, nothing for nothing."""
    return titles(language).get(code, code) if code else ""


def forget() -> None:
    """After a load."""
    cache.delete_many([_key(language) for language in LANGUAGES])


def ancestors(code: str) -> list[str]:
    """The codes of the groups around ``code``, the largest first: "9412" → ["9", "94", "941"]."""
    return [code[:length] for length in range(1, len(code))]


def siblings(code: str) -> list[str]:
    """The other groups with the same parent."""
    return sorted(c for c in titles() if len(c) == len(code) and c[:-1] == code[:-1] and c != code)


def distance(one: str, other: str) -> int:
    """0 for the same unit group, 1 in the same minor, 2 in the same sub-major, 3 in the same major group, else 4."""
    same = 0
    for left, right in zip(one[:FAR], other[:FAR], strict=False):
        if left != right:
            break
        same += 1
    return FAR - same


def nearest(one: str, others: Iterable[str]) -> int:
    """The distance to the nearest of ``others``; the largest distance where there are none."""
    return min((distance(one, other) for other in others), default=FAR)


def tree(codes: Iterable[str] | Mapping[str, int], language: str = "") -> list[Node]:
    """The groups that hold ``codes`` as a tree, from the major groups down to the codes themselves.

    ``codes``: codes of any level, each as often as it counts, or a mapping from code to number.
    """
    counted: dict[str, int] = {}
    for code, number in codes.items() if isinstance(codes, Mapping) else ((code, 1) for code in codes):
        for group in [*ancestors(code), code]:
            counted[group] = counted.get(group, 0) + number
    known, nodes, roots = titles(language), {}, []
    for code in sorted(counted, key=lambda code: (len(code), code)):
        nodes[code] = Node(code, known.get(code, code), counted[code])
        (nodes[code[:-1]].children if len(code) > 1 else roots).append(nodes[code])
    return roots


def _key(language: str) -> str:
    return f"occupations:{language}"
