from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class NeedState(TextChoices):
    OPEN = "open", _("In ricerca")
    PAUSED = "paused", _("In pausa")
    AGREED = "agreed", _("Accordo fatto")
    CLOSED = "closed", _("Chiuso")


class ProposalState(TextChoices):
    SENT = "sent", _("Inviata, in attesa di risposta")
    MEETING = "meeting", _("Incontro accettato")
    WAITING = "waiting", _("In lista d’attesa")
    ACCEPTED = "accepted", _("Accettata, in attesa della firma")
    DECLINED = "declined", _("Rifiutata")
    EXPIRED = "expired", _("Scaduta")
    WITHDRAWN = "withdrawn", _("Ritirata dall’ente")
    CLOSED = "closed", _("Chiusa: non è più disponibile")
    AGREED = "agreed", _("Accordo firmato")


_S = ProposalState
UNANSWERED = frozenset({_S.SENT, _S.MEETING})  # the offer is not promised yet: another proposal may still take it
PROMISED = frozenset({_S.WAITING, _S.ACCEPTED})  # the offer's side has said yes, and an agreement may stand behind it
LIVE = UNANSWERED | PROMISED
_OVER = frozenset({_S.DECLINED, _S.WITHDRAWN, _S.CLOSED})

# What may follow what: the one table that services.thread walks.
NEXT = {
    _S.SENT: _OVER | {_S.MEETING, _S.EXPIRED},
    _S.MEETING: _OVER | {_S.ACCEPTED, _S.WAITING},
    _S.WAITING: _OVER | {_S.ACCEPTED},
    _S.ACCEPTED: _OVER | {_S.AGREED},
}


class DeclineReason(TextChoices):
    """Why who offers says no: closed lists, one a kind in ``words``, without any protected trait (``domain.md`` §8)."""

    DATES = "dates", _("Le date non vanno bene")
    BUDGET = "budget", _("Il canone non è sostenibile per la famiglia")
    SIZE = "size", _("Il numero di persone non è adatto alla casa")
    LEASE = "lease", _("Il tipo di contratto non va bene")
    NO_LONGER_FREE = "no_longer_free", _("La casa non è più libera")
    WANTS_GUARANTEE = "wants_guarantee", _("Serve una garanzia che manca")
    THINKING = "thinking", _("Ho cambiato idea sull’affitto")
    OTHER_PROPOSAL = "other_proposal", _("Ho già accettato un’altra proposta")
    HOURS = "hours", _("Gli orari non coincidono")
    SKILLS = "skills", _("Manca una capacità che il lavoro richiede")
    LEVEL = "level", _("Il livello di italiano non è quello richiesto nell’annuncio")
    LICENCE = "licence", _("Manca una patente o un attestato richiesto")
    NOT_MET = "not_met", _("All’appuntamento non è venuto nessuno")
    JOB_TAKEN = "job_taken", _("Il posto di lavoro è già coperto")
    JOB_OFF = "job_off", _("L’assunzione non si fa più")
    SCHOOLING = "schooling", _("Manca il titolo di studio richiesto")
    SEATS_GONE = "seats_gone", _("I posti del corso sono finiti")
    COURSE_OFF = "course_off", _("L’edizione non parte")


class WithdrawReason(TextChoices):
    """Why a body takes its proposal back. Says nothing about the people; each kind has its own of them in ``words``."""

    OTHER_HOME = "other_home", _("La famiglia ha trovato un’altra casa")
    OTHER_JOB = "other_job", _("La persona ha trovato un altro lavoro")
    OTHER_COURSE = "other_course", _("La persona segue un altro corso")
    NOT_SUITABLE = "not_suitable", _("Dopo la visita la casa non è adatta")
    JOB_UNFIT = "job_unfit", _("Dopo l’incontro il lavoro non è adatto")
    COURSE_UNFIT = "course_unfit", _("Dopo l’incontro il corso non è adatto")
    PLANS_CHANGED = "plans_changed", _("I tempi o i progetti della famiglia sono cambiati")
    PLAN_CHANGED = "plan_changed", _("I tempi o i progetti della persona sono cambiati")
    NO_ANSWER = "no_answer", _("Dall’altra parte non arriva risposta")
    MISTAKE = "mistake", _("Inviata per errore")


class Side(TextChoices):
    OFFERER = "offerer", _("Chi offre")
    OPERATOR = "operator", _("Ente")
    SYSTEM = "system", _("Portale")

    @property
    def other(self) -> "Side":
        """The opposite side of the two that talk."""
        return Side.OPERATOR if self == Side.OFFERER else Side.OFFERER


class Step(TextChoices):
    """What a line of the thread records; ``words`` says it in the words of a kind or of a meeting."""

    SENT = "sent", _("Proposta inviata")
    REMINDER = "reminder", _("Promemoria inviato a chi deve rispondere")
    MEETING = "meeting", _("Incontro accettato")
    WAITING = "waiting", _("Proposta accettata: in lista d’attesa")
    MOVED_UP = "moved_up", _("Si è liberato un posto")
    ACCEPTED = "accepted", _("Proposta accettata")
    DECLINED = "declined", _("Proposta rifiutata")
    EXPIRED = "expired", _("Proposta scaduta senza risposta")
    WITHDRAWN = "withdrawn", _("Proposta ritirata dall’ente")
    CLOSED = "closed", _("Proposta chiusa: non è più disponibile")
    AGREED = "agreed", _("Accordo firmato")
    MESSAGE = "message", _("Messaggio")
    SLOTS = "slots", _("Orari proposti")
    VISIT = "visit", _("Appuntamento fissato")
    VISIT_CANCELLED = "visit_off", _("Appuntamento annullato")


class Meeting(TextChoices):
    """What the two sides meet for (``VisitSlot.purpose``)."""

    VISIT = "visit", _("Visita")
    INTERVIEW = "interview", _("Colloquio")
    TRIAL = "trial", _("Giornata di prova")
    ORIENTATION = "orientation", _("Colloquio di orientamento")
