"""How a placement presents itself to the life that all offers share."""

from django.utils.translation import gettext_lazy as _

from jobs.enums import TRAINEESHIPS
from jobs.flow import PLACEMENT_FLOW, PLACEMENT_WORDS
from marketplace.audit import actions
from marketplace.offers import deadlines, kinds
from marketplace.offers.deadlines import HANDED_OVER, SIGNED, Duty
from marketplace.offers.kinds import ChecklistItem
from marketplace.offers.models import Agreement
from marketplace.organisations.enums import Role
from marketplace.trust import kinds as checks
from marketplace.trust import requirements

from . import details, printed, selectors, services
from .wizard import WIZARD

CHECKLIST = (
    ChecklistItem(
        "employer",
        _("Chi offre esiste, è attivo e fa il lavoro dell’annuncio: visura, DURC e sede guardati"),
        public=_("Abbiamo controllato chi offre il lavoro"),
    ),
    ChecklistItem(
        "rules",
        _("Contratto, durata, orario e dichiarazioni rispettano le regole; ho letto gli avvisi «da verificare»"),
        public=_("Contratto e orario rispettano le regole"),
    ),
    ChecklistItem(
        "pay",
        _("La paga non è sotto il CCNL per quel livello; l’indennità non è sotto il minimo"),
        public=_("La paga è stata confrontata con il contratto collettivo"),
    ),
    ChecklistItem(
        "equal",
        _("Niente richieste su età, sesso, origine, lingua madre, religione, salute, aspetto o famiglia "
          "(D.Lgs. 276/2003 art. 10; D.Lgs. 198/2006 art. 27)"),
        public=_("Nessuna richiesta su chi sei"),
    ),
    ChecklistItem("language", _("Il livello di italiano, se c’è, ha un motivo legato ai compiti")),
    ChecklistItem(
        "hours", _("Sfruttamento: non più di 48 ore in media, con riposo ogni giorno e ogni settimana")
    ),
    ChecklistItem(
        "free",
        _("Sfruttamento: nessun pagamento chiesto a chi lavora, per il posto, il corso o i documenti "
          "(D.Lgs. 276/2003 art. 11)"),
        public=_("Chi lavora non paga niente per avere il posto"),
    ),
    ChecklistItem("lodging", _("Sfruttamento: l’alloggio non dipende dal posto di lavoro")),
    ChecklistItem("documents", _("Sfruttamento: nessuno trattiene documenti o permessi")),
    ChecklistItem("cash", _("Sfruttamento: paga tracciabile, contratto scritto, niente «in nero»")),
    ChecklistItem(
        "repeated", _("Sfruttamento: non sono tirocini brevi ripetuti, né tanti tirocini senza assunzioni")
    ),
    ChecklistItem("place", _("L’indirizzo esiste e il segnaposto è al posto giusto")),
    ChecklistItem("words", _("I testi non contengono telefono o nomi di persone")),
    ChecklistItem(
        "agency", _("L’agenzia per il lavoro è nell’albo nazionale (D.Lgs. 276/2003 art. 4)"), required=False
    ),
    ChecklistItem("photos", _("Le foto, se ci sono, mostrano il posto e nessun volto riconoscibile"), required=False),
)  # fmt: skip


def register() -> None:
    """Called once, when the app is ready."""
    kinds.register(
        WIZARD.offer_kind(
            label=_("Lavoro"),
            label_plural=_("Lavoro"),
            icon="briefcase",
            exclusive=False,
            proposable=True,
            file_name="import_list",
            roles=frozenset({Role.EMPLOYER}),
            create=services.create,
            live_name="placement_live",
            texts=printed.texts,
            terms=printed.terms,
            checklist=CHECKLIST,
            detail_template="jobs/placements/detail.html",
            detail_context=details.context,
            card_template="jobs/placements/_placement_card.html",
            cards=selectors.cards,
            words=PLACEMENT_WORDS,
            flow=PLACEMENT_FLOW,
        )
    )
    requirements.register("placement", lambda offer: checks.due_from_employer(offer.body))
    deadlines.register(*DUTIES)
    actions.register({"placement.changed_live": _("Date, posti o paga cambiati senza nuova revisione")})


def _trainee_with_end(agreement: Agreement) -> bool:
    """A traineeship, as the agreement says it or else its offer."""
    contract = agreement.terms.get("contract") or agreement.offer.placement.contract
    return deadlines.has_end(agreement) and contract in TRAINEESHIPS


ONLY = frozenset({"placement"})
DUTIES = (
    Duty(
        "unilav", SIGNED, _("Manda la comunicazione obbligatoria UNILAV, entro le 24 del giorno prima"),
        _("Comunicazione UNILAV mandata"), "L. 296/2006 art. 1 c. 1180", ONLY,
        deadlines.before_start("placement.unilav_days"),
    ),
    Duty(
        "trainee_end", HANDED_OVER, _("Il tirocinio sta per finire: decidi se diventa un contratto"),
        _("Deciso che cosa viene dopo il tirocinio"), "DGR Lombardia 7763/2018", ONLY,
        deadlines.before_end("placement.end_remind_days"), _trainee_with_end,
    ),
)  # fmt: skip
