"""A course with its editions as ``Course`` and ``CourseInstance``.

https://developers.google.com/search/docs/appearance/structured-data/course-info
"""

from typing import Any

from jobs.enums import EditionState, Mode
from jobs.models import Course, CourseEdition
from marketplace.core.clock import today
from marketplace.offers.models import Offer

from .places import organisation, place

_MODES = {Mode.PRESENCE: "Onsite", Mode.MIXED: "Blended", Mode.ONLINE: "Online"}


def course(offer: Offer, card: Any, url: str) -> dict[str, Any]:
    """A ``Course`` with those of its editions that are still to end."""
    row = offer.course
    live = [EditionState.OPEN, EditionState.CONFIRMED]
    editions = row.editions.filter(state__in=live, end__gte=today()).select_related("pool").prefetch_related("times")
    data: dict[str, Any] = {
        "@type": "Course",
        "name": offer.title,
        "description": offer.description or row.programme,
        "url": url,
        "inLanguage": "it",
        "provider": organisation(offer.body.legal_name if offer.body else ""),
        "offers": [_price(row)],
        "educationalCredentialAwarded": ", ".join(str(label) for label in _outcomes(row)),
        "educationalLevel": row.get_exit_cefr_display() if row.exit_cefr else "",
        "coursePrerequisites": _prerequisites(row),
        "hasCourseInstance": [_edition(offer, row, edition) for edition in editions],
    }
    return {name: value for name, value in data.items() if value not in (None, "", [])}


def _price(row: Course) -> dict[str, Any]:
    return {"@type": "Offer", "category": "Paid" if row.cost else "Free", "price": row.cost, "priceCurrency": "EUR"}


def _outcomes(row: Course) -> list[Any]:
    choices = dict(row._meta.get_field("outcomes").base_field.choices)
    return [choices[code] for code in row.outcomes if code in choices]


def _prerequisites(row: Course) -> str:
    asked = [
        f"italiano {row.get_entry_cefr_display()}" if row.entry_cefr else "",
        str(row.get_entry_schooling_display()) if row.entry_schooling not in {"", "none"} else "",
    ]
    return ", ".join(filter(None, asked))


def _edition(offer: Offer, row: Course, edition: CourseEdition) -> dict[str, Any]:
    data: dict[str, Any] = {
        "@type": "CourseInstance",
        "courseMode": _MODES.get(row.mode, "Onsite"),
        "startDate": edition.start.isoformat(),
        "endDate": edition.end.isoformat(),
        "courseWorkload": f"PT{row.hours_total}H" if row.hours_total else None,
        "maximumAttendeeCapacity": edition.pool.total,
        "remainingAttendeeCapacity": edition.pool.free,
        "courseSchedule": [
            {
                "@type": "Schedule",
                "repeatFrequency": "P1W",
                "byDay": f"https://schema.org/{_DAYS[int(time.day) - 1]}",
                "startTime": f"{time.start:%H:%M}",
                "endTime": f"{time.end:%H:%M}",
                "startDate": edition.start.isoformat(),
                "endDate": edition.end.isoformat(),
                "scheduleTimezone": "Europe/Rome",
            }
            for time in edition.times.all()
        ],
    }
    if row.mode != Mode.ONLINE:
        data["location"] = place(offer)
    return {name: value for name, value in data.items() if value not in (None, [])}


_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
