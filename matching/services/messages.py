"""Words between the two sides, through the portal only."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from marketplace.core.errors import DomainError, WrongState

from .. import disclosure
from ..enums import LIVE, ProposalState, Side, Step
from ..models import ThreadEntry
from .thread import locked, record

OPEN = LIVE | {ProposalState.AGREED}


@transaction.atomic
def write(*, actor: Any, proposal_id: int, text: str) -> ThreadEntry:
    """Add a message. Contacts are hidden before they are stored until there is an agreement.

    A body's message is screened as all that goes to an owner. Raises ``disclosure.SaysTooMuch``, ``WrongState`` once
    the proposal is over, ``DomainError`` for an empty text.
    """
    proposal, side = locked(proposal_id, actor, Side.OFFERER, Side.OPERATOR)
    if proposal.state not in OPEN:
        raise WrongState(_("La proposta è chiusa: non si possono più scrivere messaggi."))
    text = text.strip()
    if not text:
        raise DomainError(_("Scrivi il messaggio."), field="text")
    if side == Side.OPERATOR:
        disclosure.check_outgoing(text)
    hidden = 0
    if proposal.state != ProposalState.AGREED:
        text, hidden = disclosure.hide_contacts(text)
    return record(proposal, Step.MESSAGE, actor=actor, side=side, text=text, hidden=hidden)
