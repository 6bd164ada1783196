"""What the public page of a course prints: nothing of anybody who is enrolled."""

from typing import Any

from jobs.enums import Outcome, Skill
from marketplace.offers import maps
from marketplace.offers.cards import zone_name
from marketplace.offers.models import Offer
from marketplace.offers.photos import selectors as photos
from marketplace.offers.selectors import checked_items
from marketplace.places.selectors import nearest_metro
from marketplace.trust.selectors import badges

from . import selectors
from .rules.entry import law_of_ages


def context(offer: Offer) -> dict[str, Any]:
    """``OfferKind.detail_context``."""
    course = selectors.courses().get(pk=offer.pk)
    return {
        "course": course,
        "editions": selectors.to_come(course),
        "languages": selectors.languages(course),
        "outcomes": [Outcome(code).label for code in course.outcomes],
        "skills": [Skill(code).label for code in course.skills],
        "law_of_ages": course.age_reason or law_of_ages(course),
        "zone": zone_name(course.offer),
        "photos": [view for view in photos.of_offer(course.offer) if view.is_ready],
        "walk": nearest_metro(offer.public_point) if offer.public_point else None,
        "checked": checked_items(offer),
        "badges": badges(course.offer.body) if course.offer.body else [],
        "map": maps.layers(),
    }
