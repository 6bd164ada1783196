"""A meeting as a calendar file: the offer's address and the case code, no person's name."""

from django.conf import settings

from marketplace.core import ics
from marketplace.core.ics import TYPE

from .models import Proposal, VisitSlot
from .words import MEETINGS


def visit(proposal: Proposal, slot: VisitSlot) -> str:
    """The calendar (RFC 5545) of an arranged meeting, or of its cancellation under the same UID.

    The address is disclosed to the operator here for the first time: one cannot meet without it.
    """
    gone = slot.cancelled_at is not None
    event = ics.event(
        f"visita-{slot.pk}",
        slot.start,
        slot.end,
        MEETINGS[slot.purpose].summary.format(code=proposal.case_code),
        location=proposal.offer.full_address,
        url=f"{settings.SITE_URL}{proposal.get_absolute_url()}",
        cancelled=gone,
        sequence=1 if gone else 0,
    )
    return ics.calendar(event, method="CANCEL" if gone else "PUBLISH")


def attachment(proposal: Proposal, slot: VisitSlot) -> dict[str, str]:
    """The same, to go with a message."""
    return {"name": "appuntamento.ics", "type": TYPE, "text": visit(proposal, slot)}
