"""Seats: set, held, waited for, moved up; and never one too many, by whatever way they are taken."""

from datetime import date, timedelta

import pytest
from django.db import transaction

from marketplace.core import clock
from marketplace.core.errors import Conflict, DomainError, NotAllowed, WrongState
from marketplace.offers.models import Agreement, Offer, SeatPool
from marketplace.offers.services import agreements, market, seats
from marketplace.organisations.enums import Role
from marketplace.outbox.models import Event
from tests.factories import BodyFactory, person

from .trial import seats_in

START = date(2027, 1, 10)


@pytest.fixture
def body():
    return BodyFactory()


@pytest.fixture
def operator(body):
    return person(Role.OPERATOR, body=body)


@pytest.fixture
def hold(body, operator):
    """Take a seat of an offer's pool for a case."""

    def take(pool, case="MI-7K2", *, actor=None, start=START, end=None, **values):
        return seats.hold(
            pool_id=pool.pk,
            body=body,
            case_code=case,
            start=start,
            end=end,
            terms={},
            actor=actor or operator,
            **values,
        )

    return take


def pool_of(total, *, state="published", waiting_list=False, closes_on=None, code=""):
    offer = seats_in(state)
    return seats.pool(
        offer_id=offer.pk, code=code, total=total, waiting_list=waiting_list, closes_on=closes_on, actor=offer.owner
    )


def offer_state(pool):
    return Offer.objects.get(pk=pool.offer_id).state


def held(pool):
    return SeatPool.objects.values_list("held", flat=True).get(pk=pool.pk)


@pytest.mark.django_db
class TestPool:
    def test_it_is_set_and_changed_by_its_owner_only(self):
        pool = pool_of(2)
        changed = seats.pool(offer_id=pool.offer_id, total=5, actor=pool.offer.owner)
        assert (changed.pk, changed.total) == (pool.pk, 5)
        with pytest.raises(NotAllowed):
            seats.pool(offer_id=pool.offer_id, total=9, actor=person(Role.EMPLOYER))

    def test_never_below_what_is_held_and_it_says_so(self, hold):
        pool = pool_of(3)
        hold(pool), hold(pool, "MI-2")
        with pytest.raises(DomainError, match="2 posti sono già di qualcuno"):
            seats.pool(offer_id=pool.offer_id, total=1, actor=pool.offer.owner)
        assert seats.pool(offer_id=pool.offer_id, total=2, actor=pool.offer.owner).total == 2

    def test_the_portal_sets_it_too(self):
        offer = seats_in("draft")
        assert seats.pool(offer_id=offer.pk, total=4, actor=None).total == 4


@pytest.mark.django_db
class TestHold:
    def test_a_free_seat_is_held_by_a_draft(self, hold):
        pool = pool_of(2)
        row = hold(pool)
        assert (row.state, row.exclusive, held(pool), offer_state(pool)) == ("draft", False, 1, "published")

    def test_a_full_one_with_a_list_makes_wait_and_stays_published(self, hold):
        pool = pool_of(1, waiting_list=True)
        states = [hold(pool, case).state for case in ("MI-1", "MI-2")]
        assert (states, held(pool), offer_state(pool)) == (["draft", "waiting"], 1, "published")

    def test_a_full_one_without_a_list_refuses(self, hold):
        pool = pool_of(1)
        hold(pool)
        with pytest.raises(Conflict, match="I posti sono finiti"):
            hold(pool, "MI-2")

    def test_a_case_has_one_seat_in_a_pool(self, hold):
        pool = pool_of(3)
        hold(pool)
        with pytest.raises(Conflict, match="ha già un posto"):
            hold(pool)

    def test_not_after_the_last_day(self, hold):
        pool = pool_of(3, closes_on=clock.today() - timedelta(days=1))
        with pytest.raises(WrongState, match="L’ultimo giorno"):
            hold(pool)

    @pytest.mark.parametrize("state", ["draft", "submitted", "paused", "withdrawn", "expired"])
    def test_not_while_the_offer_is_off_the_market(self, hold, state):
        with pytest.raises(WrongState):
            hold(pool_of(3, state=state))

    def test_strangers_hold_none(self, hold):
        pool = pool_of(3)
        with pytest.raises(NotAllowed):
            hold(pool, actor=person(Role.OPERATOR))

    def test_the_owner_may_hold_one_for_the_body_it_has_accepted(self, hold):
        pool = pool_of(3)
        assert hold(pool, actor=pool.offer.owner).state == "draft"

    def test_a_newcomer_never_passes_those_who_wait(self, hold):
        pool = pool_of(2, waiting_list=True)
        hold(pool, "MI-1", count=1)
        assert [hold(pool, "MI-2", count=2).state, hold(pool, "MI-3").state] == ["waiting", "waiting"]

    def test_exclusive_offers_have_no_seats_and_the_others_no_plain_agreement(self, body, operator):
        offer = pool_of(1).offer
        with pytest.raises(WrongState, match="più posti"):
            agreements.draft(
                offer_id=offer.pk, body=body, case_code="MI-1", start=START, end=None, terms={}, actor=operator
            )


@pytest.mark.django_db
class TestStateOfTheOffer:
    def test_reserved_when_the_last_seat_is_held_and_taken_when_all_are_signed(self, hold, operator):
        pool = pool_of(2)
        rows = [hold(pool, case) for case in ("MI-1", "MI-2")]
        seen = [offer_state(pool)]
        for row in rows:
            agreements.sign(agreement_id=row.pk, signed_on=clock.today(), actor=operator)
            seen.append(offer_state(pool))
        assert seen == ["reserved", "reserved", "taken"]

    def test_a_seat_given_up_brings_it_back_online(self, hold, operator):
        pool = pool_of(1)
        row = hold(pool)
        agreements.sign(agreement_id=row.pk, signed_on=clock.today(), actor=operator)
        agreements.cancel(agreement_id=row.pk, reason="not_signed", actor=operator)
        assert (held(pool), offer_state(pool)) == (0, "published")

    def test_when_somebodys_time_in_a_full_offer_has_ended_the_owner_decides(self, hold, operator):
        pool = pool_of(1)
        row = hold(pool)
        agreements.sign(agreement_id=row.pk, signed_on=clock.today(), actor=operator)
        agreements.end(agreement_id=row.pk, on=clock.today(), reason="term", actor=operator)
        assert (held(pool), offer_state(pool)) == (0, "paused")
        assert market.resume(offer_id=pool.offer_id, actor=pool.offer.owner).state == "published"

    def test_more_seats_bring_a_taken_one_back(self, hold, operator):
        pool = pool_of(1)
        agreements.sign(agreement_id=hold(pool).pk, signed_on=clock.today(), actor=operator)
        seats.pool(offer_id=pool.offer_id, total=2, actor=pool.offer.owner)
        assert offer_state(pool) == "published"

    def test_a_second_run_keeps_it_published(self, hold):
        first = pool_of(1, code="a")
        seats.pool(offer_id=first.offer_id, code="b", total=1, actor=first.offer.owner)
        hold(first)
        assert offer_state(first) == "published"

    def test_a_run_that_is_closed_does_not_count(self, hold):
        first = pool_of(1, code="a")
        yesterday = clock.today() - timedelta(days=1)
        seats.pool(offer_id=first.offer_id, code="b", total=9, closes_on=yesterday, actor=first.offer.owner)
        hold(first)
        assert offer_state(first) == "reserved"

    def test_resuming_a_full_one_does_not_put_it_online(self, hold):
        pool = pool_of(2)
        hold(pool)
        market.pause(offer_id=pool.offer_id, actor=pool.offer.owner)
        seats.pool(offer_id=pool.offer_id, total=1, actor=pool.offer.owner)
        assert market.resume(offer_id=pool.offer_id, actor=pool.offer.owner).state == "reserved"

    def test_with_people_who_hold_a_seat_it_is_not_withdrawn(self, hold):
        pool = pool_of(2)
        hold(pool)
        with pytest.raises(DomainError, match="annulla prima"):
            market.withdraw(offer_id=pool.offer_id, reason="sold", actor=pool.offer.owner)

    def test_signing_outlives_the_last_day_for_proposals(self, hold, operator):
        pool = pool_of(2)
        row = hold(pool)
        market.expire(offer_id=pool.offer_id)
        assert agreements.sign(agreement_id=row.pk, signed_on=clock.today(), actor=operator).state == "signed"


@pytest.mark.django_db
class TestMovingUp:
    def waiting(self, hold, total=1, cases=("MI-1", "MI-2", "MI-3"), **values):
        pool = pool_of(total, waiting_list=True, **values)
        return pool, [hold(pool, case) for case in cases]

    def states(self, rows):
        return list(
            Agreement.objects.filter(pk__in=[r.pk for r in rows]).order_by("pk").values_list("state", flat=True)
        )

    def test_the_longest_waiting_gets_the_seat_that_is_given_up(self, hold, operator):
        _pool, rows = self.waiting(hold)
        agreements.cancel(agreement_id=rows[0].pk, reason="not_signed", actor=operator)
        assert self.states(rows) == ["cancelled", "draft", "waiting"]
        moved = Agreement.objects.get(pk=rows[1].pk)
        events = Event.objects.filter(topic="agreement.moved_up").values_list("object_id", flat=True)
        assert (moved.moved_up_at is not None, list(events)) == (True, [moved.pk])

    def test_the_end_of_one_time_begins_anothers(self, hold, operator):
        _pool, rows = self.waiting(hold)
        agreements.sign(agreement_id=rows[0].pk, signed_on=clock.today(), actor=operator)
        agreements.end(agreement_id=rows[0].pk, on=clock.today(), reason="term", actor=operator)
        assert self.states(rows) == ["ended", "draft", "waiting"]

    def test_more_seats_move_as_many(self, hold):
        pool, rows = self.waiting(hold)
        seats.pool(offer_id=pool.offer_id, total=3, waiting_list=True, actor=pool.offer.owner)
        assert self.states(rows) == ["draft", "draft", "draft"]

    def test_twice_does_no_harm(self, hold):
        pool, rows = self.waiting(hold)
        assert [seats.move_up(pool.pk), seats.move_up(pool.pk)] == [[], []]
        assert self.states(rows) == ["draft", "waiting", "waiting"]

    def test_who_leaves_the_list_frees_nothing(self, hold, operator):
        pool, rows = self.waiting(hold)
        agreements.cancel(agreement_id=rows[1].pk, reason="other", actor=operator)
        assert (self.states(rows), held(pool)) == (["draft", "cancelled", "waiting"], 1)

    def test_a_waiting_one_cannot_be_signed(self, hold, operator):
        _pool, rows = self.waiting(hold)
        with pytest.raises(WrongState, match="In lista d’attesa"):
            agreements.sign(agreement_id=rows[1].pk, signed_on=clock.today(), actor=operator)

    def test_after_the_last_day_the_list_moves_until_it_begins(self, hold, operator):
        pool, rows = self.waiting(hold, closes_on=clock.today() + timedelta(days=1))
        for days, expected in ((5, "draft"), (400, "waiting")):
            with clock.frozen(clock.now() + timedelta(days=days)), transaction.atomic():
                agreements.cancel(agreement_id=rows[0].pk, reason="other", actor=None)
                assert self.states(rows)[1] == expected
                transaction.set_rollback(True)
