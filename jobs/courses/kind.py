"""How a course presents itself to the life that all offers share."""

from django.utils.translation import gettext_lazy as _

from jobs.flow import COURSE_FLOW, COURSE_WORDS
from marketplace.audit import actions
from marketplace.offers import kinds, panels
from marketplace.offers.kinds import ChecklistItem
from marketplace.offers.models import Offer
from marketplace.organisations.enums import Role
from marketplace.trust import kinds as checks
from marketplace.trust import requirements

from . import consumers, dashboard, details, printed, selectors  # noqa: F401 -- consumers register themselves
from .rules.types import needs_accreditation
from .wizard import WIZARD

CHECKLIST = (
    ChecklistItem(
        "programme",
        _("Tipo, ore, programma e certificato stanno insieme"),
        public=_("Ore, programma e certificato sono coerenti"),
    ),
    ChecklistItem(
        "issuer",
        _("Chi rilascia il certificato può farlo per questo tipo di corso"),
        public=_("Chi rilascia il certificato può farlo"),
    ),
    ChecklistItem(
        "entry",
        _("Età, permessi e riserva alle donne hanno la norma o il motivo che li fissa"),
        public=_("Nessun requisito senza una norma"),
    ),
    ChecklistItem("cost", _("Costo e indennità sono chiari e rispettano le regole"), public=_("Il costo è tutto qui")),
    ChecklistItem("place", _("La sede esiste ed è al posto giusto"), public=_("La sede è stata controllata")),
    ChecklistItem("words", _("I testi non contengono telefono, nomi o richieste su chi sono le persone")),
    ChecklistItem("photos", _("Le foto, se ci sono, mostrano la sede e nessun volto riconoscibile"), required=False),
)
ACTIONS = {
    "edition.added": _("Edizione aggiunta"),
    "edition.changed": _("Edizione modificata"),
    "edition.confirmed": _("Edizione confermata"),
    "edition.cancelled": _("Edizione annullata"),
    "lesson.added": _("Lezione aggiunta"),
    "lesson.moved": _("Lezione spostata"),
    "lesson.cancelled": _("Lezione annullata"),
    "lesson.restored": _("Lezione ripristinata"),
    "lesson.marked": _("Registro di una lezione scritto"),
    "enrolment.completed": _("Corso finito"),
    "enrolment.certified": _("Certificato dato"),
    "register.exported": _("Registro scaricato"),
}


def register() -> None:
    """Called once, when the app is ready."""
    kinds.register(
        WIZARD.offer_kind(
            label=_("Corso"),
            label_plural=_("Corsi"),
            icon="book",
            exclusive=False,
            proposable=True,
            file_name="import_list",
            roles=frozenset({Role.TRAINER}),
            live_name="edition_list",
            texts=printed.texts,
            terms=printed.terms,
            checklist=CHECKLIST,
            detail_template="jobs/courses/detail.html",
            detail_context=details.context,
            card_template="jobs/courses/_course_card.html",
            cards=selectors.cards,
            words=COURSE_WORDS,
            flow=COURSE_FLOW,
        )
    )
    requirements.register("course", _needed)
    panels.register_facts(dashboard.facts)
    panels.register_tasks(dashboard.tasks)
    panels.register_agreement_part(dashboard.agreement_part)
    actions.register(ACTIONS)


def _needed(offer: Offer) -> set[str]:
    """Accreditation for training, for the types that only accredited bodies may hold."""
    return {checks.TRAINING} if needs_accreditation(offer.course) else set()
