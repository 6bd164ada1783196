"""What the lives of placements and courses are called and consist of, for ``marketplace.offers``."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from marketplace.offers.enums import AgreementState, Family
from marketplace.offers.flow import Flow
from marketplace.offers.models import Agreement
from marketplace.offers.words import Asking, Ending, Words

from .enums import TRAINEESHIPS, ContractForm, DropReason


class PlacementWithdrawal(TextChoices):
    """Why a firm takes a placement off the market."""

    FILLED = "let_elsewhere", _("Il posto è già di qualcuno, trovato per altra via")
    NOT_NEEDED = "not_needed", _("Il posto non serve più")
    NO_FUNDS = "no_funds", _("Non ci sono più i fondi")
    CHANGED_MIND = "changed_mind", _("Ho cambiato idea")
    OTHER = "other", _("Altro motivo")


class PlacementEnd(TextChoices):
    """Why a placement ended; the same closed list for both sides."""

    TERM = "term", _("È arrivata la fine prevista")
    CONVERTED = "converted", _("Trasformato in un contratto di lavoro")
    RESIGNED = "resigned", _("Chi lavorava ha dato le dimissioni")
    DISMISSED = "dismissed", _("Licenziamento")
    TRIAL = "trial", _("La prova non è andata bene")
    AGREED = "agreed", _("Le due parti si sono accordate")
    CLOSED = "closed", _("L’impresa ha chiuso o ha ridotto l’attività")
    OTHER = "other", _("Altro motivo")


class PlacementCancel(TextChoices):
    """Why a placement did not begin."""

    NOT_SIGNED = "not_signed", _("Non si è arrivati alla firma")
    OTHER_JOB = "other_job", _("La persona ha trovato un altro lavoro")
    NOT_NEEDED = "not_needed", _("Il posto non serve più")
    NOT_ALLOWED = "not_allowed", _("Manca un documento che la legge chiede prima dell’inizio")
    NO_SHOW = "no_show", _("Il primo giorno qualcuno non si è presentato")
    OTHER = "other", _("Altro motivo")


class PlacementOutcome(TextChoices):
    """What has become of it some months after the first day of work."""

    STILL_EMPLOYED = "still_employed", _("Lavora ancora lì")
    CONVERTED = "converted", _("Il tirocinio è diventato un contratto di lavoro")
    RENEWED = "renewed", _("Il contratto è stato prorogato o rinnovato")
    OTHER_JOB = "other_job", _("Lavora, ma da un’altra parte")
    ENDED = "ended", _("È finito, e ora non lavora")
    UNKNOWN = "unknown", _("Non si sa")


class CourseWithdrawal(TextChoices):
    """Why a body takes a course off the market."""

    FULL = "let_elsewhere", _("I posti sono già presi per altra via")
    TOO_FEW = "too_few", _("Ci sono troppo pochi iscritti")
    NO_FUNDS = "no_funds", _("Non ci sono più i fondi")
    CHANGED_MIND = "changed_mind", _("Ho cambiato idea")
    OTHER = "other", _("Altro motivo")


# How a course ended for one person: finished, or left for one of the reasons of an enrolment.
CourseEnd = TextChoices(
    "CourseEnd",
    [
        ("COMPLETED", ("completed", _("Ha finito il corso"))),
        ("CERTIFIED", ("certified", _("Ha avuto il certificato"))),
        *((reason.name, (reason.value, reason.label)) for reason in DropReason),
    ],
)


class CourseCancel(TextChoices):
    """Why somebody did not begin a course."""

    GAVE_UP = "gave_up", _("La persona ha rinunciato prima di cominciare")
    WORK = "work", _("Ha trovato un lavoro")
    CANCELLED = "cancelled", _("L’edizione è stata annullata")
    REQUIREMENTS = "requirements", _("Manca un requisito per entrare")
    NOT_SIGNED = "not_signed", _("L’iscrizione non è stata confermata")
    OTHER = "other", _("Altro motivo")


class CourseOutcome(TextChoices):
    """What has become of it some months after the first lesson."""

    ATTENDING = "attending", _("Sta ancora frequentando")
    COMPLETED = "completed", _("Ha finito il corso")
    CERTIFIED = "certified", _("Ha avuto il certificato")
    WORKING_AFTER = "working_after", _("Ora lavora nel campo del corso")
    OTHER_JOB = "other_job", _("Ora lavora, in un altro campo")
    OTHER_COURSE = "other_course", _("Segue un altro corso")
    DROPPED = "dropped", _("Ha lasciato il corso")
    UNKNOWN = "unknown", _("Non si sa")


# What a traineeship may turn into: a contract of employment (its choices are the same codes as those of the ad).
Employment = TextChoices(
    "Employment", [(form.name, (form.value, form.label)) for form in ContractForm if form not in TRAINEESHIPS]
)


def _is_traineeship(agreement: Agreement) -> bool:
    """As the agreement says it, or else its offer."""
    placement = getattr(agreement.offer, "placement", None)
    return (agreement.terms.get("contract") or getattr(placement, "contract", "")) in TRAINEESHIPS


PLACEMENT_FLOW = Flow(
    registers=False,
    begins_at_hour=False,
    withdraw_reasons=PlacementWithdrawal,
    end_reasons=PlacementEnd,
    cancel_reasons=PlacementCancel,
    outcomes=PlacementOutcome,
    contract_forms=Employment,
    converts=_is_traineeship,
    screened=frozenset(Family),
)
COURSE_FLOW = Flow(
    registers=False,
    begins_at_hour=False,
    withdraw_reasons=CourseWithdrawal,
    end_reasons=CourseEnd,
    cancel_reasons=CourseCancel,
    outcomes=CourseOutcome,
    screened=frozenset({Family.TRAITS, Family.JOB}),
)

PLACEMENT_WORDS = Words(
    add=_("Inserisci un posto di lavoro"),
    empty=_("Qui vedi i tuoi posti di lavoro, le proposte e le persone che lavorano con te."),
    place=_("Luogo di lavoro"),
    published=_(
        "Ora gli enti possono proporti una persona. Il nome dell’impresa si vede sempre; non mostriamo a nessuno il "
        "tuo indirizzo e-mail."
    ),
    live=_("Cambia date, posti o alza la paga"),
    live_hint=_(
        "Per cambiare solo le date, il numero di posti o alzare la paga non serve: quei dati si possono cambiare "
        "restando online."
    ),
    chooser=_("Chi assume"),
    describe=_("Descrivi il lavoro, non chi lo farà."),
    asking=Asking(
        question=_("Cerchi ancora?"),
        subject=_("Cerchi ancora? Basta un clic"),
        subject_again=_("Promemoria: cerchi ancora qualcuno?"),
        about=_("Per «%(title)s» cerchi ancora?"),
        about_again=_(
            "Qualche giorno fa ti abbiamo chiesto se per «%(title)s» cerchi ancora. Non abbiamo ancora una risposta."
        ),
        yes=_("Sì, cerco ancora"),
        gone=_("Ho già trovato"),
        thanks=_("Grazie: abbiamo segnato che cerchi ancora."),
        thanks_gone=_("«%(title)s» non è più online. Se hai un altro posto di lavoro, saremo felici di accoglierlo."),
        asked=_("Ti abbiamo chiesto se cerchi ancora"),
        confirmed=_("Hai confermato: cerchi ancora"),
        every=_("Ogni due settimane ti chiediamo se cerchi ancora: basta un clic."),
        resume=_("Se cerchi ancora, rimettilo online con un clic:"),
    ),
    ending=Ending(
        states={
            AgreementState.DRAFT: _("Posto tenuto"),
            AgreementState.HANDED_OVER: _("Al lavoro"),
        },
        sign_help=_("Quando tutte e due le parti hanno firmato il contratto o il progetto del tirocinio."),
        begin=_("Segna il primo giorno di lavoro"),
        begin_field=_("Primo giorno di lavoro"),
        begin_help=_(
            "Il giorno in cui la persona ha cominciato davvero. La comunicazione UNILAV va fatta il giorno prima."
        ),
        begin_done=_("Primo giorno segnato. Tra un mese ti chiediamo com’è andata."),
        begin_future=_("Il primo giorno di lavoro non può essere nel futuro: segnalo quando è arrivato."),
        began_on=_("Primo giorno di lavoro"),
        began=_("Primo giorno di lavoro"),
        end_help=_("Il posto torna libero: passa a chi aspetta, oppure l’annuncio resta in pausa finché non decidi."),
        cancel_help=_("Solo se il lavoro non è ancora cominciato. Non si può tornare indietro."),
        resume=_("Se il posto è di nuovo libero e cerchi ancora, rimetti l’annuncio online con un clic:"),
    ),
)

COURSE_WORDS = Words(
    add=_("Inserisci un corso"),
    empty=_("Qui vedi i tuoi corsi, le edizioni, i posti e le iscrizioni."),
    place=_("Sede del corso"),
    published=_(
        "Ora gli enti possono proporti chi vuole iscriversi. Il nome dell’ente si vede sempre; non mostriamo a nessuno "
        "il tuo indirizzo e-mail."
    ),
    live=_("Cambia date e posti"),
    live_hint=_("Per cambiare solo edizioni, date e posti non serve: quei dati si possono cambiare restando online."),
    chooser=_("Chi organizza un corso"),
    describe=_("Descrivi il corso, non chi lo seguirà."),
    asking=Asking(
        question=_("Ci sono ancora posti?"),
        subject=_("Ci sono ancora posti? Basta un clic"),
        subject_again=_("Promemoria: ci sono ancora posti nel corso?"),
        about=_("In «%(title)s» ci sono ancora posti?"),
        about_again=_(
            "Qualche giorno fa ti abbiamo chiesto se in «%(title)s» ci sono ancora posti. Non abbiamo ancora una "
            "risposta."
        ),
        yes=_("Sì, ci sono posti"),
        gone=_("I posti sono finiti"),
        thanks=_("Grazie: abbiamo segnato che ci sono ancora posti."),
        thanks_gone=_("«%(title)s» non è più online. Se organizzi un altro corso, saremo felici di accoglierlo."),
        asked=_("Ti abbiamo chiesto se ci sono ancora posti"),
        confirmed=_("Hai confermato: ci sono ancora posti"),
        every=_("Ogni due settimane ti chiediamo se ci sono ancora posti: basta un clic."),
        resume=_("Se ci sono ancora posti, rimettilo online con un clic:"),
    ),
    ending=Ending(
        states={
            AgreementState.DRAFT: _("Posto tenuto"),
            AgreementState.SIGNED: _("Iscrizione confermata"),
            AgreementState.HANDED_OVER: _("Sta frequentando"),
        },
        sign_help=_("Quando la persona ha firmato l’iscrizione o il patto formativo."),
        begin=_("Segna l’inizio del corso"),
        begin_field=_("Primo giorno di corso"),
        begin_help=_("Il giorno della prima lezione a cui la persona è venuta."),
        begin_done=_("Inizio segnato. Tra un mese ti chiediamo com’è andata."),
        begin_future=_("L’inizio del corso non può essere nel futuro: segnalo quando è arrivato."),
        began_on=_("Primo giorno di corso"),
        began=_("Inizio del corso"),
        end_help=_("Se il corso è ancora in corso e le iscrizioni sono aperte, il posto passa a chi aspetta."),
        cancel_help=_("Solo se il corso non è ancora cominciato per questa persona. Non si può tornare indietro."),
        resume=_("Se ci sono di nuovo posti, rimetti il corso online con un clic:"),
    ),
)
