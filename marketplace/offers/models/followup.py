from django.conf import settings
from django.db import models
from django.db.models import Q

from .agreement import Agreement


class FollowUp(models.Model):
    """The look back (esito) some months after an agreement began: what has become of it.

    ``month`` counts from the beginning; ``outcome`` is a code of the kind's closed list. ``data`` holds what an outcome
    has of its own, for a conversion ``{"contract_form", "since"}``. ``note`` names nobody: it is screened.
    """

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="followups")
    month = models.PositiveSmallIntegerField()
    due_on = models.DateField()
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    outcome = models.CharField(max_length=20, blank=True)
    data = models.JSONField(default=dict, blank=True)
    note = models.TextField(max_length=500, blank=True)
    reminded_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["month"]
        indexes = [models.Index(fields=["due_on"], name="followup_open", condition=Q(done_at=None))]
        constraints = [
            models.UniqueConstraint(fields=["agreement", "month"], name="followup_once"),
            models.CheckConstraint(
                condition=Q(done_at=None, outcome="") | (Q(done_at__isnull=False) & ~Q(outcome="")),
                name="followup_done_with_outcome",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.agreement_id} +{self.month}"
