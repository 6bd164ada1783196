from .agreement import Agreement, Deadline
from .content import Content
from .followup import FollowUp
from .freshness import Answer, Confirmation
from .offer import Offer, StateChange
from .photo import Photo, PhotoRendition
from .review import Review, ReviewOutcome
from .seats import SeatPool
from .visits import OfferViews

__all__ = [
    "Agreement",
    "Answer",
    "Confirmation",
    "Content",
    "Deadline",
    "FollowUp",
    "Offer",
    "OfferViews",
    "Photo",
    "PhotoRendition",
    "Review",
    "ReviewOutcome",
    "SeatPool",
    "StateChange",
]
