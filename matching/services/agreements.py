"""The signature: an accepted proposal becomes an agreement of ``offers``, and what follows for the rest of the plan."""

from datetime import datetime
from typing import Any

from django.db import transaction

from jobs.enums import DropReason
from marketplace.audit import services as audit
from marketplace.core.errors import WrongState
from marketplace.core.locks import lock
from marketplace.offers.enums import GONE, IN_FORCE, AgreementState
from marketplace.offers.models import Agreement
from marketplace.offers.services import agreements
from marketplace.outbox import services as outbox

from ..enums import LIVE, PROMISED, NeedState, ProposalState, Side, Step
from ..models import Need, Proposal
from ..selectors import agreed_kinds, is_settled
from ..terms import Terms
from .proposals import close, end_by_portal
from .thread import locked, move, record


@transaction.atomic
def sign(*, actor: Any, proposal_id: int, terms: Terms) -> Agreement:
    """Record what both sides have signed: the part of the need is agreed, the need once all its parts are.

    Raises ``DomainError`` with the field for terms that cannot be, ``WrongState``, ``NotAllowed``.
    """
    proposal, side = locked(proposal_id, actor, Side.OPERATOR)
    need = lock(Need.unscoped.select_related("body"), pk=proposal.need_id)
    if is_settled(proposal):
        raise WrongState(proposal.words.refusals.settled)
    terms.check(proposal, need)
    move(proposal, ProposalState.AGREED)
    agreement = _written(proposal, need, terms, actor)
    proposal.agreement = agreements.sign(agreement_id=agreement.pk, signed_on=terms.signed_on, actor=actor)
    proposal.save(update_fields=["agreement"])
    for deadline in proposal.agreement.deadlines.filter(kind__in=terms.done):
        agreements.complete(deadline_id=deadline.pk, actor=actor)
    _settle(need, actor)
    record(proposal, Step.AGREED, actor=actor, side=side)
    return proposal.agreement


def _written(proposal: Proposal, need: Need, terms: Terms, actor: Any) -> Agreement:
    """The agreement with these terms: the one that holds the seat, or a new one of an offer that only one can have."""
    values = {"start": terms.start, "end": terms.end, "terms": terms.recorded(proposal), "actor": actor}
    if proposal.agreement_id:
        return agreements.change(agreement_id=proposal.agreement_id, **values)
    return agreements.draft(offer_id=proposal.offer_id, body=need.body, case_code=need.case_code, **values)


def _settle(need: Need, actor: Any) -> None:
    """A need is agreed once all that it wants is; whoever shows or counts it is told in any case."""
    if set(need.wanted) <= agreed_kinds(need) and need.state != NeedState.AGREED:
        need.state, need.version = NeedState.AGREED, need.version + 1
        need.save(update_fields=["state", "version", "changed_at"])
        audit.log("need.agreed", actor=actor, obj=need)
    outbox.emit("need.changed", need.pk)


def found(*, proposal_id: int, at: datetime) -> int:
    """Who has signed at this moment needs no other offer of the kind: withdraw the proposals that waited then.

    Runs after the signature, one transaction a proposal: each locks another offer. Courses stay: one can follow two.
    """
    signed = Proposal.objects.select_related("offer").filter(pk=proposal_id, state=ProposalState.AGREED).first()
    if signed is None or (reason := signed.words.found) is None:
        return 0
    rows = Proposal.objects.filter(need=signed.need_id, offer__kind=signed.offer.kind)
    rows = rows.filter(state__in=LIVE, sent_at__lt=at)
    return sum(end_by_portal(pk, reason=reason) for pk in rows.order_by("offer_id").values_list("pk", flat=True))


@transaction.atomic
def follow(*, agreement_id: int) -> Proposal | None:
    """Bring a promised proposal to the state that its agreement has got elsewhere: by moving up, on its own page, or
    when an edition was cancelled. Twice or late makes no difference; None where nothing follows.
    """
    promised = Proposal.objects.filter(agreement=agreement_id, state__in=PROMISED)
    proposal_id = promised.values_list("pk", flat=True).first()
    if proposal_id is None:
        return None
    proposal, side = locked(proposal_id, None, Side.SYSTEM)
    state, ended = Agreement.objects.values_list("state", "end_reason").get(pk=agreement_id)
    if proposal.state not in PROMISED:
        return None
    if state in GONE:
        return close(proposal, why="edition" if ended == DropReason.CANCELLED else "agreement")
    if proposal.state == ProposalState.WAITING and state != AgreementState.WAITING:
        move(proposal, ProposalState.ACCEPTED)
        record(proposal, Step.MOVED_UP, actor=None, side=side)
    if state in IN_FORCE:
        move(proposal, ProposalState.AGREED)
        _settle(lock(Need.unscoped.all(), pk=proposal.need_id), None)
        record(proposal, Step.AGREED, actor=None, side=side)
    return proposal
