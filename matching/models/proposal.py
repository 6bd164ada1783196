from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from marketplace.core.clock import now
from marketplace.core.ids import public_id
from marketplace.offers.models import Agreement, Offer, SeatPool

from ..enums import LIVE, DeclineReason, Meeting, ProposalState, Side, Step, WithdrawReason
from ..words import Words, words_of
from .need import Need


class Proposal(models.Model):
    """An operator proposes a need to an offer. ``profile`` is what the owner was shown, frozen.

    At most one live proposal for a need and an offer. ``exclusive`` copies what the kind says: of an exclusive offer at
    most one proposal is accepted, of another the ``pool`` says how many. ``consent_at``: when the operator confirmed
    that the person knows of it and agrees; None on those of before this was asked.
    Owners' pages read this row and never the need behind it.
    """

    public_id = models.CharField(max_length=12, unique=True, default=public_id, editable=False)
    need = models.ForeignKey(Need, on_delete=models.PROTECT, related_name="proposals")
    offer = models.ForeignKey(Offer, on_delete=models.PROTECT, related_name="proposals")
    pool = models.ForeignKey(SeatPool, null=True, blank=True, on_delete=models.PROTECT, related_name="proposals")
    exclusive = models.BooleanField(default=True)
    operator = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    consent_at = models.DateTimeField(null=True, blank=True)
    state = models.CharField(max_length=9, choices=ProposalState, default=ProposalState.SENT)
    profile = models.JSONField(default=dict, help_text="See disclosure.profiles.")
    reasons = models.JSONField(default=list, help_text="Why it fits, as computed when it was sent; for the body only.")
    note = models.TextField(_("messaggio"), max_length=1000, blank=True)
    sent_at = models.DateTimeField(default=now)
    expires_at = models.DateTimeField()
    moved_at = models.DateTimeField(
        default=now, help_text="The last step of either side; the portal's own do not count."
    )
    reminded_at = models.DateTimeField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    decline_reason = models.CharField(max_length=16, choices=DeclineReason, blank=True)
    withdraw_reason = models.CharField(max_length=16, choices=WithdrawReason, blank=True)
    agreement = models.OneToOneField(
        Agreement, null=True, blank=True, on_delete=models.PROTECT, related_name="proposal"
    )
    is_demo = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["need", "offer"],
                condition=Q(state__in=["sent", "meeting", "waiting", "accepted"]),
                name="proposal_once",
                violation_error_message=_("C’è già una proposta aperta per questa offerta."),
            ),
            models.UniqueConstraint(
                fields=["offer"],
                condition=Q(state="accepted", exclusive=True),
                name="proposal_one_accepted",
                violation_error_message=_("Un’altra proposta per questa offerta è già stata accettata."),
            ),
            models.CheckConstraint(
                condition=Q(exclusive=True, pool=None) | Q(exclusive=False, pool__isnull=False),
                name="proposal_whole_or_seat",
            ),
        ]
        indexes = [models.Index(fields=["state", "expires_at"], name="proposal_waiting")]

    def __str__(self) -> str:
        return self.public_id

    def get_absolute_url(self) -> str:
        return reverse("proposal", args=[self.public_id])

    @property
    def is_live(self) -> bool:
        return self.state in LIVE

    @property
    def words(self) -> Words:
        """How this is said of its kind of offer."""
        return words_of(self.offer.kind)

    @property
    def case_code(self) -> str:
        """The code that the owner was shown."""
        return self.profile.get("case_code", "")


class ThreadEntry(models.Model):
    """A line of the proposal's timeline: a message of one side, or a step of the portal."""

    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="entries")
    side = models.CharField(max_length=8, choices=Side)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    kind = models.CharField(max_length=20, choices=Step, default=Step.MESSAGE)
    text = models.TextField(max_length=2000, blank=True)
    data = models.JSONField(default=dict)
    at = models.DateTimeField(default=now)

    class Meta:
        ordering = ["at", "id"]
        indexes = [models.Index(fields=["proposal", "at"], name="thread_of_proposal")]

    def __str__(self) -> str:
        return f"{self.kind} {self.at:%Y-%m-%d}"


class VisitSlot(models.Model):
    """A time proposed to meet: a visit of the flat, an interview, a trial day; one is chosen by the other side."""

    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="slots")
    side = models.CharField(max_length=8, choices=Side, help_text="Who proposed it.")
    purpose = models.CharField(max_length=11, choices=Meeting, default=Meeting.VISIT)
    start = models.DateTimeField()
    minutes = models.PositiveSmallIntegerField(default=30)
    chosen_at = models.DateTimeField(null=True, blank=True)
    cancelled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["start"]
        constraints = [
            models.UniqueConstraint(fields=["proposal", "start"], condition=Q(cancelled_at=None), name="slot_once"),
            models.UniqueConstraint(
                fields=["proposal"], condition=Q(chosen_at__isnull=False, cancelled_at=None), name="slot_one_chosen"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.start:%Y-%m-%d %H:%M}"

    @property
    def end(self):
        return self.start + timedelta(minutes=self.minutes)
