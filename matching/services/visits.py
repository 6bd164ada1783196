"""When to see the flat: one side proposes times, the other picks one."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from marketplace.core.clock import now
from marketplace.core.errors import Conflict, DomainError, WrongState
from marketplace.core.locks import lock

from ..enums import ProposalState, Side, Step
from ..models import Proposal, VisitSlot
from .thread import locked, record

MOST = 5
WITH_VISITS = frozenset({ProposalState.MEETING, ProposalState.ACCEPTED})


@transaction.atomic
def propose(*, actor: Any, proposal_id: int, starts: Sequence[datetime]) -> list[VisitSlot]:
    """Propose 1 to 5 times; earlier ones that nobody chose fall away. Raises ``Conflict`` while a visit is arranged."""
    proposal, side = _locked(proposal_id, actor)
    starts = sorted(set(starts))
    if not 1 <= len(starts) <= MOST:
        raise DomainError(_("Scegli da uno a cinque orari."), field="starts")
    if starts[0] <= now():
        raise DomainError(_("Gli orari devono essere nel futuro."), field="starts")
    if proposal.slots.filter(cancelled_at=None, chosen_at__isnull=False, start__gt=now()).exists():
        raise Conflict(_("C’è già una visita fissata: annullala, poi proponi altri orari."))
    proposal.slots.filter(cancelled_at=None, chosen_at=None).update(cancelled_at=now())
    proposal.slots.filter(cancelled_at=None, start__lte=now()).update(cancelled_at=now())  # a past visit makes room
    slots = VisitSlot.objects.bulk_create([VisitSlot(proposal=proposal, side=side, start=start) for start in starts])
    record(proposal, Step.SLOTS, actor=actor, side=side, starts=[start.isoformat() for start in starts])
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
    record(proposal, Step.VISIT, actor=actor, side=side, slot=slot.pk, start=slot.start.isoformat())
    return slot


@transaction.atomic
def cancel(*, actor: Any, proposal_id: int, slot_id: int) -> VisitSlot:
    """Call off an arranged visit; either side may propose new times then."""
    proposal, side = _locked(proposal_id, actor)
    slot = lock(VisitSlot.objects.filter(proposal=proposal), pk=slot_id)
    if slot.chosen_at is None or slot.cancelled_at or slot.start <= now():
        raise WrongState(_("Questa visita non si può più annullare."))
    slot.cancelled_at = now()
    slot.save(update_fields=["cancelled_at"])
    record(proposal, Step.VISIT_CANCELLED, actor=actor, side=side, slot=slot.pk, start=slot.start.isoformat())
    return slot


def _locked(proposal_id: int, actor: Any) -> tuple[Proposal, Side]:
    proposal, side = locked(proposal_id, actor, Side.OFFERER, Side.OPERATOR)
    if proposal.state not in WITH_VISITS:
        raise WrongState(_("Le visite si fissano dopo che l’incontro è stato accettato."))
    return proposal, side
