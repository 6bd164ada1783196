"""Reminders of the duties after an agreement: once before the term, once when it has passed."""

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from marketplace.core.clock import now
from marketplace.outbox import services as outbox
from marketplace.rulebook.selectors import figure

from ..enums import IN_FORCE
from ..models import Deadline
from .market import CHUNK


def remind_due() -> int:
    """Emit ``agreement.deadline`` for each duty whose term is near or has passed; returns how many.

    The 48 hours of the notice are always near: its reminder goes out with the handover.
    """
    near = now() + timedelta(days=figure("agreement.remind_days").value)
    open_ones = Deadline.objects.filter(done_at=None, agreement__state__in=IN_FORCE)
    before = open_ones.filter(reminded_at=None, overdue_at=None, due_at__lte=near, due_at__gt=now())
    after = open_ones.filter(overdue_at=None, due_at__lte=now())
    return _mark_all(before, "reminded_at") + _mark_all(after, "overdue_at")


def _mark_all(due: QuerySet[Deadline], column: str) -> int:
    marked = 0
    while chunk := _mark(due, column):
        marked += chunk
    return marked


@transaction.atomic
def _mark(due: Any, column: str) -> int:
    rows = due.order_by("pk").select_for_update(skip_locked=True, of=("self",))
    ids = list(rows.values_list("pk", flat=True)[:CHUNK])
    Deadline.objects.filter(pk__in=ids).update(**{column: now()})
    for pk in ids:
        outbox.emit("agreement.deadline", pk)
    return len(ids)
