"""What the calendar does to checks: warnings before the end, and offers that lose the ground they stood on."""

from datetime import timedelta

from django.db import transaction
from django.db.models import QuerySet

from marketplace.core.clock import today
from marketplace.core.errors import WrongState
from marketplace.core.locks import lock
from marketplace.offers.enums import OfferState, PauseReason
from marketplace.offers.models import Offer
from marketplace.offers.services import market
from marketplace.outbox import services as outbox
from marketplace.rulebook.selectors import figure

from .. import requirements
from ..models import Check
from ..selectors import gaps, to_warn

CHUNK = 500


def warn_due() -> int:
    """Emit ``check.expiring`` for each check that ends within one of ``check.warn_days``, once for each of them.

    A check that was recorded late, or a night that was missed, gets the nearest warning only. Returns how many.
    """
    warned = 0
    for days in sorted(figure("check.warn_days").value):
        while chunk := _warn(days):
            warned += chunk
    return warned


@transaction.atomic
def _warn(days: int) -> int:
    rows = to_warn(until=today() + timedelta(days=days), days=days).order_by("pk")
    ids = list(rows.select_for_update(skip_locked=True).values_list("pk", flat=True)[:CHUNK])
    Check.objects.filter(pk__in=ids).update(warned_days=days)
    for pk in ids:
        outbox.emit("check.expiring", pk)
    return len(ids)


def pause_unchecked(*, body_id: int | None = None) -> int:
    """Pause the published offers, of one body or of all, whose required checks do not hold; returns how many."""
    rows = Offer.objects.filter(state=OfferState.PUBLISHED, kind__in=requirements.offer_kinds())
    if body_id:
        rows = rows.filter(body=body_id)
    return sum(pause_if_unchecked(offer_id=pk) for pk in _ids(rows.select_related("body")))


def _ids(rows: QuerySet[Offer]) -> list[int]:
    return [offer.pk for offer in rows.iterator(CHUNK) if gaps(offer)]


@transaction.atomic
def pause_if_unchecked(*, offer_id: int) -> bool:
    """Pause one published offer if a check that it needs does not hold."""
    offer = lock(Offer.objects.select_related("body"), pk=offer_id)
    if offer.state != OfferState.PUBLISHED or not gaps(offer):
        return False
    try:
        market.pause(offer_id=offer_id, actor=None, reason=PauseReason.CHECK_EXPIRED)
    except WrongState:
        return False
    return True
