"""Agreements: their states, the duties that follow, and two that want the same flat."""

import threading
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from marketplace.core import clock
from marketplace.core.errors import Conflict, DomainError, NotAllowed, WrongState
from marketplace.notifications.models import Message
from marketplace.offers.models import Agreement, Offer
from marketplace.offers.services import agreements, reminders
from marketplace.organisations.enums import Role
from marketplace.outbox.services import relay_batch
from tests.factories import BodyFactory, person

from .factories import agreement_in
from .trial import trial_in

ROME = ZoneInfo("Europe/Rome")
START = date(2027, 1, 10)


def draft(offer, body, actor, start=START, end=date(2031, 1, 10), case="MI-7K2"):
    return agreements.draft(
        offer_id=offer.pk, body=body, case_code=case, start=start, end=end, terms={"rent": 800}, actor=actor
    )


@pytest.fixture
def body():
    return BodyFactory()


@pytest.fixture
def operator(body):
    return person(Role.OPERATOR, body=body)


@pytest.fixture
def signed(body, operator):
    offer = trial_in("reserved")
    return agreements.sign(agreement_id=draft(offer, body, operator).pk, signed_on=clock.today(), actor=offer.owner)


def due(agreement):
    return {row.kind: row.due_at.astimezone(ROME) for row in agreement.deadlines.all()}


@pytest.mark.django_db
class TestSteps:
    def test_only_a_reserved_offer_gets_an_agreement(self, body, operator):
        with pytest.raises(WrongState):
            draft(trial_in("published"), body, operator)

    def test_strangers_write_none(self, body):
        with pytest.raises(NotAllowed):
            draft(trial_in("reserved"), body, person(Role.OPERATOR))

    def test_the_end_comes_after_the_start(self, body, operator):
        with pytest.raises(DomainError, match="dopo l’inizio"):
            draft(trial_in("reserved"), body, operator, end=START)

    def test_signing_takes_the_offer(self, signed):
        assert (signed.state, Offer.objects.get(pk=signed.offer_id).state) == ("signed", "taken")

    def test_registration_is_due_thirty_days_after_the_signature(self, body, operator):
        offer = trial_in("reserved")
        with clock.frozen(datetime(2026, 12, 1, 10, tzinfo=ROME)):
            row = agreements.sign(
                agreement_id=draft(offer, body, operator).pk, signed_on=date(2026, 12, 1), actor=operator
            )
        assert due(row) == {"registration": datetime(2026, 12, 31, 23, 59, 59, tzinfo=ROME)}

    def test_or_after_the_start_if_that_is_earlier(self, body, operator):
        offer = trial_in("reserved")
        with clock.frozen(datetime(2027, 1, 20, 10, tzinfo=ROME)):
            row = agreements.sign(
                agreement_id=draft(offer, body, operator).pk, signed_on=date(2027, 1, 20), actor=operator
            )
        assert due(row) == {"registration": datetime(2027, 2, 9, 23, 59, 59, tzinfo=ROME)}

    def test_the_notice_is_due_forty_eight_hours_after_the_keys(self, signed):
        at = clock.now() - timedelta(hours=1)
        row = agreements.hand_over(agreement_id=signed.pk, at=at, actor=signed.offer.owner)
        assert due(row)["notice"] == (at + timedelta(hours=48)).astimezone(ROME)

    def test_registering_ticks_its_duty_off(self, signed, operator):
        row = agreements.mark_registered(agreement_id=signed.pk, on=clock.today(), actor=operator)
        assert (row.state, row.deadlines.get(kind="registration").done_by) == ("registered", operator)

    def test_sending_the_notice_is_ticked_off(self, signed, operator):
        agreements.hand_over(agreement_id=signed.pk, at=clock.now(), actor=operator)
        done = agreements.complete(deadline_id=signed.deadlines.get(kind="notice").pk, actor=operator)
        assert done.done_at is not None

    @pytest.mark.parametrize("when", [timedelta(days=1), timedelta(days=-400)])
    def test_days_in_the_future_or_before_the_signature_are_refused(self, signed, operator, when):
        with pytest.raises(DomainError):
            agreements.mark_registered(agreement_id=signed.pk, on=clock.today() + when, actor=operator)

    def test_the_end_rests_the_offer_and_its_owner_may_put_it_online_again(self, signed, operator):
        from marketplace.offers.services import market

        owner = signed.offer.owner
        agreements.hand_over(agreement_id=signed.pk, at=clock.now(), actor=operator)
        agreements.end(agreement_id=signed.pk, on=clock.today(), reason="term", actor=operator)
        assert Offer.objects.get(pk=signed.offer_id).state == "paused"
        assert market.resume(offer_id=signed.offer_id, actor=owner).state == "published"

    def test_giving_up_a_draft_frees_the_offer(self, body, operator):
        offer = trial_in("reserved")
        row = agreements.cancel(agreement_id=draft(offer, body, operator).pk, reason="not_signed", actor=operator)
        assert (row.state, Offer.objects.get(pk=offer.pk).state) == ("cancelled", "published")

    def test_another_bodys_operator_records_nothing(self, signed):
        with pytest.raises(NotAllowed):
            agreements.mark_registered(agreement_id=signed.pk, on=clock.today(), actor=person(Role.OPERATOR))
        signed.refresh_from_db()
        assert signed.state == "signed"


@pytest.mark.django_db
class TestReminders:
    def test_both_sides_are_reminded_once_before_and_once_after_the_term(self, signed, operator):
        signed.created_by = operator
        relay_batch()
        Message.objects.all().delete()
        counts = []
        for days in (1, 26, 26, 31, 32):
            with clock.frozen(clock.now() + timedelta(days=days)):
                counts.append(reminders.remind_due())
                relay_batch()
        kinds = sorted(Message.objects.values_list("user", "kind"))
        owner = signed.offer.owner
        people = sorted([owner.pk, operator.pk])
        assert counts == [0, 1, 0, 1, 0]
        assert kinds == [(pk, kind) for pk in people for kind in ("agreement.overdue", "agreement.reminder")]

    def test_the_forty_eight_hours_are_reminded_of_at_once(self, signed, operator):
        agreements.hand_over(agreement_id=signed.pk, at=clock.now(), actor=operator)
        assert reminders.remind_due() == 1

    def test_what_is_done_is_not_reminded_of(self, signed, operator):
        agreements.mark_registered(agreement_id=signed.pk, on=clock.today(), actor=operator)
        with clock.frozen(clock.now() + timedelta(days=40)):
            assert reminders.remind_due() == 0


@pytest.mark.django_db
class TestOneAtATime:
    def test_an_overlap_is_refused_in_words(self, body, operator):
        offer = trial_in("reserved")
        draft(offer, body, operator)
        with pytest.raises(Conflict, match="già un altro accordo"):
            draft(offer, body, operator, start=date(2031, 1, 9), end=None, case="MI-9Z9")

    def test_the_day_after_is_free(self, body, operator):
        offer = trial_in("reserved")
        draft(offer, body, operator)
        assert draft(offer, body, operator, start=date(2031, 1, 10), end=None, case="MI-9Z9").pk

    def test_an_agreement_that_was_given_up_holds_no_day(self, body, operator):
        offer = trial_in("reserved")
        agreement_in("cancelled", offer=offer, body=body, start=START)
        assert draft(offer, body, operator).pk

    def test_the_database_refuses_what_does_not_come_through_the_service(self, body):
        offer = trial_in("taken")
        agreement_in("signed", offer=offer, body=body, start=START, end=None)
        with pytest.raises(IntegrityError, match="agreement_one_at_a_time"), transaction.atomic():
            agreement_in("signed", offer=offer, body=body, start=date(2027, 6, 1), end=None)


def together(*calls):
    """Run the calls at once, each in a thread of its own; return what each returned or raised."""
    results, gate = [None] * len(calls), threading.Barrier(len(calls))

    def run(number, call):
        try:
            results[number] = call(gate)
        except (DomainError, IntegrityError) as error:
            results[number] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(calls)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    return results


@pytest.mark.django_db(transaction=True)
class TestRace:
    """Two operators take the same flat for overlapping days at the same moment."""

    def test_one_wins_and_the_other_reads_why(self):
        offer = trial_in("reserved")
        operators = [person(Role.OPERATOR) for _side in range(2)]

        def take(operator):
            def call(gate):
                gate.wait(10)
                return draft(offer, operator.memberships.get().body, operator)

            return call

        results = together(*map(take, operators))
        assert sorted(type(result).__name__ for result in results) == ["Agreement", "Conflict"]
        assert Agreement.objects.filter(offer=offer).count() == 1

    def test_control_without_lock_and_constraint_both_look_and_both_take(self):
        """The same two, looking first as the service does, but without its lock: the race is real."""
        offer = trial_in("reserved")
        operators = [person(Role.OPERATOR) for _side in range(2)]
        with connection.cursor() as cursor:
            cursor.execute("alter table offers_agreement drop constraint agreement_one_at_a_time")

        def take(operator):
            def call(gate):
                with transaction.atomic():
                    row = Agreement(
                        offer=offer,
                        body=operator.memberships.get().body,
                        case_code="MI-7K2",
                        terms={},
                        period=DateRange(START, None),
                        created_by=operator,
                    )
                    agreements._check_free(row)
                    gate.wait(10)
                    row.save()
                return row

            return call

        results = together(*map(take, operators))
        assert [type(result).__name__ for result in results] == ["Agreement", "Agreement"]
        assert Agreement.objects.filter(offer=offer).count() == 2

    def test_the_constraint_alone_stops_the_second(self):
        offer = trial_in("reserved")
        operators = [person(Role.OPERATOR) for _side in range(2)]

        def take(operator):
            def call(gate):
                row = Agreement(
                    offer=offer,
                    body=operator.memberships.get().body,
                    case_code="MI-7K2",
                    terms={},
                    period=DateRange(START, None),
                    created_by=operator,
                )
                agreements._check_free(row)
                gate.wait(10)
                row.save()
                return row

            return call

        results = together(*map(take, operators))
        assert sorted(type(result).__name__ for result in results) == ["Agreement", "IntegrityError"]
