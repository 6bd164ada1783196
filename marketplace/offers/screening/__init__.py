"""Finds, in an owner's free text, wishes about who people are and red flags of unlawful work.

It decides nothing: a hit is shown to the owner as a gentle hint and marked for the reviewer, who judges it.
The words stand in ``words`` and ``work`` (tables), how they meet in ``patterns``, what takes a hit back in ``context``,
what the law says in ``reasons``. Which families of tables are read is the kind's to say (``Flow.screened``).
"""

from .find import Category, Finding, find
from .present import Passage, hints, mark, passages

__all__ = ["Category", "Finding", "Passage", "find", "hints", "mark", "passages"]
