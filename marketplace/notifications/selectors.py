"""Reads: a person's own messages, and those that the worker has to look at."""

from typing import Any

from django.conf import settings
from django.db.models import Q, QuerySet
from django.db.models.functions import Left

from marketplace.core.clock import now

from .models import Message, MessageState

BEGINNING = 200


def messages_of(user: Any) -> QuerySet[Message]:
    """What the portal has written to this person, the newest first; for lists, so only how each begins."""
    return _to_list().filter(user=user)


def everybody_may_read() -> bool:
    """On a private machine that sends no mail, who tries the portal must get at the verification message."""
    return settings.DEMO and not settings.EMAIL_CONFIGURED


def recent_messages() -> QuerySet[Message]:
    """Everybody's messages, the newest first: for a private machine without mail only."""
    return _to_list()


def _to_list() -> QuerySet[Message]:
    return Message.objects.defer("text", "html", "attachments").annotate(beginning=Left("text", BEGINNING))


def due() -> QuerySet[Message]:
    """Messages to send now, and those in flight for so long that their process must have died."""
    return Message.objects.filter(Q(state=MessageState.QUEUED) | Q(state=MessageState.IN_FLIGHT), due_at__lte=now())
