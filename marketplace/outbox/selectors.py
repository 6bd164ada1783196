"""Reads: which events wait, which have been given up, and how far behind we are."""

from datetime import timedelta

from django.db.models import Min, QuerySet

from marketplace.core.clock import now

from .models import Event

TOLERATED_LAG = timedelta(seconds=60)


def unfinished() -> QuerySet[Event]:
    """Events that are neither delivered nor given up, due or not."""
    return Event.objects.filter(processed_at=None, dead_at=None)


def waiting() -> QuerySet[Event]:
    """Events that may be delivered now, the longest due first."""
    return unfinished().filter(due_at__lte=now()).order_by("due_at", "id")


def dead() -> QuerySet[Event]:
    """Events given up after their last attempt, the newest first."""
    return Event.objects.filter(dead_at__isnull=False).order_by("-dead_at", "-id")


def retrying() -> QuerySet[Event]:
    """Events that have failed and will be tried again."""
    return unfinished().exclude(error="").order_by("due_at", "id")


def lag_problem() -> str | None:
    """For ``/readyz``: one sentence when the relay does not keep up or an event was given up, else ``None``."""
    oldest = waiting().aggregate(at=Min("due_at"))["at"]
    if oldest and now() - oldest > TOLERATED_LAG:
        return f"The oldest event has been waiting for {(now() - oldest).total_seconds():.0f} s: is the worker running?"
    given_up = dead().count()
    return f"{given_up} events were given up: see /sistema/eventi/." if given_up else None
