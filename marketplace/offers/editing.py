"""Locking an offer whose content may be changed now, by whoever may change it."""

from typing import Any

from marketplace.core.errors import NotAllowed
from marketplace.core.locks import lock

from .life import Who, parts_of
from .models import Offer
from .services.drafts import NeedsReopening


def lock_editable(*, offer_id: int, actor: Any) -> Offer:
    """The offer, locked until the transaction ends. Raises ``NotAllowed``, ``NeedsReopening``.

    For content that a reviewer checks; what a published offer may change in place goes through ``services.drafts``.
    """
    offer = lock(Offer.objects.all(), pk=offer_id)
    if Who.OWNER not in parts_of(actor, offer):
        raise NotAllowed
    if not offer.editable:
        raise NeedsReopening
    return offer
