"""What keeps a course from being sent: each a sentence, and the step that cures it."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from jobs.enums import Mode, Outcome
from jobs.findings import Finding
from jobs.models import Course
from marketplace.offers.kinds import Missing
from marketplace.offers.wizard import missing as ask

from . import selectors
from .rules import entry, hours, types
from .steps import EDITIONS, STEPS


def missing(course: Course) -> list[Missing]:
    """Everything in the order of the steps; empty means that it can be sent."""
    found = [*_course(course), *_basics(course), *of_findings(findings(course)), *_place(course)]
    found += [*_editions(course), *(item for item in ask.photos(course.offer) if item.field)]
    found += ask.empty(course.offer, "descrizione", {"title": _("Scrivi un titolo")})
    found += ask.empty(course.offer, "descrizione", {"description": _("Scrivi due righe sul corso")})
    found += ask.unsaved(course, STEPS)
    order = [step.code for step in STEPS]
    return sorted(found, key=lambda item: order.index(item.step))


def findings(course: Course) -> list[Finding]:
    """What a rule forbids."""
    return [*types.check(course).problems, *hours.problems(course), *entry.problems(course)]


def of_findings(found: Iterable[Finding]) -> list[Missing]:
    return [Missing(one.text, STEPS.step_of(one.field).code, one.field) for one in found]


def _course(course: Course) -> list[Missing]:
    wanted = {"type": _("Scegli il tipo di corso"), "outcomes": _("Scegli che cosa si ottiene alla fine")}
    if set(course.outcomes) - {Outcome.ATTENDANCE}:
        wanted["certificate_issuer"] = _("Scrivi chi rilascia il certificato")
    if Outcome.COMPETENCE in course.outcomes:
        wanted["qrsp_profile"] = _("Scrivi quale profilo o competenza QRSP si certifica")
    if Outcome.QUALIFICATION in course.outcomes:
        wanted["eqf"] = _("Scrivi il livello EQF della qualifica")
    return ask.empty(course, "corso", wanted)


def _basics(course: Course) -> list[Missing]:
    chi = {
        "entry_cefr": _("Scegli quanto italiano serve all’inizio"),
        "entry_schooling": _("Scegli il titolo di studio richiesto, anche «nessuno»"),
    }
    if Outcome.CEFR in course.outcomes:
        chi["exit_cefr"] = _("Scegli il livello di italiano alla fine")
    return [
        *ask.empty(course, "contenuti", {"programme": _("Scrivi il programma")}),
        *ask.empty(course, "ore", {"hours_total": _("Scrivi quante ore dura"), "mode": _("Di’ dove si segue")}),
        *ask.empty(course, "chi", chi),
        *ask.empty(course, "costo", {"childcare": _("Di’ se c’è un servizio per i bambini")}),
    ]


def _place(course: Course) -> list[Missing]:
    found = ask.address(course.offer, "sede")
    if course.mode == Mode.ONLINE:
        return found
    return found + ask.empty(course, "sede", {"step_free": _("Di’ se si entra senza scale")})


def _editions(course: Course) -> list[Missing]:
    """One edition at least that one may still join."""
    rows = [row for row in selectors.to_come(course) if row.edition.pool.open]
    if not rows:
        return [Missing(_("Aggiungi almeno un’edizione a cui ci si può iscrivere"), EDITIONS)]
    if not any(row.times for row in rows):
        return [Missing(_("Scrivi l’orario settimanale di un’edizione"), EDITIONS)]
    return []
