"""Writing events, and delivering them after the commit.

Delivery takes two transactions. The first claims an event: it counts the attempt and sets the time of the next one. The
second locks it, runs the consumers and marks it processed. Whoever dies in between, even killed by a consumer, leaves
an event that falls due again by itself; one that kills every relay ends among the dead and does not stop the queue.

Events of one topic are claimed and delivered together at their first attempt, where their consumers like it so: a burst
of changes costs a few statements. After that each goes alone, so that one that kills takes no other with it.
"""

from datetime import timedelta
from typing import Any

import structlog
from django.core.cache import cache
from django.db import connection, transaction
from django.utils.translation import gettext_lazy as _
from kombu.exceptions import OperationalError

from marketplace.audit import services as audit
from marketplace.core.clock import now
from marketplace.core.errors import WrongState
from marketplace.core.locks import lock

from .consumers import Consumer, consumers_of
from .models import MAX_ATTEMPTS, Event, backoff
from .selectors import unfinished, waiting

log = structlog.get_logger(__name__)
KEPT_AFTER_DELIVERY = timedelta(days=30)
WOKEN = "outbox.relay.woken"
WOKEN_SECONDS = 5  # after which a wake is taken for lost
TURN = 50  # events, and the most that are delivered together


def emit(topic: str, object_id: int) -> Event:
    """Record that something happened, in the caller's transaction. Raises ``RuntimeError`` outside one."""
    if not connection.in_atomic_block:
        raise RuntimeError("An event outside a transaction may be lost: emit inside atomic().")
    if not any(function is _wake_relay for _sids, function, _robust in connection.run_on_commit):
        transaction.on_commit(_wake_relay, robust=True)
    return Event.objects.create(topic=topic, object_id=object_id)


def wake(task: Any, *args: Any) -> None:
    """Queue a task if the broker answers at once. Without one nothing is lost: beat looks at the same rows."""
    try:
        task.apply_async(args, retry=False)
    except OperationalError as error:
        log.warning("broker_away", task=task.name, error=str(error))


def _wake_relay() -> None:
    """Queue one relay for all events since the last one began: a queue full of relays would hold up other tasks."""
    from .tasks import relay  # noqa: PLC0415 -- tasks call services

    if cache.add(WOKEN, 1, WOKEN_SECONDS):
        wake(relay)


def relay_some() -> None:
    """A relay's turn: others in the queue wait for a few events only, then it goes on."""
    cache.delete(WOKEN)  # what comes from now on must wake another one
    if relay_batch(TURN) == TURN:
        _wake_relay()


def relay_batch(limit: int = 500) -> int:
    """Deliver up to ``limit`` waiting events, those included that consumers emit; return how many were claimed.

    Any number of relays may run at once: a claimed event is locked or not yet due again, so the others pass it by.
    """
    claimed = 0
    while claimed < limit and (events := _claim(min(limit - claimed, TURN))):
        _deliver(events)
        claimed += len(events)
    return claimed


@transaction.atomic
def _claim(limit: int = 1) -> list[Event]:
    """The event that has waited longest, with others of its topic where it may come together with them."""
    first = waiting().select_for_update(skip_locked=True).first()
    if first is None:
        return []
    if first.attempts >= MAX_ATTEMPTS:  # its last attempt ended without a verdict: the process died
        first.error = first.error or "The relay's process died during each attempt."
        first.dead_at = now()
        first.save(update_fields=["error", "dead_at"])
        return [first]
    events = [first]
    if limit > 1 and first.attempts == 0 and any(consumer.many for consumer in consumers_of(first.topic)):
        alike = waiting().filter(topic=first.topic, attempts=0)
        events = list(alike.select_for_update(skip_locked=True)[:limit])
    attempts = first.attempts + 1
    ids = [event.pk for event in events]
    Event.objects.filter(pk__in=ids).update(attempts=attempts, due_at=now() + backoff(attempts))
    return events


@transaction.atomic
def _deliver(claimed: list[Event]) -> None:
    """Run every consumer of claimed events; mark them processed, or keep what failed for the next attempt.

    It waits for its rows: a relay that looked for work a moment ago may hold them until it has seen that they are ours.
    """
    ids = [event.pk for event in claimed]
    events = list(unfinished().select_for_update().filter(pk__in=ids).order_by("pk"))
    errors: dict[int, list[str]] = {event.pk: [] for event in events}
    for consumer in consumers_of(claimed[0].topic) if events else ():
        for event, error in _consume(consumer, events):
            errors[event.pk].append(error)
    delivered = [pk for pk, found in errors.items() if not found]
    Event.objects.filter(pk__in=delivered).update(error="", processed_at=now())
    for event in events:
        if errors[event.pk]:
            _keep(event, "\n".join(errors[event.pk]))


def _keep(event: Event, error: str) -> None:
    """What failed stays for the next attempt; after the last one it is given up."""
    event.error = error
    if event.attempts >= MAX_ATTEMPTS:
        event.dead_at = now()
        log.error("event_given_up", topic=event.topic, event_id=event.pk)
    event.save(update_fields=["error", "dead_at"])


def _consume(consumer: Consumer, events: list[Event]) -> list[tuple[Event, str]]:
    """Run one consumer in a savepoint, so that its failure undoes nothing of the others; return what went wrong.

    Events that fail together are tried one by one: the fault is one's own.
    """
    together = [events] if consumer.many else [[event] for event in events]
    failed = []
    while together:
        part = together.pop(0)
        try:
            with transaction.atomic():
                consumer([event.object_id for event in part])
                connection.check_constraints()  # deferred ones too: they must fail here, not at our commit
        except Exception as error:
            if len(part) > 1:
                together = [[event] for event in part]
                continue
            log.warning("event_failed", topic=part[0].topic, event_id=part[0].pk, consumer=str(consumer), exc_info=True)
            failed.append((part[0], f"{consumer}: {type(error).__name__}: {error}"))
    return failed


@transaction.atomic
def retry(event: Event, *, actor: Any) -> Event:
    """Deliver an event again that was given up. Raises ``WrongState`` if it no longer rests there."""
    event = lock(Event.objects.all(), pk=event.pk)
    if event.dead_at is None:
        raise WrongState(_("Questo evento non è più fermo: qualcuno l’ha già fatto ripartire."))
    event.attempts, event.dead_at, event.due_at = 0, None, now()
    event.save(update_fields=["attempts", "dead_at", "due_at"])
    audit.log("event.retried", actor=actor, obj=event, topic=event.topic)
    transaction.on_commit(_wake_relay, robust=True)
    return event


def clean() -> int:
    """Remove events delivered more than 30 days ago; return how many."""
    return Event.objects.filter(processed_at__lt=now() - KEPT_AFTER_DELIVERY).delete()[0]
