"""What may be found, and the words it is found by. All tables here are copies or editors' lists, never the truth."""

from .document import SearchDocument
from .life import Copy, CopyState, IndexState, Pending
from .words import Synonym, Term

__all__ = ["Copy", "CopyState", "IndexState", "Pending", "SearchDocument", "Synonym", "Term"]
