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


EDITABLE = frozenset({OfferState.DRAFT, OfferState.CHANGES, OfferState.PUBLISHED, OfferState.PAUSED})
FINDABLE = frozenset({OfferState.PUBLISHED})
OPEN = frozenset(OfferState) - {OfferState.TAKEN, OfferState.WITHDRAWN, OfferState.EXPIRED, OfferState.REJECTED}


class AgreementState(TextChoices):
    DRAFT = "draft", _("In preparazione")
    SIGNED = "signed", _("Firmato")
    REGISTERED = "registered", _("Registrato")
    HANDED_OVER = "handed_over", _("Consegnata la casa")
    ENDED = "ended", _("Concluso")
    CANCELLED = "cancelled", _("Annullato")
