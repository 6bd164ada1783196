"""A visit as a calendar file: the flat's address and the case code, no person's name."""

from django.conf import settings
from django.utils.translation import gettext as _

from marketplace.core import ics
from marketplace.core.ics import TYPE

from .models import Proposal, VisitSlot


def visit(proposal: Proposal, slot: VisitSlot) -> str:
    """The calendar (RFC 5545) of an arranged visit, or of its cancellation under the same UID.

    The address is disclosed to the operator here for the first time: a visit without it cannot be.
    """
    gone = slot.cancelled_at is not None
    event = ics.event(
        f"visita-{slot.pk}",
        slot.start,
        slot.end,
        _("Visita della casa, caso {code}").format(code=proposal.case_code),
        location=proposal.offer.full_address,
        url=f"{settings.SITE_URL}{proposal.get_absolute_url()}",
        cancelled=gone,
        sequence=1 if gone else 0,
    )
    return ics.calendar(event, method="CANCEL" if gone else "PUBLISH")


def attachment(proposal: Proposal, slot: VisitSlot) -> dict[str, str]:
    """The same, to go with a message."""
    return {"name": "visita.ics", "type": TYPE, "text": visit(proposal, slot)}
