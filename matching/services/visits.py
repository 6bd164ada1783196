"""When to meet: one side proposes times for a visit, an interview or a trial day, the other picks one."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from marketplace.core.clock import now
from marketplace.core.errors import Conflict, DomainError, WrongState
from marketplace.core.locks import lock

from ..enums import Meeting, ProposalState, Side, Step
from ..models import Proposal, VisitSlot
from ..terms import deal_of
from ..words import MEETINGS
from .thread import locked, record

MOST = 5
WITH_VISITS = frozenset({ProposalState.MEETING, ProposalState.ACCEPTED})


@transaction.atomic
def propose(*, actor: Any, proposal_id: int, starts: Sequence[datetime], purpose: str = "") -> list[VisitSlot]:
    """Propose 1 to 5 times; earlier ones that nobody chose fall away. Raises ``Conflict`` while one is arranged.

    ``purpose`` is a ``Meeting`` that the offer allows (default: the usual one of its kind).
    """
    proposal, side = _locked(proposal_id, actor)
    purpose = _allowed(proposal, purpose)
    starts = sorted(set(starts))
    if not 1 <= len(starts) <= MOST:
        raise DomainError(_("Scegli da uno a cinque orari."), field="starts")
    if starts[0] <= now():
        raise DomainError(_("Gli orari devono essere nel futuro."), field="starts")
    if arranged := proposal.slots.filter(cancelled_at=None, chosen_at__isnull=False, start__gt=now()).first():
        raise Conflict(MEETINGS[arranged.purpose].taken)
    proposal.slots.filter(cancelled_at=None, chosen_at=None).update(cancelled_at=now())
    proposal.slots.filter(cancelled_at=None, start__lte=now()).update(cancelled_at=now())  # a past visit makes room
    minutes = MEETINGS[purpose].minutes
    slots = VisitSlot.objects.bulk_create(
        [VisitSlot(proposal=proposal, side=side, purpose=purpose, start=start, minutes=minutes) for start in starts]
    )
    starts_said = [start.isoformat() for start in starts]
    record(proposal, Step.SLOTS, actor=actor, side=side, purpose=purpose, starts=starts_said)
    return slots


@transaction.atomic
def choose(*, actor: Any, proposal_id: int, slot_id: int) -> VisitSlot:
    """Pick one of the times that the other side proposed; the rest fall away."""
    proposal, side = _locked(proposal_id, actor)
    slot = lock(VisitSlot.objects.filter(proposal=proposal), pk=slot_id)
    if slot.side == side:
        raise DomainError(_("Questi orari li hai proposti tu: li sceglie l’altra parte."), field="slot")
    if slot.cancelled_at or slot.chosen_at or slot.start <= now():
        raise WrongState(_("Questo orario non vale più. Scegline un altro o proponine di nuovi."))
    proposal.slots.filter(cancelled_at=None, chosen_at=None).exclude(pk=slot.pk).update(cancelled_at=now())
    slot.chosen_at = now()
    slot.save(update_fields=["chosen_at"])
    _record(proposal, Step.VISIT, actor, side, slot)
    return slot


@transaction.atomic
def cancel(*, actor: Any, proposal_id: int, slot_id: int) -> VisitSlot:
    """Call off an arranged meeting; either side may propose new times then."""
    proposal, side = _locked(proposal_id, actor)
    slot = lock(VisitSlot.objects.filter(proposal=proposal), pk=slot_id)
    if slot.chosen_at is None or slot.cancelled_at or slot.start <= now():
        raise WrongState(_("Questo appuntamento non si può più annullare."))
    slot.cancelled_at = now()
    slot.save(update_fields=["cancelled_at"])
    _record(proposal, Step.VISIT_CANCELLED, actor, side, slot)
    return slot


def _locked(proposal_id: int, actor: Any) -> tuple[Proposal, Side]:
    proposal, side = locked(proposal_id, actor, Side.OFFERER, Side.OPERATOR)
    if proposal.state not in WITH_VISITS:
        raise WrongState(_("Gli orari si fissano dopo che l’incontro è stato accettato."))
    return proposal, side


def _allowed(proposal: Proposal, purpose: str) -> Meeting:
    allowed = deal_of(proposal.offer.kind).meetings(proposal.offer)
    if not purpose:
        return allowed[0]
    if purpose not in allowed:
        raise DomainError(_("Questo incontro non è previsto: scegline uno dall’elenco."), field="purpose")
    return Meeting(purpose)


def _record(proposal: Proposal, step: Step, actor: Any, side: Side, slot: VisitSlot) -> None:
    data = {"slot": slot.pk, "start": slot.start.isoformat(), "purpose": slot.purpose}
    record(proposal, step, actor=actor, side=side, **data)
