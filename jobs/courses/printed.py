"""The course's content as label and printed value: the body's summary, and the reviewer's two columns."""

from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from jobs.models import Course
from jobs.vocabulary import occupations
from marketplace.core.numbers import euros
from marketplace.offers.models import Offer
from marketplace.offers.wizard import printed
from marketplace.offers.wizard.printed import Rows, Section

from . import selectors
from .selectors import EditionView
from .steps import EDITIONS, STEPS


def sections(course: Course) -> list[Section]:
    """All steps but the last, each with its answers."""
    return printed.sections(course, STEPS, own={"contenuti": _contents, EDITIONS: _editions})[:-1]


def texts(offer: Offer) -> list[tuple[str, str]]:
    """``OfferKind.texts``: what the body has written freely, read by the screening."""
    course = offer.course
    pairs = [
        (_("Programma"), course.programme),
        (_("Norma che fissa l’età"), course.age_reason),
        (_("Norma che limita chi può iscriversi"), course.permits_reason),
        (_("Perché è riservato alle donne"), course.women_reason),
        (_("Come si riceve l’indennità"), course.stipend_note),
        (_("Materiale"), course.material),
    ]
    return [*printed.texts(offer), *(pair for pair in pairs if pair[1])]


def terms(recorded: dict[str, Any]) -> list[tuple[str, str]]:
    """``OfferKind.terms``: what an enrolment has recorded, in words; what was not recorded is left out."""
    found = []
    if edition := recorded.get("edition"):
        found.append((_("Edizione"), str(edition)))
    if (cost := recorded.get("cost")) is not None:
        found.append((_("Costo"), euros(cost) if cost else _("Gratis")))
    if stipend := recorded.get("stipend"):
        found.append((_("Indennità di frequenza"), euros(stipend)))
    return found


def _contents(course: Course) -> Rows:
    """Occupations and the sector by their titles, not by their codes."""
    step = STEPS.by_code["contenuti"]
    form = step.form(content=course)
    words = {
        form.fields["occupations"].label: ", ".join(occupations.title(code) for code in course.occupations),
        form.fields["sector"].label: form.fields["sector"].prepare_value(course.sector),
    }
    return [(label, words.get(label, value)) for label, value in printed.answers(course, step)]


def _editions(course: Course) -> Rows:
    return [(_("Edizione %(n)s") % {"n": n}, edition_line(row)) for n, row in enumerate(selectors.to_come(course), 1)]


def edition_line(row: EditionView) -> str:
    """ "dal 12 gennaio 2027 al 30 aprile 2027; lunedì e mercoledì, 18:00–20:00; 15 posti"."""
    days = {name: date_format(getattr(row.edition, name), "j F Y") for name in ("start", "end")}
    seats = _("%(n)s posti") % {"n": row.total} if row.total != 1 else _("1 posto")
    return "; ".join([_("dal %(start)s al %(end)s") % days, *row.times, seats])
