from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from marketplace.core.clock import now

MAX_ATTEMPTS = 8
IN_FLIGHT_AT_MOST = timedelta(minutes=10)
LONGEST_WAIT = timedelta(hours=6)


def backoff(attempts: int) -> timedelta:
    """How long a message waits after its n-th attempt failed: 1 min, 2 min, 4 min … at most six hours."""
    return min(timedelta(minutes=1) * 2 ** max(attempts - 1, 0), LONGEST_WAIT)


class MessageState(models.TextChoices):
    QUEUED = "queued", _("In coda")
    IN_FLIGHT = "in_flight", _("In invio")
    SENT = "sent", _("Inviato")
    KEPT = "kept", _("Da leggere nel portale")
    FAILED = "failed", _("Non consegnato")


class Message(models.Model):
    """An outgoing message with a life of its own; the worker sends it, a person can see what became of it.

    Never carries anything of a beneficiary beyond the case code.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.CASCADE, related_name="portal_messages"
    )
    address = models.EmailField()
    kind = models.CharField(max_length=60)
    language = models.CharField(max_length=5, default="it")
    subject = models.CharField(max_length=200)
    text = models.TextField()
    html = models.TextField(blank=True)
    attachments = models.JSONField(default=list, help_text="[{name, type, text}], small text files such as .ics")
    stop_url = models.URLField(
        max_length=300, blank=True, help_text="Where one POST ends messages like this one (RFC 8058)."
    )
    state = models.CharField(max_length=10, choices=MessageState, default=MessageState.QUEUED)
    created_at = models.DateTimeField(default=now)
    due_at = models.DateTimeField(default=now, help_text="When to send; for one in flight, when it counts as lost.")
    sent_at = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    error = models.TextField(blank=True)
    dedupe_key = models.CharField(max_length=120, blank=True)

    class Meta:
        ordering = ["-created_at", "-id"]
        indexes = [
            models.Index(fields=["due_at"], name="message_waiting", condition=Q(state__in=["queued", "in_flight"])),
            models.Index(fields=["user", "-created_at"], name="message_of_user"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["dedupe_key"], condition=~Q(dedupe_key=""), name="message_once"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.state}"
