"""What matching does when something has happened elsewhere."""

from jobs.models import CourseEdition
from marketplace.offers.enums import OfferState
from marketplace.offers.models import StateChange
from marketplace.outbox.consumers import consumes

from . import notices
from .enums import Step
from .models import ThreadEntry
from .services import agreements, facts, proposals

GONE = frozenset({OfferState.DRAFT, OfferState.CHANGES, OfferState.WITHDRAWN, OfferState.EXPIRED, OfferState.TAKEN})


@consumes("offer.changed", many=True)
def refresh_facts(offer_ids: list[int]) -> None:
    facts.refresh(offer_ids)


@consumes("offer.state")
def close_proposals_of_gone_offer(object_id: int) -> None:
    change = StateChange.objects.select_related("offer").filter(pk=object_id).first()
    if change and change.offer.state in GONE:
        proposals.close_others(offer_id=change.offer_id, why="gone")


@consumes("edition.cancelled")
def close_proposals_of_cancelled_edition(object_id: int) -> None:
    edition = CourseEdition.objects.filter(pk=object_id).first()
    if edition:
        proposals.close_others(offer_id=edition.course_id, pool_id=edition.pool_id, why="gone")


@consumes("agreement.changed", "agreement.moved_up")
def follow_agreement(object_id: int) -> None:
    agreements.follow(agreement_id=object_id)


@consumes("proposal.step")
def end_other_proposals(object_id: int) -> None:
    entry = ThreadEntry.objects.filter(pk=object_id, kind=Step.AGREED).first()
    if entry:
        agreements.found(proposal_id=entry.proposal_id, at=entry.at)


@consumes("proposal.step")
def tell(object_id: int) -> None:
    notices.tell(object_id)
