from .agreement import Agreement, Deadline
from .content import Content
from .freshness import Answer, Confirmation
from .offer import Offer, StateChange
from .photo import Photo, PhotoRendition
from .review import Review, ReviewOutcome
from .visits import OfferViews

__all__ = [
    "Agreement",
    "Answer",
    "Confirmation",
    "Content",
    "Deadline",
    "Offer",
    "OfferViews",
    "Photo",
    "PhotoRendition",
    "Review",
    "ReviewOutcome",
    "StateChange",
]
