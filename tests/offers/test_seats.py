"""Seats: set, held, waited for, moved up; and never one too many, by whatever way they are taken."""

import threading
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from marketplace.core import clock
from marketplace.core.errors import Conflict, DomainError, NotAllowed, WrongState
from marketplace.offers.models import Agreement, Offer, SeatPool
from marketplace.offers.services import agreements, market, seats
from marketplace.organisations.enums import Role
from marketplace.outbox.models import Event
from tests.factories import BodyFactory, person

from .test_agreements import together
from .trial import seats_in, trial_in

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


@pytest.mark.django_db
class TestTheDatabaseCounts:
    def raw(self, pool, body, owner, state="draft", count=1):
        return Agreement.objects.create(
            offer_id=pool.offer_id, pool=pool, body=body, case_code="MI-9", period=DateRange(START, None), terms={},
            exclusive=False, seats=count, state=state, created_by=owner,
        )  # fmt: skip

    def test_raw_sql_cannot_give_away_one_too_many(self, body):
        pool = pool_of(1)
        row = self.raw(pool, body, pool.offer.owner)
        columns = (
            "public_id, offer_id, pool_id, body_id, case_code, exclusive, seats, period, state, terms, end_reason, "
        )
        columns += "created_at, created_by_id"
        sql = f"insert into offers_agreement ({columns}) select 'zzz', " + columns.removeprefix("public_id, ")
        sql += " from offers_agreement where id = %s"
        refused = pytest.raises(IntegrityError, match="seatpool_not_overfull")
        with connection.cursor() as cursor, refused, transaction.atomic():
            cursor.execute(sql, [row.pk])
        assert held(pool) == 1

    @pytest.mark.parametrize("change", [
        "update offers_seatpool set held = 0", "update offers_seatpool set held = 0, total = 9",
    ])  # fmt: skip
    def test_the_count_cannot_be_lied_to(self, body, change):
        pool = pool_of(1)
        self.raw(pool, body, pool.offer.owner)
        with connection.cursor() as cursor:
            cursor.execute(change)
        assert held(pool) == 1

    def test_fewer_seats_than_are_held_are_refused_whatever_is_written_beside(self, body):
        pool = pool_of(2)
        self.raw(pool, body, pool.offer.owner, count=2)
        with pytest.raises(IntegrityError, match="seatpool_not_overfull"), transaction.atomic():
            SeatPool.objects.filter(pk=pool.pk).update(held=0, total=1)

    def test_states_moves_and_removals_are_counted(self, body):
        pool, other = pool_of(5, code="a"), None
        other = seats.pool(offer_id=pool.offer_id, code="b", total=5, actor=pool.offer.owner)
        row = self.raw(pool, body, pool.offer.owner, count=2)
        rows, seen = Agreement.objects.filter(pk=row.pk), [(held(pool), held(other))]
        for values in ({"pool": other}, {"state": "waiting"}, {"state": "signed"}, {"seats": 3}, {"state": "ended"}):
            rows.update(**values)
            seen.append((held(pool), held(other)))
        rows.update(state="draft")
        rows.delete()
        seen.append((held(pool), held(other)))
        assert seen == [(2, 0), (0, 2), (0, 0), (0, 2), (0, 3), (0, 0), (0, 0)]

    def test_a_seat_is_of_its_own_offer(self, body):
        pool, stranger = pool_of(1), seats_in("published")
        with pytest.raises(IntegrityError, match="agreement_pool_of_its_offer"), transaction.atomic():
            Agreement.objects.create(
                offer=stranger, pool=pool, body=body, case_code="MI-9", period=DateRange(START, None), terms={},
                exclusive=False, created_by=stranger.owner,
            )  # fmt: skip

    def test_an_agreement_is_of_the_whole_or_of_seats(self, body):
        offer = trial_in("published")
        with pytest.raises(IntegrityError, match="agreement_whole_or_seats"), transaction.atomic():
            Agreement.objects.create(
                offer=offer, body=body, case_code="MI-9", period=DateRange(START, None), terms={},
                exclusive=False, created_by=offer.owner,
            )  # fmt: skip


@pytest.mark.django_db(transaction=True)
class TestRace:
    """Two take the last seat at the same moment."""

    def takers(self, pool, act):
        operators = [person(Role.OPERATOR) for _side in range(2)]

        def call_of(operator):
            def call(gate):
                return act(gate, operator, operator.memberships.get().body)

            return call

        return together(*map(call_of, operators))

    def raw(self, pool, body, actor):
        return Agreement.objects.create(
            offer_id=pool.offer_id, pool_id=pool.pk, body=body, case_code="MI-9", period=DateRange(START, None),
            terms={}, exclusive=False, created_by=actor,
        )  # fmt: skip

    def both_look_then_take(self, pool):
        """As a path would that forgets the lock: both see a free seat, then both write, and commit together."""

        def act(gate, operator, body):
            with transaction.atomic():
                assert SeatPool.objects.get(pk=pool.pk).free == 1
                gate.wait(10)
                row = self.raw(pool, body, operator)
                threading.Event().wait(0.2)  # the other writes meanwhile, before this one commits
            return row

        return sorted(type(result).__name__ for result in self.takers(pool, act))

    def test_through_the_service_one_holds_it_and_the_other_waits(self):
        pool = pool_of(1, waiting_list=True)

        def act(gate, operator, body):
            gate.wait(10)
            return seats.hold(
                pool_id=pool.pk, body=body, case_code="MI-7K2", start=START, end=None, terms={}, actor=operator
            )

        assert sorted(result.state for result in self.takers(pool, act)) == ["draft", "waiting"]
        assert held(pool) == 1

    def test_the_database_stops_the_second_of_those_who_forget_the_lock(self):
        pool = pool_of(1)
        assert self.both_look_then_take(pool) == ["Agreement", "IntegrityError"]
        assert held(pool) == 1

    def test_control_without_the_trigger_both_have_the_seat(self):
        pool = pool_of(1)
        with connection.cursor() as cursor:
            cursor.execute("alter table offers_agreement disable trigger agreement_recounts_pool")
        try:
            assert self.both_look_then_take(pool) == ["Agreement", "Agreement"]
        finally:
            Agreement.objects.all().delete()
            with connection.cursor() as cursor:
                cursor.execute("alter table offers_agreement enable trigger agreement_recounts_pool")

    def test_control_counting_without_the_pools_lock_gives_it_away_twice(self):
        """The trigger that only counts, as one writes it first: each transaction does not see the other's row."""
        pool = pool_of(1)
        naive = """
            create or replace function offers_recount_pools() returns trigger language plpgsql as $$
            begin
                if (select sum(seats) from offers_agreement where pool_id = new.pool_id and state = 'draft')
                    > (select total from offers_seatpool where id = new.pool_id) then
                    raise exception using errcode = 'check_violation', message = 'full';
                end if;
                return null;
            end $$"""
        with connection.cursor() as cursor:
            cursor.execute("select pg_get_functiondef('offers_recount_pools'::regproc)")
            (real,) = cursor.fetchone()
            cursor.execute(naive)
        try:
            assert self.both_look_then_take(pool) == ["Agreement", "Agreement"]
        finally:
            with connection.cursor() as cursor:
                cursor.execute("delete from offers_agreement where pool_id = %s", [pool.pk])
                cursor.execute(real)

    def test_a_seat_given_up_twice_at_once_moves_one_up(self):
        pool = pool_of(1, waiting_list=True)
        body = BodyFactory()
        actor = person(Role.OPERATOR, body=body)
        rows = [
            seats.hold(pool_id=pool.pk, body=body, case_code=case, start=START, end=None, terms={}, actor=actor)
            for case in ("MI-1", "MI-2", "MI-3")
        ]
        Agreement.objects.filter(pk=rows[0].pk).update(state="cancelled")

        def call(gate):
            gate.wait(10)
            return seats.move_up(pool.pk)

        moved = together(call, call)
        assert sorted(moved) == [[], [rows[1].pk]]
