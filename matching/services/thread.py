"""The one place that writes a proposal's timeline, and that moves a proposal from state to state."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from marketplace.audit import services as audit
from marketplace.core.clock import now
from marketplace.core.errors import NotAllowed, WrongState
from marketplace.core.locks import lock
from marketplace.offers.models import Offer
from marketplace.outbox import services as outbox

from ..enums import NEXT, ProposalState, Side, Step
from ..models import Proposal, ThreadEntry
from ..selectors import side_of


def locked(proposal_id: int, actor: Any, *sides: Side) -> tuple[Proposal, Side]:
    """Lock the offer, then the proposal, and say on which side ``actor`` stands. Raises ``NotAllowed``."""
    offer_id = Proposal.objects.values_list("offer_id", flat=True).get(pk=proposal_id)
    offer = lock(Offer.objects.select_related("body"), pk=offer_id)
    proposal = lock(Proposal.objects.all(), pk=proposal_id)
    proposal.offer = offer
    side = side_of(actor, proposal)
    if side is None or side not in sides:
        raise NotAllowed
    return proposal, side


def move(proposal: Proposal, to: ProposalState, **values: Any) -> None:
    """Take a locked proposal to its next state. Raises ``WrongState`` where no such step exists."""
    if to not in NEXT.get(ProposalState(proposal.state), ()):
        raise WrongState(
            _("La proposta è nello stato «%(state)s»: questo passo non è più possibile. Ricarica la pagina.")
            % {"state": proposal.get_state_display()}
        )
    proposal.state = to
    for name, value in values.items():
        setattr(proposal, name, value)
    proposal.save(update_fields=["state", *values])


def record(proposal: Proposal, step: Step, *, actor: Any, side: Side, text: str = "", **data: Any) -> ThreadEntry:
    """Add a line to the thread, audit it, and let the other side be told."""
    entry = ThreadEntry.objects.create(
        proposal=proposal, side=side, author=actor, kind=step, text=text, data=data, at=now()
    )
    if side != Side.SYSTEM:
        proposal.moved_at = entry.at
        proposal.save(update_fields=["moved_at"])
    audit.log(f"proposal.{step}", actor=actor, obj=proposal, side=side)
    outbox.emit("proposal.step", entry.pk)
    return entry
