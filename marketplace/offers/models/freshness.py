from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from marketplace.core import clock

from .offer import Offer


class Answer(models.TextChoices):
    FREE = "free", _("Vale ancora")
    LET = "let", _("Già assegnata per altra via")
    PAUSE = "pause", _("Messa in pausa")
    SILENCE = "silence", _("Nessuna risposta")
    MOOT = "moot", _("Non serve più")


class Confirmation(models.Model):
    """The question "is it still free?", put to an owner by a signed link that works once.

    The row is the link's single use: the signature names it, and an answered row answers no second time.
    An offer has one open question at most.
    """

    offer = models.ForeignKey(Offer, on_delete=models.CASCADE, related_name="confirmations")
    asked_at = models.DateTimeField(default=clock.now)
    expires_at = models.DateTimeField()
    reminded_at = models.DateTimeField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answer = models.CharField(max_length=8, choices=Answer, blank=True)

    class Meta:
        ordering = ["-asked_at"]
        constraints = [
            models.UniqueConstraint(fields=["offer"], condition=Q(answered_at=None), name="confirmation_one_open"),
        ]
        indexes = [
            models.Index(fields=["asked_at"], name="confirmation_waiting", condition=Q(answered_at=None)),
        ]

    def __str__(self) -> str:
        return f"{self.offer_id} {self.asked_at:%Y-%m-%d}"
