from .agreement import Agreement, Deadline
from .offer import Offer, StateChange
from .photo import Photo, PhotoRendition
from .review import Review

__all__ = ["Agreement", "Deadline", "Offer", "Photo", "PhotoRendition", "Review", "StateChange"]
