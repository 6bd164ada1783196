"""What the wizard computes and explains beside the fields of a step."""

from collections.abc import Callable

from django.utils.translation import gettext as _

from jobs.findings import Finding
from jobs.models import Course
from marketplace.offers.wizard import hints
from marketplace.offers.wizard.hints import Hint

from . import completeness
from .rules import types
from .rules.types import CPIA
from .steps import STEPS


def of_step(course: Course, step: str) -> list[Hint]:
    """The boxes of a step: its own, then what a rule forbids or asks to check."""
    make = _MAKERS.get(step)
    return [*(make(course) if make else []), *_rules(course, step)]


def _rules(course: Course, step: str) -> list[Hint]:
    def here(found: list[Finding]) -> list[str]:
        return [one.text for one in found if STEPS.step_of(one.field).code == step]

    found = []
    if wrong := here(completeness.findings(course)):
        found.append(Hint(_("Così non si può pubblicare"), [], wrong))
    if unsure := here(types.check(course).warnings):
        note = _("La regola è incerta: puoi inviare, e chi controlla la guarda con te.")
        found.append(Hint(_("Da controllare"), [note], unsure))
    return found


def _type(course: Course) -> list[Hint]:
    rule, least = types.rule_of(course.type), types.least_hours(course)
    if rule is None:
        return []
    lines = []
    if least is not None:
        lines.append(_("Almeno %(hours)s ore.") % {"hours": least})
    if most := rule.value.get("max_hours"):
        lines.append(_("Al massimo %(hours)s ore.") % {"hours": most})
    if share := rule.value.get("attendance"):
        lines.append(_("Frequenza minima: %(share)s per cento.") % {"share": share})
    if age := rule.value.get("min_age"):
        lines.append(_("Si entra dai %(age)s anni.") % {"age": age})
    if age := rule.value.get("max_age"):
        lines.append(_("Si entra fino a %(age)s anni.") % {"age": age})
    if course.refresher and (years := rule.value.get("refresher_years")):
        lines.append(_("L’aggiornamento si ripete ogni %(years)s anni.") % {"years": years})
    title = _("Che cosa dice la norma: %(law)s") % {"law": rule.legal_ref}
    return [Hint(title, lines)] if lines else []


def _cost(course: Course) -> list[Hint]:
    if course.type in CPIA and course.cost:
        text = _("I percorsi del CPIA sono gratuiti: scrivi qui solo un piccolo contributo, se c’è.")
        return [Hint(_("Costo"), [], [text])]
    return []


_MAKERS: dict[str, Callable[[Course], list[Hint]]] = {
    "corso": _type,
    "ore": _type,
    "costo": _cost,
    "sede": hints.address,
    "descrizione": hints.texts,
}
