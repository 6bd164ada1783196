"""What the pages read from the rest of the portal."""

from typing import Any

from django.core.cache import cache

from marketplace.offers.cards import cards
from marketplace.offers.enums import OfferState
from marketplace.offers.models import Offer

CARDS = 3
SECONDS = 60  # the home page is asked for far more often than it changes


def newest_offers(limit: int = CARDS) -> list[int]:
    """Ids of the offers published last."""
    rows = Offer.objects.filter(state=OfferState.PUBLISHED).order_by("-published_at")
    return list(rows.values_list("pk", flat=True)[:limit])


def home() -> dict[str, Any]:
    """Cards of the newest offers and the number of those that can be found now."""
    found = cache.get_or_set(
        "cms.home",
        lambda: {"count": Offer.objects.filter(state=OfferState.PUBLISHED).count(), "ids": newest_offers()},
        SECONDS,
    )
    return {"count": found["count"], "cards": cards(found["ids"])}
