from .facts import FlatFacts
from .need import Need
from .proposal import Proposal, ThreadEntry, VisitSlot

__all__ = ["FlatFacts", "Need", "Proposal", "ThreadEntry", "VisitSlot"]
