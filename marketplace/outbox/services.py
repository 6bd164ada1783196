"""Writing events."""

from django.db import connection

from .models import Event


def emit(topic: str, object_id: int) -> Event:
    """Record that something happened, in the caller's transaction. Raises ``RuntimeError`` outside one."""
    if not connection.in_atomic_block:
        raise RuntimeError("An event outside a transaction may be lost: emit inside atomic().")
    return Event.objects.create(topic=topic, object_id=object_id)
