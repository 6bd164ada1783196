"""One free seat and two who wait, moved up at the same moment on real connections; and the same without the lock."""

import threading
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import pytest
from django.db import IntegrityError, connections

from jobs.courses.consumers import keep_enrolment
from jobs.courses.services import editions, enrolments
from jobs.enums import EnrolmentState as E
from jobs.models import CourseEdition, Enrolment
from marketplace.core import clock
from marketplace.core.errors import DomainError
from marketplace.offers.models import Agreement
from marketplace.offers.services import seats

from .factories import NOW, edition_of, enrol, plan, published, trainer

pytestmark = pytest.mark.django_db(transaction=True)
BEHIND_A_LOCK, LONG = 0.5, 20  # seconds


def at_once(*acts: Callable[[], object]) -> list[object]:
    """Run each act in a thread with a connection of its own; its result or its exception, in order."""
    results: list[object] = [None] * len(acts)

    def run(place: int) -> None:
        try:
            with clock.frozen(NOW):
                results[place] = acts[place]()
        except (DomainError, IntegrityError) as error:
            results[place] = error
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=[place]) for place in range(len(acts))]
    for one in threads:
        one.start()
    for one in threads:
        one.join(timeout=30)
    return results


@pytest.fixture
def edition() -> CourseEdition:
    """One seat, which its holder has just left; two wait for it."""
    owner = trainer()
    edition = edition_of(published(owner))
    editions.change(edition_id=edition.pk, plan=plan(seats=1), actor=owner)
    holder, *_waiting = [enrol(edition, f"MI-00{n}") for n in range(3)]
    Agreement.objects.filter(pk=holder.pk).update(state="cancelled", end_reason="other")  # the seat is free by now
    return edition


def meet(monkeypatch: pytest.MonkeyPatch, module: object, name: str, seconds: float) -> None:
    """Let both wait for each other around ``name``. Behind a lock the other never comes: then ``seconds`` are short."""
    barrier, real = threading.Barrier(2), getattr(module, name)

    def wait_and_go_on(*args: object) -> object:
        found = real(*args)
        with suppress(threading.BrokenBarrierError):
            barrier.wait(timeout=seconds)
        return found

    monkeypatch.setattr(module, name, wait_and_go_on)


def unlocked(rows: Any, **which: object) -> Any:
    return rows.get(**which)


def move_up_twice(edition: CourseEdition) -> list[object]:
    return at_once(*[lambda: seats.move_up(edition.pool_id)] * 2)


def test_one_seat_goes_to_one(edition: CourseEdition, monkeypatch: pytest.MonkeyPatch) -> None:
    meet(monkeypatch, seats, "_locked", BEHIND_A_LOCK)
    results = move_up_twice(edition)
    assert sorted(map(len, results)) == [0, 1]
    for pk in edition.enrolments.values_list("pk", flat=True):
        keep_enrolment(pk)
    states = list(edition.enrolments.order_by("pk").values_list("state", flat=True))
    assert states == [E.DROPPED, E.ADMITTED, E.WAITLIST]


def test_without_the_lock_both_would_have_it(edition: CourseEdition, monkeypatch: pytest.MonkeyPatch) -> None:
    """The control: both count the same seat, and only the database's own check keeps the second from getting it."""
    meet(monkeypatch, seats, "_locked", LONG)
    monkeypatch.setattr(seats, "lock", unlocked)
    results = move_up_twice(edition)
    assert any(isinstance(result, IntegrityError) for result in results)


@pytest.fixture
def agreement() -> Agreement:
    edition = edition_of(published(trainer()))
    row = enrol(edition, "MI-001")
    Enrolment.objects.all().delete()
    return Agreement.objects.get(pk=row.pk)


def follow_twice(agreement: Agreement) -> list[object]:
    return at_once(*[lambda: enrolments.follow(agreement_id=agreement.pk)] * 2)


def test_an_event_that_comes_twice_at_once_makes_one_enrolment(
    agreement: Agreement, monkeypatch: pytest.MonkeyPatch
) -> None:
    meet(monkeypatch, enrolments, "_state_of", BEHIND_A_LOCK)
    assert follow_twice(agreement) == [Enrolment.objects.get()] * 2


def test_without_the_lock_the_second_would_fail(agreement: Agreement, monkeypatch: pytest.MonkeyPatch) -> None:
    meet(monkeypatch, enrolments, "_state_of", LONG)
    monkeypatch.setattr(enrolments, "lock", unlocked)
    assert any(isinstance(result, IntegrityError) for result in follow_twice(agreement))
