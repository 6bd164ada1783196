"""Vetoes from higher floors: trust may forbid a publication, matching may forbid a withdrawal."""

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .models import Offer

Guard = Callable[["Offer", str], str | None]
_guards: list[Guard] = []


def register(guard: Guard) -> None:
    """Add a guard: called with the locked offer and the state it is to have; a sentence is a veto."""
    if guard not in _guards:
        _guards.append(guard)


def objections(offer: "Offer", new_state: str) -> list[str]:
    """The sentences of all guards that forbid this step."""
    return [text for guard in _guards if (text := guard(offer, new_state))]
