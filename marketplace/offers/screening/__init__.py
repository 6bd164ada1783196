"""Finds wishes about who people are in an owner's free text (D.Lgs. 215/2003 art. 3, TUI art. 43-44, D.Lgs. 198/2006).

It decides nothing: a hit is shown to the owner as a gentle hint and marked for the reviewer, who judges it.
The words stand in ``words`` (tables), how they meet in ``patterns``, what takes a hit back in ``context``.
"""

from .find import Category, Finding, find
from .present import Passage, hints, mark, passages

__all__ = ["Category", "Finding", "Passage", "find", "hints", "mark", "passages"]
