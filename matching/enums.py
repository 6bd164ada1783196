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
    ACCEPTED = "accepted", _("Accettata, in attesa della firma")
    DECLINED = "declined", _("Rifiutata")
    EXPIRED = "expired", _("Scaduta")
    WITHDRAWN = "withdrawn", _("Ritirata dall’ente")
    CLOSED = "closed", _("Chiusa: la casa non è più disponibile")
    AGREED = "agreed", _("Accordo firmato")


LIVE = frozenset({ProposalState.SENT, ProposalState.MEETING, ProposalState.ACCEPTED})

# What may follow what: the one table that services.proposals walks.
NEXT = {
    ProposalState.SENT: frozenset(
        {
            ProposalState.MEETING,
            ProposalState.DECLINED,
            ProposalState.EXPIRED,
            ProposalState.WITHDRAWN,
            ProposalState.CLOSED,
        }
    ),
    ProposalState.MEETING: frozenset(
        {ProposalState.ACCEPTED, ProposalState.DECLINED, ProposalState.WITHDRAWN, ProposalState.CLOSED}
    ),
    ProposalState.ACCEPTED: frozenset({ProposalState.AGREED, ProposalState.DECLINED, ProposalState.WITHDRAWN}),
}


class DeclineReason(TextChoices):
    """Why an owner says no. A closed list without any protected trait (``domain.md`` §8)."""

    DATES = "dates", _("Le date non vanno bene")
    BUDGET = "budget", _("Il canone non è sostenibile per la famiglia")
    SIZE = "size", _("Il numero di persone non è adatto alla casa")
    LEASE = "lease", _("Il tipo di contratto non va bene")
    NO_LONGER_FREE = "no_longer_free", _("La casa non è più libera")
    OTHER_PROPOSAL = "other_proposal", _("Ho già accettato un’altra proposta")
    WANTS_GUARANTEE = "wants_guarantee", _("Serve una garanzia che manca")
    THINKING = "thinking", _("Ho cambiato idea sull’affitto")


class WithdrawReason(TextChoices):
    """Why a body takes its proposal back. Says nothing about the household."""

    OTHER_HOME = "other_home", _("La famiglia ha trovato un’altra casa")
    NOT_SUITABLE = "not_suitable", _("Dopo la visita la casa non è adatta")
    PLANS_CHANGED = "plans_changed", _("I tempi o i progetti della famiglia sono cambiati")
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
    """What a line of the thread records; the label is its sentence in the timeline."""

    SENT = "sent", _("Proposta inviata")
    REMINDER = "reminder", _("Promemoria inviato a chi deve rispondere")
    MEETING = "meeting", _("Incontro accettato")
    ACCEPTED = "accepted", _("Proposta accettata: la casa è prenotata")
    DECLINED = "declined", _("Proposta rifiutata")
    EXPIRED = "expired", _("Proposta scaduta senza risposta")
    WITHDRAWN = "withdrawn", _("Proposta ritirata dall’ente")
    CLOSED = "closed", _("Proposta chiusa: la casa non è più disponibile")
    AGREED = "agreed", _("Accordo firmato")
    MESSAGE = "message", _("Messaggio")
    SLOTS = "slots", _("Orari proposti per la visita")
    VISIT = "visit", _("Visita fissata")
    VISIT_CANCELLED = "visit_off", _("Visita annullata")
