"""Calendar files (RFC 5545): one writer for visits, interviews and lessons."""

from datetime import UTC, datetime
from urllib.parse import urlsplit

from django.conf import settings
from icalendar import Calendar, Event

from .clock import now

TYPE = "text/calendar"


def event(
    uid: str,
    start: datetime,
    end: datetime,
    summary: str,
    *,
    location: str = "",
    url: str = "",
    cancelled: bool = False,
    sequence: int = 0,
) -> Event:
    """An event between two aware moments, written in UTC: every calendar shows them in its reader's own time.

    ``uid`` names the thing itself, so that its next version replaces it; ``sequence`` grows with each version.
    """
    found = Event()
    found.add("uid", f"{uid}@{urlsplit(settings.SITE_URL).hostname}")
    found.add("dtstamp", now())
    found.add("dtstart", start.astimezone(UTC))
    found.add("dtend", end.astimezone(UTC))
    found.add("summary", summary)
    if location:
        found.add("location", location)
    if url:
        found.add("url", url)
    found.add("status", "CANCELLED" if cancelled else "CONFIRMED")
    found.add("sequence", sequence)
    return found


def calendar(*events: Event, method: str = "PUBLISH", name: str = "") -> str:
    """The file. ``method`` CANCEL takes events back; ``name`` is what a subscribed calendar is called."""
    found = Calendar()
    found.add("prodid", f"-//{settings.SITE_NAME}//IT")
    found.add("version", "2.0")
    found.add("method", method)
    if name:
        found.add("x-wr-calname", name)
    for one in events:
        found.add_component(one)
    return found.to_ical().decode()
