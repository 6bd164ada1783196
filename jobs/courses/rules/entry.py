"""Who may be kept out of a course, and by what: only a written rule may set an age, a permit or a sex.

Ages: D.Lgs. 216/2003 art. 3; permits: D.Lgs. 286/1998 art. 43; women only as positive action: D.Lgs. 198/2006 art. 42.
"""

from typing import Any

from django.utils.translation import gettext as _

from jobs.enums import Cefr
from jobs.findings import Finding

from .types import LEVELS, rule_of


def law_of_ages(course: Any) -> str:
    """The norm that fixes the ages of this type by itself, "" where its body must name one."""
    rule = rule_of(course.type)
    if rule is None:
        return ""
    own_low = course.min_age is not None and course.min_age != rule.value.get("min_age")
    own_high = course.max_age is not None and course.max_age != rule.value.get("max_age")
    return "" if own_low or own_high else rule.legal_ref


def problems(course: Any) -> list[Finding]:
    found = []
    aged = course.min_age is not None or course.max_age is not None
    if aged and not course.age_reason.strip() and not law_of_ages(course):
        text = _("Scrivi quale norma fissa l’età: senza una norma un corso è aperto a ogni età (D.Lgs. 216/2003).")
        found.append(Finding(text, "age_reason"))
    if course.min_age is not None and course.max_age is not None and course.min_age > course.max_age:
        found.append(Finding(_("L’età minima supera la massima: correggi una delle due."), "max_age"))
    if course.women_only and not course.women_reason.strip():
        text = _("Scrivi perché è riservato alle donne: serve il motivo dell’azione positiva (D.Lgs. 198/2006).")
        found.append(Finding(text, "women_reason"))
    if course.entry_cefr and course.exit_cefr and _level(course.exit_cefr) < _level(course.entry_cefr):
        found.append(Finding(_("Alla fine si sa meno italiano che all’inizio: correggi uno dei livelli."), "exit_cefr"))
    return found


def _level(code: str) -> int:
    return LEVELS.index(Cefr(code))
