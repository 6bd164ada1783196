import threading
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.db.models import QuerySet

from marketplace.celery import app
from marketplace.core import clock
from marketplace.core.errors import WrongState
from marketplace.organisations.models import Membership
from marketplace.outbox import services
from marketplace.outbox.consumers import consumes
from marketplace.outbox.models import MAX_ATTEMPTS, Event, backoff
from marketplace.outbox.selectors import lag_problem, unfinished
from tests.factories import UserFactory


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("locked", [True, False], ids=["as it is", "control: without the row lock"])
def test_two_relays_share_the_work(locked: bool, registry: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Both read before either writes, and both consume at the same time; only the lock keeps them apart."""
    consumed: list[int] = []
    both_have_read, both_consume = threading.Barrier(2, timeout=20), threading.Barrier(2, timeout=20)

    @consumes("test.shared")
    def consumer(object_id: int) -> None:
        consumed.append(object_id)
        both_consume.wait()

    def waiting_backoff(attempts: int) -> timedelta:
        both_have_read.wait()
        return backoff(attempts)

    with transaction.atomic():
        for number in (1, 2):
            services.emit("test.shared", number)
    monkeypatch.setattr(services, "backoff", waiting_backoff)
    if not locked:
        monkeypatch.setattr(QuerySet, "select_for_update", lambda self, **options: self)

    in_threads(lambda: services.relay_batch(limit=1), times=2)

    assert sorted(consumed) == ([1, 2] if locked else [1, 1])


def in_threads(function: Callable[[], object], *, times: int) -> None:
    def run() -> None:
        try:
            function()
        finally:
            connection.close()

    threads = [threading.Thread(target=run) for _ in range(times)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


@pytest.mark.django_db
def test_emit_outside_a_transaction_is_refused(transactional_db: None) -> None:
    with pytest.raises(RuntimeError, match="inside atomic"):
        services.emit("test.lost", 1)


@pytest.mark.django_db
def test_consumers_run_once_and_events_they_emit_follow(registry: None) -> None:
    seen: list[tuple[str, int]] = []

    @consumes("test.first")
    def first(object_id: int) -> None:
        seen.append(("first", object_id))
        services.emit("test.second", object_id + 1)

    @consumes("test.second")
    def second(object_id: int) -> None:
        seen.append(("second", object_id))

    services.emit("test.first", 1)
    assert services.relay_batch() == 2
    assert seen == [("first", 1), ("second", 2)]
    assert services.relay_batch() == 0


@pytest.mark.django_db
def test_failure_of_one_consumer_spares_the_others_and_is_tried_again(registry: None) -> None:
    user, other = UserFactory(), UserFactory()
    broken = [True]

    @consumes("test.half")
    def works(object_id: int) -> None:
        type(user).objects.filter(pk=object_id).update(first_name="Fatto")

    @consumes("test.half")
    def fails(object_id: int) -> None:
        type(user).objects.filter(pk=other.pk).update(first_name="Mai")
        if broken:
            raise ValueError("not yet")

    event = services.emit("test.half", user.pk)
    services.relay_batch()
    user.refresh_from_db()
    other.refresh_from_db()
    event.refresh_from_db()
    assert user.first_name == "Fatto"
    assert other.first_name != "Mai"
    assert event.processed_at is None
    assert "ValueError: not yet" in event.error

    broken.clear()
    with clock.frozen(clock.now() + backoff(1)):
        assert services.relay_batch() == 1
    event.refresh_from_db()
    assert event.processed_at
    assert event.error == ""


@pytest.mark.django_db
def test_events_of_a_topic_come_together_and_a_bad_one_fails_alone(registry: None) -> None:
    calls: list[list[int]] = []

    @consumes("test.many", many=True)
    def several(ids: list[int]) -> None:
        calls.append(ids)
        if 2 in ids:
            raise ValueError("not this one")

    events = [services.emit(topic, number) for number in (1, 2, 3) for topic in ("test.many", "test.other")]
    assert services.relay_batch() == 6
    assert calls == [[1, 2, 3], [1], [2], [3]]
    assert [event.object_id for event in unfinished()] == [2]
    assert "not this one" in Event.objects.get(pk=events[2].pk).error

    services.emit("test.many", 4)
    with clock.frozen(clock.now() + backoff(1)):
        services.relay_batch()
    assert sorted(calls[4:]) == [[2], [4]]  # what has failed once goes alone


@pytest.mark.django_db
def test_constraint_checked_at_commit_fails_the_consumer_not_the_relay(registry: None) -> None:
    @consumes("test.deferred")
    def breaks_foreign_key(object_id: int) -> None:
        Membership.objects.create(user_id=object_id, role="landlord", valid_from=clock.today())

    bad, good = services.emit("test.deferred", 10**9), services.emit("test.nobody", 1)
    assert services.relay_batch() == 2
    bad.refresh_from_db()
    good.refresh_from_db()
    assert "IntegrityError" in bad.error
    assert good.processed_at


@pytest.mark.django_db
def test_backoff_then_dead_then_retried(registry: None) -> None:
    working = []

    @consumes("test.stubborn")
    def consumer(object_id: int) -> None:
        if not working:
            raise OSError("the other side is away")

    start = clock.now()
    event = services.emit("test.stubborn", 1)
    for attempt in range(MAX_ATTEMPTS):
        with clock.frozen(start + timedelta(hours=2 * attempt + 2)):
            assert services.relay_batch() == 1
    event.refresh_from_db()
    assert (event.attempts, event.dead_at is None) == (MAX_ATTEMPTS, False)
    assert "given up" in (lag_problem() or "")
    with clock.frozen(start + timedelta(days=9)):
        assert services.relay_batch() == 0

    working.append(True)
    services.retry(event, actor=UserFactory())
    assert services.relay_batch() == 1
    event.refresh_from_db()
    assert event.processed_at
    assert lag_problem() is None
    with pytest.raises(WrongState):
        services.retry(event, actor=UserFactory())


def test_backoff_doubles_up_to_an_hour() -> None:
    assert [backoff(n).total_seconds() for n in (1, 2, 3, 4)] == [10, 20, 40, 80]
    assert backoff(MAX_ATTEMPTS) == timedelta(hours=1)


@pytest.mark.django_db
def test_lag_is_a_problem_after_a_minute() -> None:
    event = services.emit("test.nobody", 1)
    with clock.frozen(event.due_at + timedelta(seconds=59)):
        assert lag_problem() is None
    with clock.frozen(event.due_at + timedelta(seconds=61)):
        assert "61 s" in (lag_problem() or "")


@pytest.mark.django_db
def test_delivered_events_are_removed_after_thirty_days() -> None:
    delivered, waiting = services.emit("test.nobody", 1), services.emit("test.nobody", 2)
    Event.objects.filter(pk=delivered.pk).update(processed_at=clock.now())
    with clock.frozen(clock.now() + timedelta(days=29)):
        assert services.clean() == 0
    with clock.frozen(clock.now() + timedelta(days=31)):
        assert services.clean() == 1
    assert list(Event.objects.values_list("pk", flat=True)) == [waiting.pk]


@pytest.mark.django_db(transaction=True)
def test_dead_broker_does_not_break_the_request(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(app.conf, "broker_url", "redis://127.0.0.1:1/0")
    monkeypatch.setattr(app, "_pool", None)
    monkeypatch.setattr(app.amqp, "_producer_pool", None)
    with transaction.atomic():
        event = services.emit("test.nobody", 1)
    assert Event.objects.filter(pk=event.pk, processed_at=None).exists()


@pytest.mark.django_db
def test_one_wake_up_a_transaction(django_capture_on_commit_callbacks: Callable) -> None:
    with django_capture_on_commit_callbacks() as callbacks, transaction.atomic():
        for number in range(5):
            services.emit("test.nobody", number)
    assert len(callbacks) == 1


def test_worker_relays_right_after_the_commit(celery_worker: object) -> None:
    with transaction.atomic():
        event = services.emit("test.nobody", 1)
    done = threading.Event()
    for _ in range(200):
        event.refresh_from_db()
        if event.processed_at:
            break
        done.wait(0.05)
    assert event.processed_at
