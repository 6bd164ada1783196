"""Whose turn it is in a proposal, and until when: the first line of its page."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from marketplace.core.clock import now

from .enums import ProposalState, Side
from .models import Proposal, VisitSlot
from .rules import rules


@dataclass(frozen=True)
class Turn:
    """``side`` has to act (None: nobody, wait); ``what`` says what; ``until`` is the last moment, if there is one."""

    side: Side | None
    what: str | Promise
    until: datetime | None = None


def open_slots(proposal: Proposal) -> list[VisitSlot]:
    """Times that may still be chosen."""
    return [s for s in proposal.slots.all() if not s.chosen_at and not s.cancelled_at and s.start > now()]


def visit(proposal: Proposal) -> VisitSlot | None:
    """The arranged visit, past or to come."""
    return next((s for s in proposal.slots.all() if s.chosen_at and not s.cancelled_at), None)


def turn(proposal: Proposal) -> Turn | None:
    """Whose turn it is; None once the proposal is over. Reads the prefetched slots."""
    match proposal.state:
        case ProposalState.SENT:
            return Turn(Side.OFFERER, _("rispondere alla proposta"), proposal.expires_at)
        case ProposalState.MEETING:
            return _meeting(proposal)
        case ProposalState.ACCEPTED:
            return Turn(Side.OPERATOR, _("registrare l’accordo quando è firmato"))
        case _:
            return None


def _meeting(proposal: Proposal) -> Turn:
    arranged = visit(proposal)
    if arranged and arranged.start > now():
        return Turn(None, _("la visita è fissata"), arranged.start)
    if arranged:
        return Turn(Side.OFFERER, _("dopo la visita, accettare la proposta o rifiutarla"))
    if slots := open_slots(proposal):
        return Turn(Side(slots[0].side).other, _("scegliere un orario per la visita"), max(s.start for s in slots))
    return Turn(Side.OPERATOR, _("proporre qualche orario per la visita"))


def is_stalled(proposal: Proposal) -> bool:
    """No step of either side for the rulebook's days, in a proposal that is alive; a visit to come is a step."""
    if not proposal.is_live:
        return False
    arranged = visit(proposal)
    if arranged and arranged.start > now():
        return False
    return proposal.moved_at < now() - timedelta(days=rules().stalled_days)
