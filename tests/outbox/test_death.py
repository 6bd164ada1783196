"""No event is lost because a process died, at whichever step."""

import os
import signal
import subprocess
import sys
from datetime import timedelta

import pytest
from django.db import connection, transaction

from marketplace.core import clock
from marketplace.outbox import services
from marketplace.outbox.consumers import consumes
from marketplace.outbox.models import MAX_ATTEMPTS, Event, backoff
from tests.outbox.relay_process import TOPIC, leave_effect
from tests.support.database import ROOT


def run_relay(step: str) -> int:
    """Run a relay in a process of its own; return how it ended (minus the signal's number)."""
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "tests.settings"}
    command = [sys.executable, "-m", "tests.outbox.relay_process", step]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=60)
    assert done.returncode in (0, -signal.SIGKILL), done.stderr
    return done.returncode


def effects_of(object_id: int) -> int:
    with connection.cursor() as cursor:
        cursor.execute("select count(*) from effect where object_id = %s", [object_id])
        return cursor.fetchone()[0]


def wait_until_nobody_holds(event: Event) -> None:
    """PostgreSQL ends a dead client's transaction as soon as it sees the closed socket."""
    with transaction.atomic():
        Event.objects.select_for_update().get(pk=event.pk)


@pytest.mark.parametrize("step", ["claimed", "in_consumer", "after_consumer"])
def test_killed_relay_loses_nothing_and_doubles_nothing(step: str, effects: None, registry: None) -> None:
    with transaction.atomic():
        event = services.emit(TOPIC, 7)

    assert run_relay(step) == -signal.SIGKILL

    wait_until_nobody_holds(event)
    event.refresh_from_db()
    assert (event.processed_at, event.attempts, effects_of(7)) == (None, 1, 0)

    consumes(TOPIC)(leave_effect)
    assert services.relay_batch() == 0  # rests for the time that its attempt was given
    with clock.frozen(clock.now() + backoff(1) + timedelta(seconds=1)):
        assert services.relay_batch() == 1
    event.refresh_from_db()
    assert event.processed_at
    assert effects_of(7) == 1


def test_killed_after_the_commit_the_event_does_not_come_again(effects: None, registry: None) -> None:
    with transaction.atomic():
        event = services.emit(TOPIC, 7)
    assert run_relay("unharmed") == 0
    consumes(TOPIC)(leave_effect)
    with clock.frozen(clock.now() + timedelta(days=1)):
        assert services.relay_batch() == 0
    event.refresh_from_db()
    assert event.processed_at
    assert effects_of(7) == 1


def test_event_that_kills_every_relay_ends_among_the_dead(effects: None, registry: None) -> None:
    """It must not hold up the others for ever: attempts count before the consumers run."""
    with transaction.atomic():
        poison, other = services.emit(TOPIC, 7), services.emit("test.other", 8)
    Event.objects.filter(pk=poison.pk).update(attempts=MAX_ATTEMPTS - 1)
    assert run_relay("in_consumer") == -signal.SIGKILL
    wait_until_nobody_holds(poison)

    with clock.frozen(clock.now() + timedelta(days=1)):
        services.relay_batch()
    poison.refresh_from_db()
    other.refresh_from_db()
    assert poison.dead_at
    assert "died" in poison.error
    assert other.processed_at


def test_event_that_kills_takes_no_other_with_it(effects: None, registry: None) -> None:
    """Delivered together they die together once; then each comes alone."""
    with transaction.atomic():
        _before, poison, _after = (services.emit(TOPIC, number) for number in (6, 7, 8))
    assert run_relay("in_one_of_many") == -signal.SIGKILL
    wait_until_nobody_holds(poison)
    assert [effects_of(number) for number in (6, 7, 8)] == [0, 0, 0]
    Event.objects.update(due_at=clock.now())
    assert run_relay("in_one_of_many") == -signal.SIGKILL
    wait_until_nobody_holds(poison)
    assert run_relay("in_one_of_many") == 0

    assert [effects_of(number) for number in (6, 7, 8)] == [1, 0, 1]
    assert list(Event.objects.filter(processed_at=None)) == [poison]
