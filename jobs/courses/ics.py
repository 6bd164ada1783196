"""The lessons of an edition as a calendar: no case and nobody's name, so that it may be public."""

from django.conf import settings
from django.urls import reverse

from jobs.models import CourseEdition
from marketplace.core import ics
from marketplace.core.ics import TYPE

__all__ = ["TYPE", "lessons"]


def lessons(edition: CourseEdition) -> str:
    """RFC 5545. A lesson keeps its UID when it moves, and stays as cancelled when it is not held."""
    course = edition.course
    offer = course.offer
    url = settings.SITE_URL + reverse("offer_detail", args=[offer.public_id])
    address = offer.address if course.address_public else ""
    gone = edition.state == "cancelled"
    events = [
        ics.event(
            f"lezione-{lesson.public_id}",
            lesson.start,
            lesson.end,
            offer.title,
            location=", ".join(part for part in (lesson.room or edition.room, address) if part),
            url=url,
            cancelled=gone or lesson.cancelled_at is not None,
            sequence=lesson.sequence + gone,
        )
        for lesson in edition.lessons.all()
    ]
    return ics.calendar(*events, name=offer.title)
