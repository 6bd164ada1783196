"""The parts of a course's hours must make the whole, and fit how it is held."""

from typing import Any

from django.utils.translation import gettext as _

from jobs.enums import Mode
from jobs.findings import Finding

PARTS = ("hours_class", "hours_lab", "hours_stage", "hours_distance")


def problems(course: Any) -> list[Finding]:
    """At most one sentence about the sum and one about the mode; parts that are all empty say nothing."""
    parts = [getattr(course, name) for name in PARTS]
    if course.hours_total is None or not any(part is not None for part in parts):
        return []
    found = []
    total = sum(part or 0 for part in parts)
    if total != course.hours_total:
        text = _("Le ore delle singole parti fanno %(sum)s: in tutto ne hai scritte %(total)s.")
        found.append(Finding(text % {"sum": total, "total": course.hours_total}, "hours_total"))
    distance = course.hours_distance or 0
    if course.mode == Mode.PRESENCE and distance:
        found.append(Finding(_("Ci sono ore a distanza: scegli «In parte online»."), "mode"))
    if course.mode in (Mode.MIXED, Mode.ONLINE) and not distance:
        found.append(Finding(_("Scrivi quante ore si seguono a distanza."), "hours_distance"))
    return found
