"""A visit as a calendar file: the flat's address and the case code, no person's name."""

from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from marketplace.core.clock import now

from .models import Proposal, VisitSlot

TYPE = "text/calendar"


def visit(proposal: Proposal, slot: VisitSlot) -> str:
    """The calendar (RFC 5545) of an arranged visit, or of its cancellation under the same UID.

    The address is disclosed to the operator here for the first time: a visit without it cannot be.
    """
    gone = slot.cancelled_at is not None
    event = Event()
    event.add("uid", f"visita-{slot.pk}@{urlsplit(settings.SITE_URL).hostname}")
    event.add("dtstamp", now())
    event.add("dtstart", slot.start)
    event.add("dtend", slot.end)
    event.add("summary", _("Visita della casa, caso {code}").format(code=proposal.case_code))
    event.add("location", proposal.offer.full_address)
    event.add("url", f"{settings.SITE_URL}{proposal.get_absolute_url()}")
    event.add("status", "CANCELLED" if gone else "CONFIRMED")
    event.add("sequence", 1 if gone else 0)
    calendar = Calendar()
    calendar.add("prodid", f"-//{settings.SITE_NAME}//IT")
    calendar.add("version", "2.0")
    calendar.add("method", "CANCEL" if gone else "PUBLISH")
    calendar.add_component(event)
    return calendar.to_ical().decode()


def attachment(proposal: Proposal, slot: VisitSlot) -> dict[str, str]:
    """The same, to go with a message."""
    return {"name": "visita.ics", "type": TYPE, "text": visit(proposal, slot)}
