"""A proposal's life: sent → meeting → accepted → agreed, by way of a waiting list or not, and the ways out of it."""

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from marketplace.core.clock import now
from marketplace.core.errors import Conflict, DomainError, WrongState
from marketplace.core.locks import lock
from marketplace.offers.enums import GONE, AgreementState
from marketplace.offers.models import Agreement, SeatPool
from marketplace.offers.services import agreements, market, seats

from ..enums import LIVE, PROMISED, UNANSWERED, NeedState, ProposalState, Side, Step
from ..models import Need, Proposal
from ..rules import rules
from ..selectors import is_settled
from ..terms import deal_of
from .thread import locked, move, record

CHUNK = 200
NOT_SIGNED = "not_signed"  # the reason, in every kind's list, for which an agreement that was only held is given up


@transaction.atomic
def accept_meeting(*, actor: Any, proposal_id: int) -> Proposal:
    """The owner is willing to meet: visits can be arranged."""
    proposal, side = locked(proposal_id, actor, Side.OFFERER)
    if proposal.state == ProposalState.SENT and proposal.expires_at <= now():
        raise WrongState(_("Il tempo per rispondere è passato: l’ente può mandare di nuovo la proposta."))
    move(proposal, ProposalState.MEETING, answered_at=now())
    record(proposal, Step.MEETING, actor=actor, side=side)
    return proposal


@transaction.atomic
def accept(*, actor: Any, proposal_id: int) -> Proposal:
    """Who offers says yes: a flat is reserved, a seat is held, or a place on the waiting list; see ``turns``.

    What can no longer be given closes the proposals that waited for it. The lock on the offer lets one of two
    acceptances at once through; behind it stand the constraint ``proposal_one_accepted`` and the count of seats.
    """
    proposal, side = locked(proposal_id, actor, Side.OFFERER)
    words = proposal.words
    if (
        proposal.exclusive
        and Proposal.objects.filter(offer_id=proposal.offer_id, state=ProposalState.ACCEPTED, exclusive=True).exists()
    ):
        raise Conflict(words.refusals.given)
    need = Need.unscoped.select_related("body").get(pk=proposal.need_id)
    if need.state != NeedState.OPEN or is_settled(proposal):
        raise WrongState(words.refusals.settled)
    if proposal.exclusive:
        move(proposal, ProposalState.ACCEPTED)
        market.reserve(offer_id=proposal.offer_id, actor=actor)
        record(proposal, Step.ACCEPTED, actor=actor, side=side)
        close_others(offer_id=proposal.offer_id, but=proposal.pk)
    else:
        _take_seat(proposal, need, actor, side)
    return proposal


def _take_seat(proposal: Proposal, need: Need, actor: Any, side: Side) -> None:
    start, end = deal_of(proposal.offer.kind).days(proposal)
    agreement = seats.hold(
        pool_id=proposal.pool_id, body=need.body, case_code=need.case_code, start=start, end=end, terms={}, actor=actor
    )
    waits = agreement.state == AgreementState.WAITING
    move(proposal, ProposalState.WAITING if waits else ProposalState.ACCEPTED, agreement=agreement)
    record(proposal, Step.WAITING if waits else Step.ACCEPTED, actor=actor, side=side)
    pool = SeatPool.objects.get(pk=proposal.pool_id)
    if not (pool.free or pool.waiting_list):
        close_others(offer_id=proposal.offer_id, pool_id=pool.pk, but=proposal.pk)


@transaction.atomic
def close_others(*, offer_id: int, pool_id: int | None = None, but: int | None = None, why: str = "given") -> int:
    """Close the proposals that wait for an offer, or for the seats of ``pool_id``.

    It was ``given`` to others, or is ``gone``. What was promised stays: its agreement ends in its own way.
    """
    others = Proposal.objects.select_for_update(of=("self",)).filter(offer_id=offer_id, state__in=UNANSWERED)
    if pool_id:
        others = others.filter(pool=pool_id)
    return sum(bool(close(other, why=why)) for other in others.exclude(pk=but).order_by("pk"))


def close(proposal: Proposal, *, why: str) -> Proposal:
    """Close a locked proposal for the portal; ``why`` goes to the thread, kindly worded in ``words``."""
    move(proposal, ProposalState.CLOSED, answered_at=now())
    _let_go(proposal, None, held=proposal.agreement_id is not None)
    record(proposal, Step.CLOSED, actor=None, side=Side.SYSTEM, why=why)
    return proposal


@transaction.atomic
def decline(*, actor: Any, proposal_id: int, reason: str) -> Proposal:
    """Who offers says no, with a reason of the kind's list; before the signature also after having said yes."""
    proposal, side = locked(proposal_id, actor, Side.OFFERER)
    _check_reason(reason, proposal.words.declines)
    return _end(proposal, Step.DECLINED, actor, side, answered_at=now(), decline_reason=reason)


@transaction.atomic
def withdraw(*, actor: Any, proposal_id: int, reason: str) -> Proposal:
    """The body takes its proposal back, with a reason of the kind's list; before the signature also once accepted."""
    proposal, side = locked(proposal_id, actor, Side.OPERATOR)
    _check_reason(reason, proposal.words.withdrawals)
    return _end(proposal, Step.WITHDRAWN, actor, side, withdraw_reason=reason)


@transaction.atomic
def end_by_portal(proposal_id: int, *, reason: str) -> bool:
    """Withdraw a live proposal because another was signed for the same need; False when it is over already."""
    proposal, side = locked(proposal_id, None, Side.SYSTEM)
    if proposal.state not in LIVE:
        return False
    _end(proposal, Step.WITHDRAWN, None, side, withdraw_reason=reason)
    return True


def _check_reason(reason: str, reasons: tuple[str, ...]) -> None:
    if reason not in reasons:
        raise DomainError(_("Scegli un motivo dall’elenco."), field="reason")


def _end(proposal: Proposal, step: Step, actor: Any, side: Side, **values: Any) -> Proposal:
    """An end before the signature: ``step`` is a state too, and what was held is free again."""
    held = proposal.state in PROMISED
    move(proposal, ProposalState(step.value), **values)
    _let_go(proposal, actor, held=held)
    reason = values.get("decline_reason") or values.get("withdraw_reason")
    record(proposal, step, actor=actor, side=side, reason=reason)
    return proposal


def _let_go(proposal: Proposal, actor: Any, *, held: bool) -> None:
    """Meetings fall away; a reserved flat, a held seat or a place on the waiting list goes to others."""
    proposal.slots.filter(cancelled_at=None, start__gt=now()).update(cancelled_at=now())
    if not held:
        return
    if proposal.exclusive:
        market.release(offer_id=proposal.offer_id, actor=actor)
    elif not Agreement.objects.filter(pk=proposal.agreement_id, state__in=GONE).exists():
        agreements.cancel(agreement_id=proposal.agreement_id, reason=NOT_SIGNED, actor=actor)


def expire_due() -> int:
    """Expire the proposals that nobody answered in time; returns how many."""
    return _sweep(Q(expires_at__lte=now()), _expire)


def remind_due() -> int:
    """Remind owners on the rulebook's days after sending; returns how many reminders."""
    return _sweep(Q(expires_at__gt=now()), _remind)


def _sweep(due: Q, act: Any) -> int:
    """Run ``act`` on every unanswered proposal that is due, each in a transaction of its own; sum what it returns."""
    rows = Proposal.objects.filter(due, state=ProposalState.SENT).order_by("pk")
    done, last = 0, 0
    while ids := list(rows.filter(pk__gt=last).values_list("pk", flat=True)[:CHUNK]):
        done += sum(act(pk) for pk in ids)
        last = ids[-1]
    return done


@transaction.atomic
def _expire(proposal_id: int) -> bool:
    proposal = lock(Proposal.objects.all(), pk=proposal_id)
    if proposal.state != ProposalState.SENT or proposal.expires_at > now():
        return False  # answered meanwhile
    move(proposal, ProposalState.EXPIRED)
    record(proposal, Step.EXPIRED, actor=None, side=Side.SYSTEM)
    return True


@transaction.atomic
def _remind(proposal_id: int) -> bool:
    proposal = lock(Proposal.objects.all(), pk=proposal_id)
    passed = [
        moment for day in rules().proposal_reminders if (moment := proposal.sent_at + timedelta(days=day)) <= now()
    ]
    if proposal.state != ProposalState.SENT or not passed:
        return False
    if proposal.reminded_at and proposal.reminded_at >= max(passed):
        return False
    proposal.reminded_at = now()
    proposal.save(update_fields=["reminded_at"])
    record(proposal, Step.REMINDER, actor=None, side=Side.SYSTEM)
    return True
