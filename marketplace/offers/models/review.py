from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from .offer import Offer


class ReviewOutcome(models.TextChoices):
    OPEN = "open", _("In corso")
    CHANGES = "changes", _("Modifiche richieste")
    APPROVED = "approved", _("Approvata")
    REJECTED = "rejected", _("Respinta")


class Review(models.Model):
    """One look of a reviewer at a submitted offer: what was seen, ticked and said.

    ``snapshot`` keeps the public fields as they were at this look (label → printed value), so that the
    next look can show what changed since.
    """

    offer = models.ForeignKey(Offer, on_delete=models.CASCADE, related_name="reviews")
    reviewer = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    started_at = models.DateTimeField(auto_now_add=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(max_length=10, choices=ReviewOutcome, default=ReviewOutcome.OPEN)
    checklist = models.JSONField(default=dict, help_text="Item of the kind's checklist → true.")
    snapshot = models.JSONField(default=dict)
    message = models.TextField(_("messaggio a chi ha pubblicato"), blank=True)
    reason = models.CharField(max_length=40, blank=True)

    class Meta:
        ordering = ["-started_at"]

    def __str__(self) -> str:
        return f"{self.offer_id} {self.outcome}"
