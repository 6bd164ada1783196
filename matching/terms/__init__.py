"""What is agreed in the end, kind by kind. Another kind brings its own with ``register``."""

from .base import Deal, Opening, Terms, TermsForm
from .course import COURSE
from .flat import FLAT, LeaseTerms
from .placement import PLACEMENT, HireTerms

_deals: dict[str, Deal] = {"flat": FLAT, "placement": PLACEMENT, "course": COURSE}


def register(kind: str, deal: Deal) -> None:
    """Say how a kind of offer is agreed on, by its code."""
    _deals[kind] = deal


def deal_of(kind: str) -> Deal:
    """How offers of a kind are agreed on. Raises ``KeyError``."""
    return _deals[kind]


__all__ = ["Deal", "HireTerms", "LeaseTerms", "Opening", "Terms", "TermsForm", "deal_of", "register"]
