"""Each form of contract in one plain sentence, with the ages that its law names and what is uncertain about it."""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jobs.enums import ContractForm
from marketplace.rulebook.models import Certainty, Figure
from marketplace.rulebook.selectors import figure

from .rules import apprenticeship

TEXTS = {
    ContractForm.TRAINEESHIP: gettext_lazy(
        "Si impara sul lavoro con un tutor, con un progetto formativo e un’indennità: non è un contratto di lavoro."
    ),
    ContractForm.INCLUSION: gettext_lazy(
        "Un tirocinio più lungo per persone seguite dai servizi sociali; l’indennità non è una paga."
    ),
    ContractForm.WORK_GRANT: gettext_lazy(
        "Un ente paga un’indennità per un periodo di prova sul lavoro: non sostituisce il personale."
    ),
    ContractForm.APPRENTICE_1: gettext_lazy("Un contratto con paga, mentre si studia per una qualifica o un diploma."),
    ContractForm.APPRENTICE_2: gettext_lazy("Un contratto con paga e formazione, per imparare un mestiere."),
    ContractForm.APPRENTICE_3: gettext_lazy("Un contratto con paga, mentre si studia in un ITS o all’università."),
    ContractForm.FIXED_TERM: gettext_lazy(
        "Un contratto di lavoro con una data di fine: fino a 12 mesi, fino a 24 solo con un motivo scritto."
    ),
    ContractForm.PERMANENT: gettext_lazy("Un contratto di lavoro senza data di fine."),
    ContractForm.AGENCY: gettext_lazy("Assume un’agenzia autorizzata, si lavora nell’impresa, con la stessa paga."),
    ContractForm.SEASONAL: gettext_lazy("Un contratto a termine per un lavoro che si fa solo in una stagione."),
    ContractForm.DOMESTIC: gettext_lazy("Si lavora nella casa di una famiglia, con il contratto del lavoro domestico."),
    ContractForm.ON_CALL: gettext_lazy("Si lavora e si è pagati solo nei giorni in cui si viene chiamati."),
}


@dataclass(frozen=True)
class Explained:
    """``ages``: a sentence about the law's ages, for who proposes people; no ad asks for one. "" for none."""

    form: str
    label: str
    text: str
    ages: str = ""
    warnings: list[str] = field(default_factory=list)


def explain(contract: str) -> Explained:
    form = ContractForm(contract)
    ages, rule = _ages(form)
    unsure = [_("Le età sono da verificare.")] if rule and rule.certainty == Certainty.UNCERTAIN else []
    if form in (ContractForm.INCLUSION, ContractForm.WORK_GRANT):
        unsure.append(_("Le regole cambiano con chi lo promuove: da verificare prima di cominciare."))
    return Explained(form.value, str(form.label), str(TEXTS[form]), ages, unsure)


def _ages(form: ContractForm) -> tuple[str, Figure | None]:
    match form:
        case ContractForm.TRAINEESHIP:
            rule = figure("placement.trainee_age")
            text = _("La legge lo prevede da %(min)s anni (%(law)s).") % {"min": rule.value, "law": rule.legal_ref}
        case ContractForm.ON_CALL:
            rule = figure("placement.on_call")
            text = _("La legge lo prevede sotto i %(below)s anni, sopra i %(above)s o secondo il CCNL (%(law)s).") % {
                "below": rule.value["below_age"], "above": rule.value["above_age"], "law": rule.legal_ref,
            }  # fmt: skip
        case _ if form in apprenticeship.KEYS:
            rule = apprenticeship.rule_of(form)
            text = _("La legge lo prevede da %(min)s a %(max)s anni (%(law)s).") % {
                "min": rule.value["min_age"], "max": rule.value["max_age"], "law": rule.legal_ref,
            }  # fmt: skip
            if early := rule.value.get("early_age"):
                text += " " + _("Da %(early)s per chi ha già una qualifica.") % {"early": early}
        case _:
            return "", None
    return text, rule
