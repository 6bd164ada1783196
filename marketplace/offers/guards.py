"""Vetoes from higher floors: trust may forbid a publication, matching a withdrawal, or a note that names somebody."""

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .models import Offer

Guard = Callable[["Offer", str], str | None]
NoteGuard = Callable[..., None]
_guards: list[Guard] = []
_note_guards: list[NoteGuard] = []


def register(guard: Guard) -> None:
    """Add a guard: called with the locked offer and the state it is to have; a sentence is a veto."""
    if guard not in _guards:
        _guards.append(guard)


def objections(offer: "Offer", new_state: str) -> list[str]:
    """The sentences of all guards that forbid this step."""
    return [text for guard in _guards if (text := guard(offer, new_state))]


def register_note(guard: NoteGuard) -> None:
    """Add a guard of notes: called with the text and ``field=``; it raises ``DomainError`` where one names somebody."""
    if guard not in _note_guards:
        _note_guards.append(guard)


def check_note(text: str, *, field: str) -> None:
    """Raises ``DomainError`` for a note that must not be kept as it is."""
    for guard in _note_guards:
        guard(text, field=field)
