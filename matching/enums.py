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
    ACCEPTED = "accepted", _("Accettata")
    DECLINED = "declined", _("Rifiutata")
    EXPIRED = "expired", _("Scaduta")
    WITHDRAWN = "withdrawn", _("Ritirata dall'operatore")
    CLOSED = "closed", _("Chiusa: casa assegnata ad altri")
    AGREED = "agreed", _("Accordo firmato")


LIVE = frozenset({ProposalState.SENT, ProposalState.MEETING, ProposalState.ACCEPTED})


class DeclineReason(TextChoices):
    """Closed list without any protected trait (``domain.md`` §8)."""

    DATES = "dates", _("Le date non vanno bene")
    BUDGET = "budget", _("Il canone non è sostenibile per la famiglia")
    SIZE = "size", _("Il numero di persone non è adatto alla casa")
    LEASE = "lease", _("Il tipo di contratto non va bene")
    NO_LONGER_FREE = "no_longer_free", _("La casa non è più libera")
    OTHER_PROPOSAL = "other_proposal", _("Ho già accettato un'altra proposta")
    WANTS_GUARANTEE = "wants_guarantee", _("Serve una garanzia che manca")
    THINKING = "thinking", _("Ho cambiato idea sull'affitto")


class Side(TextChoices):
    OFFERER = "offerer", _("Chi offre")
    OPERATOR = "operator", _("Ente")
    SYSTEM = "system", _("Portale")
