"""Two reviewers who record the same check at once, on real connections; and what happens without the lock."""

import threading
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import pytest
from django.db import IntegrityError, connection, connections

from marketplace.core.clock import today
from marketplace.core.errors import Conflict, DomainError
from marketplace.organisations.enums import Role
from marketplace.trust import kinds
from marketplace.trust.enums import CheckState
from marketplace.trust.models import Check
from marketplace.trust.selectors import current_checks
from marketplace.trust.services import checks
from tests.factories import person

from .factories import firm as make_firm

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*acts: Callable[[], object]) -> list[object]:
    """Run each act in a thread with a connection of its own; its result or its exception, in order."""
    results: list[object] = [None] * len(acts)

    def run(place: int) -> None:
        try:
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
def record_twice() -> Callable[[], list[object]]:
    body, reviewers = make_firm(), [person(Role.REVIEWER), person(Role.REVIEWER)]

    def record(actor: Any) -> Check:
        return checks.record_check(
            actor=actor, body=body, kind=kinds.DURC, outcome=CheckState.OK, data={"issued_on": today()}
        )

    return lambda: at_once(*(lambda who=who: record(who) for who in reviewers))


@pytest.fixture
def meet(monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> None:
    """Let both wait for each other once they have seen that there is no check yet, though not for ever."""
    barrier, look = threading.Barrier(2), checks._require_outcome
    patience = 20 if "without_lock" in request.fixturenames else 0.5

    def wait(*args: Any) -> None:
        with suppress(threading.BrokenBarrierError):  # behind a lock the other never comes
            barrier.wait(timeout=patience)
        look(*args)

    monkeypatch.setattr(checks, "_require_outcome", wait)


@pytest.fixture
def without_lock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checks, "lock", lambda rows, **lookup: rows.get(**lookup))


def current() -> int:
    return current_checks(Check.objects.first().body).count()


@pytest.mark.parametrize("meeting", [False, True])
def test_one_of_two_reviewers_wins_and_the_other_is_told(record_twice: Any, request: Any, meeting: bool) -> None:
    if meeting:
        request.getfixturevalue("meet")
    results = record_twice()

    assert current() == 1
    assert sum(isinstance(result, Conflict) for result in results) == 1


def test_control_without_the_lock_the_constraint_stops_one(record_twice: Any, meet: Any, without_lock: Any) -> None:
    results = record_twice()

    assert current() == 1
    (refused,) = [result for result in results if isinstance(result, Exception)]
    assert isinstance(refused, IntegrityError)
    assert "check_one_current" in str(refused)


def test_control_without_lock_and_constraint_there_are_two(record_twice: Any, meet: Any, without_lock: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute("DROP INDEX check_one_current")

    record_twice()

    assert current() == 2
