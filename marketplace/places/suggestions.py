"""Completing an address while it is typed, from our own streets, house numbers and comuni."""

from dataclasses import dataclass


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


def suggest(text: str, limit: int = 8) -> list[Suggestion]:
    """Up to ``limit`` addresses that ``text`` may mean, the likeliest first."""
    return []
