from django.conf import settings
from django.contrib.gis.db import models
from django.contrib.postgres.fields import ArrayField
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from housing.enums import LeaseType
from marketplace.core.ids import public_id
from marketplace.offers.models import Agreement, Offer
from marketplace.organisations.models import Body
from marketplace.places.models import SRID

from .enums import DeclineReason, NeedState, ProposalState, Side


class Need(models.Model):
    """A household's need (bisogno), by case code only; visible to its own body only.

    Holds no name, nationality, religion, sex, health, permit or story: what the search needs and no more
    (``domain.md`` §5). Budget in whole euros a month, fees included.
    """

    public_id = models.CharField(max_length=12, unique=True, default=public_id, editable=False)
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="needs")
    case_code = models.CharField(_("codice del caso"), max_length=20)
    operator = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="needs")
    state = models.CharField(max_length=8, choices=NeedState, default=NeedState.OPEN)
    version = models.PositiveIntegerField(default=1)
    adults = models.PositiveSmallIntegerField(_("adulti"), default=1)
    children_ages = ArrayField(models.PositiveSmallIntegerField(), default=list, blank=True)
    budget_max = models.PositiveIntegerField(_("spesa massima al mese, spese comprese"))
    comuni = ArrayField(models.CharField(max_length=6), default=list, blank=True, help_text="ISTAT codes.")
    municipi = ArrayField(models.PositiveSmallIntegerField(), default=list, blank=True)
    nils = ArrayField(models.PositiveSmallIntegerField(), default=list, blank=True)
    move_in_from = models.DateField(_("da quando serve"))
    move_in_to = models.DateField(_("al più tardi"), null=True, blank=True)
    months = models.PositiveSmallIntegerField(_("per quanti mesi"), null=True, blank=True)
    step_free = models.BooleanField(_("serve una casa senza scale"), default=False)
    lease_types = ArrayField(models.CharField(max_length=14, choices=LeaseType), default=list, blank=True)
    daily_place = models.CharField(_("luogo di lavoro o di scuola"), max_length=160, blank=True)
    daily_point = models.PointField(srid=SRID, null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    is_demo = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["body", "case_code"], name="need_case_once",
                violation_error_message=_("Questo codice del caso esiste già nel tuo ente."),
            ),
            models.CheckConstraint(condition=Q(adults__gte=1), name="need_has_an_adult"),
        ]
        indexes = [models.Index(fields=["body", "state", "-created_at"], name="need_of_body")]

    def __str__(self) -> str:
        return self.case_code

    @property
    def size(self) -> int:
        """Persons in the household."""
        return self.adults + len(self.children_ages)


class Proposal(models.Model):
    """An operator proposes a need to an offer. ``profile`` is what the owner was shown, frozen.

    At most one live proposal for a need and an offer; at most one accepted proposal an offer.
    """

    public_id = models.CharField(max_length=12, unique=True, default=public_id, editable=False)
    need = models.ForeignKey(Need, on_delete=models.PROTECT, related_name="proposals")
    offer = models.ForeignKey(Offer, on_delete=models.PROTECT, related_name="proposals")
    operator = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=9, choices=ProposalState, default=ProposalState.SENT)
    profile = models.JSONField(default=dict)
    reasons = models.JSONField(default=list, help_text="Why it fits, as computed when it was sent.")
    note = models.TextField(_("messaggio"), max_length=1000, blank=True)
    sent_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    reminded_at = models.DateTimeField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    decline_reason = models.CharField(max_length=16, choices=DeclineReason, blank=True)
    agreement = models.OneToOneField(
        Agreement, null=True, blank=True, on_delete=models.PROTECT, related_name="proposal"
    )
    is_demo = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["need", "offer"], condition=Q(state__in=["sent", "meeting", "accepted"]), name="proposal_once",
                violation_error_message=_("C'è già una proposta aperta per questa casa."),
            ),
            models.UniqueConstraint(
                fields=["offer"], condition=Q(state__in=["accepted"]), name="proposal_one_accepted",
                violation_error_message=_("Un'altra proposta per questa casa è già stata accettata."),
            ),
        ]
        indexes = [models.Index(fields=["state", "expires_at"], name="proposal_waiting")]

    def __str__(self) -> str:
        return f"{self.need_id} → {self.offer_id}"


class ThreadEntry(models.Model):
    """A line of the proposal's timeline: a message of one side, or an event of the portal."""

    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="entries")
    side = models.CharField(max_length=8, choices=Side)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    kind = models.CharField(max_length=20, default="message")
    text = models.TextField(max_length=2000, blank=True)
    data = models.JSONField(default=dict)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["at", "id"]

    def __str__(self) -> str:
        return f"{self.kind} {self.at:%Y-%m-%d}"


class VisitSlot(models.Model):
    """A time proposed for a visit of the flat; one is chosen by the other side."""

    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="slots")
    side = models.CharField(max_length=8, choices=Side)
    start = models.DateTimeField()
    minutes = models.PositiveSmallIntegerField(default=30)
    chosen_at = models.DateTimeField(null=True, blank=True)
    cancelled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["start"]
        constraints = [
            models.UniqueConstraint(fields=["proposal", "start"], name="slot_once"),
            models.UniqueConstraint(
                fields=["proposal"], condition=Q(chosen_at__isnull=False, cancelled_at=None), name="slot_one_chosen"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.start:%Y-%m-%d %H:%M}"
