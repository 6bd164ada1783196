from datetime import timedelta

from django.db import models
from django.db.models import Q

from marketplace.core.clock import now

MAX_ATTEMPTS = 10
LONGEST_WAIT = timedelta(hours=1)


def backoff(attempts: int) -> timedelta:
    """How long an event rests after its n-th attempt: 10 s, 20 s, 40 s … at most an hour."""
    return min(timedelta(seconds=10) * 2 ** max(attempts - 1, 0), LONGEST_WAIT)


class Event(models.Model):
    """Something has happened: written in the transaction that made it happen, delivered after it.

    An event carries a topic and an id only; whoever consumes it reads the truth again, so that an
    event that comes twice or late does no harm.
    """

    topic = models.CharField(max_length=60)
    object_id = models.BigIntegerField()
    created_at = models.DateTimeField(default=now)
    processed_at = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    due_at = models.DateTimeField(default=now)
    error = models.TextField(blank=True)
    dead_at = models.DateTimeField(null=True, help_text="Given up: rests until a person retries it.")

    class Meta:
        indexes = [
            models.Index(fields=["due_at", "id"], name="outbox_waiting", condition=Q(processed_at=None, dead_at=None)),
            models.Index(fields=["dead_at"], name="outbox_dead", condition=Q(dead_at__isnull=False)),
            models.Index(fields=["processed_at"], name="outbox_done", condition=Q(processed_at__isnull=False)),
        ]

    def __str__(self) -> str:
        return f"{self.topic} {self.object_id}"
