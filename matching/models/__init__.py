from .facts import CourseFacts, Facts, FlatFacts, PlacementFacts, SeatFacts
from .need import Need
from .plans import CoursePlan, Plan, WorkPlan
from .proposal import Proposal, ThreadEntry, VisitSlot

__all__ = [
    "CourseFacts", "CoursePlan", "Facts", "FlatFacts", "Need", "Plan", "PlacementFacts", "Proposal", "SeatFacts",
    "ThreadEntry", "VisitSlot", "WorkPlan",
]  # fmt: skip
