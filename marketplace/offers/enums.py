from enum import StrEnum

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class OfferState(TextChoices):
    DRAFT = "draft", _("Bozza")
    SUBMITTED = "submitted", _("In revisione")
    CHANGES = "changes", _("Modifiche richieste")
    PUBLISHED = "published", _("Pubblicata")
    RESERVED = "reserved", _("Prenotata")
    TAKEN = "taken", _("Assegnata")
    PAUSED = "paused", _("In pausa")
    WITHDRAWN = "withdrawn", _("Ritirata")
    EXPIRED = "expired", _("Scaduta")
    REJECTED = "rejected", _("Respinta")


FREELY_EDITABLE = frozenset({OfferState.DRAFT, OfferState.CHANGES})
EDITABLE = frozenset({OfferState.DRAFT, OfferState.CHANGES, OfferState.PUBLISHED, OfferState.PAUSED})
FINDABLE = frozenset({OfferState.PUBLISHED})
ON_MARKET = frozenset({OfferState.PUBLISHED, OfferState.RESERVED, OfferState.TAKEN})
OPEN = frozenset(OfferState) - {OfferState.TAKEN, OfferState.WITHDRAWN, OfferState.EXPIRED, OfferState.REJECTED}


class RejectReason(TextChoices):
    """Why the Comune does not publish an offer (a closed list; the note explains the single case)."""

    NOT_ENTITLED = "not_entitled", _("Chi pubblica non risulta avere titolo su quello che offre")
    UNLAWFUL_TERMS = "unlawful_terms", _("Le condizioni non rispettano la legge")
    DISCRIMINATION = "discrimination", _("L’annuncio esclude persone per un motivo vietato dalla legge")
    UNFIT = "unfit", _("Quello che si offre non è adatto a essere proposto")
    DUPLICATE = "duplicate", _("L’annuncio è un doppione")
    NOT_REAL = "not_real", _("L’annuncio non corrisponde a un’offerta vera")
    OUT_OF_SCOPE = "out_of_scope", _("L’offerta non riguarda il portale")


class WithdrawReason(TextChoices):
    """Why an owner takes a flat off the market: figures for the Comune, no trait of any person.

    Each kind has a list of its own in ``Flow.withdraw_reasons``; all have ``LET_ELSEWHERE``, the answer of the link
    "is it still free?".
    """

    LET_ELSEWHERE = "let_elsewhere", _("L’ho già affittata o assegnata per altra via")
    OWN_USE = "own_use", _("La uso io o la mia famiglia")
    SOLD = "sold", _("La vendo o l’ho venduta")
    WORKS = "works", _("Devo fare dei lavori")
    CHANGED_MIND = "changed_mind", _("Ho cambiato idea")
    OTHER = "other", _("Altro motivo")


class PauseReason(TextChoices):
    OWNER = "owner", _("Messa in pausa da chi l’ha pubblicata")
    SILENCE = "silence", _("Nessuna risposta alla richiesta di conferma")
    CHECK_EXPIRED = "check_expired", _("Manca una verifica sull’ente, o non vale più")
    TENANCY_ENDED = "tenancy_ended", _("L’accordo è finito: l’offerta può tornare online")


class EndReason(TextChoices):
    """Why an agreement about a flat ended; the same closed list for both sides. See ``Flow.end_reasons``."""

    TERM = "term", _("È arrivata la fine prevista")
    TENANT_LEFT = "tenant_left", _("Chi abitava è andato via prima")
    AGREED = "agreed", _("Le due parti si sono accordate")
    OWNER_NEEDS = "owner_needs", _("Chi affitta ne ha bisogno (L. 431/1998 art. 3)")
    ARREARS = "arrears", _("Canoni non pagati")
    NOT_SIGNED = "not_signed", _("Non si è arrivati alla firma")
    OTHER = "other", _("Altro motivo")


class AgreementState(TextChoices):
    """The words are those of a tenancy where a kind has no others (``Words.states``)."""

    WAITING = "waiting", _("In lista d’attesa")
    DRAFT = "draft", _("In preparazione")
    SIGNED = "signed", _("Firmato")
    REGISTERED = "registered", _("Registrato")
    HANDED_OVER = "handed_over", _("Consegnata la casa")
    ENDED = "ended", _("Concluso")
    CANCELLED = "cancelled", _("Annullato")


GONE = frozenset({AgreementState.CANCELLED, AgreementState.ENDED})
IN_FORCE = frozenset({AgreementState.SIGNED, AgreementState.REGISTERED, AgreementState.HANDED_OVER})
# Those that hold a seat of their pool; the database counts them by the same list.
HOLDING = IN_FORCE | {AgreementState.DRAFT}


class HomeOutcome(TextChoices):
    """What has become of a household some months after the keys (``FollowUp.outcome``)."""

    STILL_THERE = "still_there", _("Abita ancora lì")
    MOVED_ON = "moved_on_well", _("Ha trovato un’altra casa, ed è andata bene così")
    ENDED_BADLY = "ended_badly", _("L’accordo è finito male")
    UNKNOWN = "unknown", _("Non si sa")


class Family(StrEnum):
    """Tables of the screening; a kind says which of them are read (``Flow.screened``)."""

    TRAITS = "traits"  # choosing people by who they are
    JOB = "job"  # the same, as job ads say it
    EXPLOITATION = "exploitation"  # red flags of unlawful work
