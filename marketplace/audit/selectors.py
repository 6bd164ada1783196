"""Reads of the audit trail."""

from django.db.models import QuerySet

from .models import Entry


def entries() -> QuerySet[Entry]:
    """The whole trail, the newest first."""
    return Entry.objects.order_by("-at", "-pk")
