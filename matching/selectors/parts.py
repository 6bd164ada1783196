"""Which parts of a need (home, work, training) are agreed."""

from django.db.models import Q

from marketplace.offers.enums import GONE, AgreementState

from ..enums import ProposalState, Step
from ..models import Need, Proposal

# Ends by which an agreement has reached what it was for: the part stays agreed.
GOOD_ENDS = frozenset({"completed", "certified", "converted"})
STANDS = ~Q(agreement__state__in=GONE) | Q(agreement__state=AgreementState.ENDED, agreement__end_reason__in=GOOD_ENDS)


def agreed_kinds(need: Need) -> set[str]:
    """The kinds of offer for which this need has an agreement that stands."""
    rows = Proposal.objects.filter(STANDS, need=need, state=ProposalState.AGREED)
    return set(rows.values_list("offer__kind", flat=True))


def is_settled(proposal: Proposal) -> bool:
    """Has an agreement of the same kind been signed for the need since this was sent, so that it comes too late?"""
    if proposal.words.found is None:
        return False
    rows = Proposal.objects.filter(STANDS, need=proposal.need_id, offer__kind=proposal.offer.kind)
    signed = rows.filter(state=ProposalState.AGREED, entries__kind=Step.AGREED, entries__at__gt=proposal.sent_at)
    return signed.exclude(pk=proposal.pk).exists()
