"""Two acceptances of one flat at the same moment, on real connections; and what happens without the lock."""

import threading
from collections.abc import Callable
from contextlib import suppress

import pytest
from django.db import IntegrityError, connection, connections

from marketplace.core.errors import DomainError
from marketplace.offers.models import Offer, SeatPool
from marketplace.offers.services import accords, market, seats
from matching.enums import ProposalState
from matching.models import Proposal
from matching.services import proposals, sending, thread

from .factories import (
    accredited,
    make_course,
    make_flat,
    make_need,
    make_placement,
    make_plan,
    make_proposal,
    propose,
    worker,
)

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
def two_for_one_flat() -> list[Proposal]:
    offer = make_flat()
    return [make_proposal(ProposalState.MEETING, offer=offer) for _ in range(2)]


@pytest.fixture
def meet(monkeypatch) -> None:
    """Let both acceptances wait for each other after they have seen that the flat is free, though not for ever."""
    barrier = threading.Barrier(2)

    def reserve(*, offer_id: int, actor: object) -> None:
        with suppress(threading.BrokenBarrierError):  # behind a lock, or the constraint, the other never comes
            barrier.wait(timeout=0.5)

    monkeypatch.setattr(market, "reserve", reserve)


def accept_both(rows: list[Proposal]) -> list[object]:
    owner = rows[0].offer.owner
    return at_once(*(lambda pk=row.pk: proposals.accept(actor=owner, proposal_id=pk) for row in rows))


def accepted() -> int:
    return Proposal.objects.filter(state=ProposalState.ACCEPTED).count()


def test_one_of_two_acceptances_wins(two_for_one_flat):
    results = accept_both(two_for_one_flat)

    assert accepted() == 1
    assert sum(isinstance(result, DomainError) for result in results) == 1
    assert Offer.objects.get().state == "reserved"


def test_with_the_lock_the_second_waits_and_is_told(two_for_one_flat, meet):
    results = accept_both(two_for_one_flat)

    assert accepted() == 1
    assert sum(isinstance(result, DomainError) for result in results) == 1


@pytest.fixture
def without_lock(monkeypatch) -> None:
    monkeypatch.setattr(thread, "lock", lambda rows, **lookup: rows.get(**lookup))
    monkeypatch.setattr(proposals, "close_others", lambda **_: 0)


def test_control_without_the_lock_both_pass_the_check_and_the_constraint_stops_one(
    two_for_one_flat, meet, without_lock
):
    results = accept_both(two_for_one_flat)

    assert accepted() == 1
    (refused,) = [result for result in results if isinstance(result, Exception)]
    assert isinstance(refused, IntegrityError)
    assert "proposal_one_accepted" in str(refused)


def test_control_without_lock_and_constraint_the_flat_goes_twice(two_for_one_flat, meet, without_lock):
    with connection.cursor() as cursor:
        cursor.execute("DROP INDEX proposal_one_accepted")

    accept_both(two_for_one_flat)

    assert accepted() == 2


def test_two_operators_proposing_the_same_case_at_once_make_one_proposal():
    by, offer = worker(), make_flat()
    need, colleague = make_need(by), worker(by.body)

    results = at_once(lambda: propose(by, need, offer), lambda: propose(colleague, need, offer))

    assert Proposal.objects.count() == 1
    assert sum(isinstance(result, DomainError) for result in results) == 1


# the last seat


@pytest.fixture
def two_for_one_seat() -> list[Proposal]:
    offer = make_placement(seats=1)
    return [make_proposal(ProposalState.MEETING, offer=offer) for _ in range(2)]


def held() -> tuple[int, int]:
    """Accepted proposals, and seats that the database counts."""
    return accepted(), SeatPool.objects.get().held


def test_one_of_two_acceptances_gets_the_last_seat(two_for_one_seat):
    results = accept_both(two_for_one_seat)

    assert held() == (1, 1)
    assert sum(isinstance(result, DomainError) for result in results) == 1
    assert Offer.objects.get().state == "reserved"


def test_of_two_for_the_last_seat_of_a_course_one_waits():
    offer = make_course(seats=1)
    rows = [make_proposal(ProposalState.MEETING, offer=offer) for _ in range(2)]

    results = accept_both(rows)

    assert not [result for result in results if isinstance(result, Exception)]
    assert held() == (1, 1)
    assert Proposal.objects.filter(state=ProposalState.WAITING).count() == 1


def test_control_without_any_lock_the_count_of_seats_stops_the_second(two_for_one_seat, monkeypatch):
    """Both see the free seat; the database refuses to count a second one."""
    barrier = threading.Barrier(2)

    def unlocked(rows, **lookup):
        return rows.get(**lookup)

    def check_open(offer: object, pool: object) -> None:
        with suppress(threading.BrokenBarrierError):
            barrier.wait(timeout=20)

    for module in (thread, seats, accords):
        monkeypatch.setattr(module, "lock", unlocked)
    monkeypatch.setattr(seats, "_check_open", check_open)
    monkeypatch.setattr(proposals, "close_others", lambda **_: 0)

    results = accept_both(two_for_one_seat)

    assert held() == (1, 1)
    (refused,) = [result for result in results if isinstance(result, Exception)]
    assert isinstance(refused, IntegrityError)
    assert "seatpool_not_overfull" in str(refused)


def test_two_operators_proposing_for_the_last_open_profile():
    """The third profile of one seat is sent once; without the lock both see room for it."""
    offer = make_placement(seats=1)
    for _ in range(2):
        make_proposal(offer=offer)
    both = [accredited(worker()) for _ in range(2)]
    pairs = [(by, make_plan(by)) for by in both]

    results = at_once(*(lambda by=by, need=need: propose(by, need, offer) for by, need in pairs))

    assert Proposal.objects.count() == 3
    assert sum(isinstance(result, DomainError) for result in results) == 1


def test_control_without_the_lock_four_profiles_are_sent(monkeypatch):
    offer = make_placement(seats=1)
    for _ in range(2):
        make_proposal(offer=offer)
    both = [accredited(worker()) for _ in range(2)]
    pairs = [(by, make_plan(by)) for by in both]
    barrier = threading.Barrier(2)
    fits = sending._check_fit

    def meet_first(*args: object) -> object:
        with suppress(threading.BrokenBarrierError):
            barrier.wait(timeout=20)
        return fits(*args)

    monkeypatch.setattr(sending, "lock", lambda rows, **lookup: rows.get(**lookup))
    monkeypatch.setattr(sending, "_check_fit", meet_first)

    at_once(*(lambda by=by, need=need: propose(by, need, offer) for by, need in pairs))

    assert Proposal.objects.count() == 4
