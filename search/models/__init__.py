"""What may be found, and the words it is found by. All tables here are copies or editors' lists, never the truth."""

from .document import SearchDocument
from .life import Copy, CopyState, IndexState, Pending
from .saved import Frequency, SavedAnchor, SavedHit, SavedSearch
from .words import Start, Synonym, Term, Token

__all__ = [
    "Copy",
    "CopyState",
    "Frequency",
    "IndexState",
    "Pending",
    "SavedAnchor",
    "SavedHit",
    "SavedSearch",
    "SearchDocument",
    "Start",
    "Synonym",
    "Term",
    "Token",
]
