"""Whose turn it is in a proposal, and until when: the first line of its page."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from marketplace.core.clock import now

from .enums import LIVE, ProposalState, Side
from .models import Proposal, VisitSlot
from .rules import rules
from .words import MEETINGS


@dataclass(frozen=True)
class Turn:
    """``side`` has to act (None: nobody, wait); ``what`` says what; ``until`` is the last moment, if there is one.

    For an arranged meeting ``until`` is when it begins.
    """

    side: Side | None
    what: str | Promise
    until: datetime | None = None


def open_slots(proposal: Proposal) -> list[VisitSlot]:
    """Times that may still be chosen."""
    return [s for s in proposal.slots.all() if not s.chosen_at and not s.cancelled_at and s.start > now()]


def visit(proposal: Proposal) -> VisitSlot | None:
    """The arranged meeting, past or to come."""
    return next((s for s in proposal.slots.all() if s.chosen_at and not s.cancelled_at), None)


def turn(proposal: Proposal) -> Turn | None:
    """Whose turn it is; None once the proposal is over. Reads the prefetched slots."""
    match proposal.state:
        case ProposalState.SENT:
            return Turn(Side.OFFERER, proposal.words.to_answer, proposal.expires_at)
        case ProposalState.MEETING:
            return _meeting(proposal)
        case ProposalState.ACCEPTED:
            return Turn(Side.OPERATOR, proposal.words.to_sign)
        case ProposalState.WAITING:
            return Turn(None, _("vi scriviamo quando si libera un posto"))
        case _:
            return None


def _meeting(proposal: Proposal) -> Turn:
    arranged = visit(proposal)
    if arranged and arranged.start > now():
        return Turn(None, MEETINGS[arranged.purpose].arranged, arranged.start)
    if arranged:
        return Turn(Side.OFFERER, MEETINGS[arranged.purpose].afterwards)
    if slots := open_slots(proposal):
        first = slots[0]
        return Turn(Side(first.side).other, MEETINGS[first.purpose].to_choose, max(s.start for s in slots))
    return Turn(Side.OPERATOR, MEETINGS[proposal.words.meetings[0]].to_propose)


def is_stalled(proposal: Proposal) -> bool:
    """No step of either side for the rulebook's days, where one of them should act; a visit to come is a step."""
    if not proposal.is_live or proposal.state == ProposalState.WAITING:
        return False
    arranged = visit(proposal)
    if arranged and arranged.start > now():
        return False
    return proposal.moved_at < now() - timedelta(days=rules().stalled_days)


@dataclass(frozen=True)
class Card:
    """A proposal in a list."""

    proposal: Proposal
    turn: Turn | None


# Headings of the list, in order; the words fit every kind.
BOARD = (
    (ProposalState.SENT, _("In attesa di risposta")),
    (ProposalState.MEETING, _("Incontri e visite")),
    (ProposalState.WAITING, _("In lista d’attesa")),
    (ProposalState.ACCEPTED, _("Accettate, da firmare")),
)


def board(rows: QuerySet[Proposal], ended: int) -> list[tuple[str | Promise, list[Card]]]:
    """Proposals under their headings: the stalled first, the last ``ended`` of those that are over at the end."""
    live = list(rows.filter(state__in=LIVE))
    stalled = [row for row in live if is_stalled(row)]
    groups = [(_("Ferme"), stalled)]
    groups += [(title, [row for row in live if row.state == state and row not in stalled]) for state, title in BOARD]
    groups.append((_("Concluse"), list(rows.exclude(state__in=LIVE).order_by("-moved_at", "-id")[:ended])))
    return [(title, [Card(row, turn(row)) for row in found]) for title, found in groups if found]
