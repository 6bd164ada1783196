from .agreements import agreement, agreement_action, agreement_followup
from .confirm import confirm
from .owner import my_offer, my_offer_action, my_offers
from .review import review_charge, review_offer, review_queue

__all__ = [
    "agreement",
    "agreement_action",
    "agreement_followup",
    "confirm",
    "my_offer",
    "my_offer_action",
    "my_offers",
    "review_charge",
    "review_offer",
    "review_queue",
]
