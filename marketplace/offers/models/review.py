from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from marketplace.core import clock

from .offer import Offer


class ReviewOutcome(models.TextChoices):
    OPEN = "open", _("In corso")
    CHANGES = "changes", _("Modifiche richieste")
    APPROVED = "approved", _("Approvata")
    REJECTED = "rejected", _("Respinta")
    DROPPED = "dropped", _("Lasciata senza esito")


WITH_OUTCOME = frozenset({ReviewOutcome.CHANGES, ReviewOutcome.APPROVED, ReviewOutcome.REJECTED})


class Review(models.Model):
    """One look of a reviewer at a submitted offer: what was seen, ticked and said.

    ``snapshot`` keeps the printed fields as they were at this look, ``[[label, value], …]`` in Italian and in
    order, so that the next look can show what changed since. An offer has one open review at most.
    """

    offer = models.ForeignKey(Offer, on_delete=models.CASCADE, related_name="reviews")
    reviewer = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    started_at = models.DateTimeField(default=clock.now)
    closed_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(max_length=10, choices=ReviewOutcome, default=ReviewOutcome.OPEN)
    checklist = models.JSONField(default=dict, help_text="Item of the kind's checklist → true.")
    version = models.PositiveIntegerField(default=1, help_text="The offer's version that was looked at.")
    snapshot = models.JSONField(default=list)
    message = models.TextField(_("messaggio a chi ha pubblicato"), blank=True)
    reason = models.CharField(max_length=40, blank=True)

    class Meta:
        ordering = ["-started_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["offer"],
                condition=Q(outcome="open"),
                name="review_one_open",
                violation_error_message=_("Qualcun altro sta già controllando questa offerta."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.offer_id} {self.outcome}"
