"""Reminding once: rows with ``reminded_at``, in chunks, beside other runs that hold rows of their own."""

from django.db import transaction
from django.db.models import QuerySet

from marketplace.core.clock import now
from marketplace.outbox import services as outbox

from .market import CHUNK


def remind(due: QuerySet, topic: str) -> int:
    """Mark the rows of ``due``, which must leave out those reminded, and emit ``topic`` for each; returns how many."""
    reminded = 0
    while chunk := _chunk(due, topic):
        reminded += chunk
    return reminded


@transaction.atomic
def _chunk(due: QuerySet, topic: str) -> int:
    ids = list(due.order_by("pk").select_for_update(skip_locked=True).values_list("pk", flat=True)[:CHUNK])
    due.model._default_manager.filter(pk__in=ids).update(reminded_at=now())
    for pk in ids:
        outbox.emit(topic, pk)
    return len(ids)
