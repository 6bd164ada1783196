"""What matching does when something has happened elsewhere."""

from marketplace.offers.enums import OfferState
from marketplace.offers.models import StateChange
from marketplace.outbox.consumers import consumes

from . import notices
from .services import agreements, facts, proposals

GONE = frozenset({OfferState.DRAFT, OfferState.CHANGES, OfferState.WITHDRAWN, OfferState.EXPIRED, OfferState.TAKEN})


@consumes("offer.changed")
def refresh_facts(object_id: int) -> None:
    facts.refresh(offer_id=object_id)


@consumes("offer.state")
def close_proposals_of_gone_offer(object_id: int) -> None:
    change = StateChange.objects.select_related("offer").filter(pk=object_id).first()
    if change and change.offer.state in GONE:
        proposals.close_others(offer_id=change.offer_id, why="gone")


@consumes("need.changed")
def end_other_proposals(object_id: int) -> None:
    agreements.housed(need_id=object_id)


@consumes("proposal.step")
def tell(object_id: int) -> None:
    notices.tell(object_id)
