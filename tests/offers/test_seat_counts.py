"""Never one seat too many, by whatever way they are taken: raw SQL, two at once, with and without what stops it."""

import threading

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from marketplace.offers.models import Agreement, SeatPool
from marketplace.offers.services import seats
from marketplace.organisations.enums import Role
from tests.factories import BodyFactory, person

from .test_agreements import together
from .test_seats import START, held, pool_of
from .trial import seats_in, trial_in


@pytest.fixture
def body():
    return BodyFactory()


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
