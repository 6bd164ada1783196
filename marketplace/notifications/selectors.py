"""Reads: a person's own messages, and those that the worker has to look at."""

from typing import Any

from django.conf import settings
from django.db.models import Q, QuerySet

from marketplace.core.clock import now

from .models import Message, MessageState


def messages_of(user: Any) -> QuerySet[Message]:
    """What the portal has written to this person, the newest first; without the bodies, for lists."""
    return Message.objects.filter(user=user).defer("text", "html", "attachments")


def everybody_may_read() -> bool:
    """On a private machine that sends no mail, who tries the portal must get at the verification message."""
    return settings.DEMO and not settings.EMAIL_CONFIGURED


def recent_messages() -> QuerySet[Message]:
    """Everybody's messages, the newest first: for a private machine without mail only."""
    return Message.objects.defer("text", "html", "attachments")


def due() -> QuerySet[Message]:
    """Messages to send now, and those in flight for so long that their process must have died."""
    return Message.objects.filter(Q(state=MessageState.QUEUED) | Q(state=MessageState.IN_FLIGHT), due_at__lte=now())
