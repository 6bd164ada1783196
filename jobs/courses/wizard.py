"""The wizard of a course."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from jobs.models import Course
from marketplace.offers import maps
from marketplace.offers.wizard.steps import Step
from marketplace.offers.wizard.wizard import Wizard, WizardWords

from . import completeness, hints, printed, selectors
from .steps import EDITIONS, STEPS

WORDS = WizardWords(
    title=_("Proponi un corso"),
    lead=_("Bastano quindici minuti, anche in più volte: ogni risposta si salva da sola."),
    begin=_("Inserisci il corso"),
    for_body=_("Lo pubblichi per %(body)s."),
    keep=(
        _("il programma e le ore, parte per parte"),
        _("le date, l’orario settimanale e i posti della prossima edizione"),
        _("chi rilascia il certificato"),
    ),
    then=(
        _("Il Comune legge il corso e ti risponde."),
        _("Gli enti propongono chi vuole iscriversi, con il solo codice del caso."),
        _("Tu tieni il registro: posti, lista d’attesa e presenze si aggiornano da soli."),
    ),
    published=_("Quando è tutto a posto il corso va sul sito: nuove edizioni si aggiungono senza un altro controllo."),
)


def _parts(course: Course, step: Step) -> dict[str, Any]:
    if step.code == EDITIONS:
        return {"editions": [selectors.view(edition) for edition in course.editions.all()]}
    return {"map": maps.layers()} if step.code == "sede" else {}


WIZARD = Wizard(
    kind="course",
    name="course",
    model=Course,
    steps=STEPS,
    rows=selectors.courses,
    missing=completeness.missing,
    sections=printed.sections,
    words=WORDS,
    hints=hints.of_step,
    parts=_parts,
)
