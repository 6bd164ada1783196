"""Looking back at 1, 3, 6 and 12 months: planned, reminded of, recorded; and a traineeship that became a contract."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from jobs.flow import PLACEMENT_FLOW, PLACEMENT_WORDS
from marketplace.audit.models import Entry
from marketplace.core import clock
from marketplace.core.errors import DomainError, NotAllowed, WrongState
from marketplace.notifications.models import Message
from marketplace.offers import guards, kinds
from marketplace.offers.models import Agreement, FollowUp
from marketplace.offers.selectors import due_followups, followup_tasks
from marketplace.offers.services import agreements, followups, seats
from marketplace.offers.services.accords import months_after
from marketplace.offers.services.followups import Conversion
from marketplace.organisations.enums import Role
from marketplace.outbox.services import relay_batch
from tests.factories import BodyFactory, person

from .factories import agreement_in
from .trial import seats_in, trial_in

ROME = ZoneInfo("Europe/Rome")
BEGUN = datetime(2031, 3, 31, 9, tzinfo=ROME)


@pytest.fixture(autouse=True)
def the_day_before():
    """People get their mandates now, so that they hold when it begins and afterwards."""
    with clock.frozen(BEGUN - timedelta(days=1)):
        yield


@pytest.fixture
def body():
    return BodyFactory()


@pytest.fixture
def operator(body):
    return person(Role.OPERATOR, body=body)


def begun(offer, body, operator, at=BEGUN):
    """An agreement that began ``at``."""
    with clock.frozen(at):
        row = agreement_in("signed", offer=offer, body=body, created_by=operator)
        return agreements.hand_over(agreement_id=row.pk, at=at, actor=operator)


@pytest.fixture
def home(body, operator):
    return begun(trial_in("taken"), body, operator)


@pytest.fixture
def placement_kind(monkeypatch):
    """The kind "seats" with the life of a placement."""
    known = replace(kinds.get("seats"), flow=PLACEMENT_FLOW, words=PLACEMENT_WORDS)
    monkeypatch.setitem(kinds._kinds, "seats", known)
    return known


@pytest.fixture
def traineeship(placement_kind, body, operator):
    """Somebody who has begun on the only seat of a placement."""
    offer = seats_in("published")
    with clock.frozen(BEGUN):
        pool = seats.pool(offer_id=offer.pk, total=1, actor=offer.owner)
        row = seats.hold(
            pool_id=pool.pk, body=body, case_code="MI-7K2", start=BEGUN.date(), end=date(2031, 9, 30),
            terms={"contract": "tirocinio"},
            actor=operator,
        )  # fmt: skip
        agreements.sign(agreement_id=row.pk, signed_on=BEGUN.date(), actor=operator)
        return agreements.hand_over(agreement_id=row.pk, at=BEGUN, actor=operator)


def record(row, operator, month=1, outcome="still_there", **values):
    return followups.record(agreement_id=row.pk, month=month, outcome=outcome, actor=operator, **values)


class TestMonths:
    def test_a_shorter_month_ends_the_term_on_its_last_day(self):
        ends = [months_after(date(2031, 1, 31), months) for months in (1, 3, 6, 12)]
        assert ends == [date(2031, 2, 28), date(2031, 4, 30), date(2031, 7, 31), date(2032, 1, 31)]

    @given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(0, 60))
    def test_it_is_always_in_the_month_so_many_later_and_never_a_later_day(self, day, months):
        end = months_after(day, months)
        assert (end.year * 12 + end.month) - (day.year * 12 + day.month) == months
        assert end.day == day.day or (end.day < day.day and (end + timedelta(days=1)).day == 1)


@pytest.mark.django_db
class TestPlanning:
    def test_they_are_made_when_it_begins(self, home):
        rows = list(home.followups.values_list("month", "due_on"))
        assert rows == [(1, date(2031, 4, 30)), (3, date(2031, 6, 30)), (6, date(2031, 9, 30)), (12, date(2032, 3, 31))]

    def test_a_signature_alone_makes_none(self):
        assert agreement_in("signed", offer=trial_in("taken")).followups.count() == 0

    def test_a_body_has_those_that_are_due(self, home, body):
        with clock.frozen(datetime(2031, 7, 1, 9, tzinfo=ROME)):
            assert list(due_followups(body.pk).values_list("month", flat=True)) == [1, 3]
            task = followup_tasks(body.pk)[0]
            assert (task.due, task.url) == (
                date(2031, 4, 30),
                reverse("agreement_followup", args=[home.public_id, 1]),
            )
            assert due_followups(BodyFactory().pk).count() == 0

    @pytest.mark.parametrize("n", [1, 3])
    def test_the_list_takes_one_query(self, n, body, operator, django_assert_num_queries):
        for _number in range(n):
            begun(trial_in("taken"), body, operator)
        with clock.frozen(datetime(2031, 5, 2, 9, tzinfo=ROME)), django_assert_num_queries(1):
            assert len(followup_tasks(body.pk)) == n


@pytest.mark.django_db
class TestReminding:
    def test_the_operator_is_asked_once_on_the_day(self, home, operator):
        counts = []
        for day in (29, 30, 30):
            with clock.frozen(datetime(2031, 4, day, 9, tzinfo=ROME)):
                counts.append(followups.remind_due())
                relay_batch()
        told = list(Message.objects.filter(kind="agreement.followup").values_list("user", flat=True))
        assert (counts, told) == ([0, 1, 0], [operator.pk])

    def test_who_has_answered_is_not_asked(self, home, operator):
        with clock.frozen(datetime(2031, 4, 30, 8, tzinfo=ROME)):
            record(home, operator)
            assert followups.remind_due() == 0


@pytest.mark.django_db
class TestRecording:
    @pytest.fixture(autouse=True)
    def a_month_later(self, home):
        with clock.frozen(datetime(2031, 5, 4, 9, tzinfo=ROME)):
            yield

    def test_outcome_note_who_and_when_are_kept(self, home, operator):
        row = record(home, operator, note=" Tutto bene. ")
        assert (row.outcome, row.note, row.done_by, row.done_at) == (
            "still_there",
            "Tutto bene.",
            operator,
            clock.now(),
        )
        assert Entry.objects.get(action="agreement.followed_up").data["outcome"] == "still_there"

    def test_a_later_word_replaces_the_earlier(self, home, operator):
        record(home, operator)
        assert record(home, operator, outcome="ended_badly").outcome == "ended_badly"
        assert FollowUp.objects.exclude(outcome="").count() == 1

    def test_the_owner_and_strangers_record_nothing(self, home):
        for actor in (home.offer.owner, person(Role.OPERATOR), person(Role.REVIEWER)):
            with pytest.raises(NotAllowed):
                record(home, actor)
        assert FollowUp.objects.exclude(outcome="").count() == 0

    def test_an_outcome_of_another_kind_does_not_exist(self, home, operator):
        with pytest.raises(DomainError, match="dall’elenco"):
            record(home, operator, outcome="still_employed")

    def test_not_before_its_day(self, home, operator):
        with pytest.raises(WrongState, match="È presto"):
            record(home, operator, month=3)

    def test_a_note_that_names_somebody_is_refused(self, home, operator, monkeypatch):
        def check(text, *, field):
            if "Fatima" in text:
                raise DomainError("Niente nomi.", field=field)

        monkeypatch.setattr(guards, "_note_guards", [check])
        with pytest.raises(DomainError, match="Niente nomi"):
            record(home, operator, note="Fatima è contenta")
        assert FollowUp.objects.exclude(outcome="").count() == 0

    def test_it_goes_on_after_the_end(self, home, operator):
        agreements.end(agreement_id=home.pk, on=clock.today(), reason="term", actor=operator)
        assert record(home, operator, outcome="moved_on_well").outcome == "moved_on_well"


@pytest.mark.django_db
class TestConversion:
    CONTRACT = Conversion("indeterminato", date(2031, 6, 1))

    @pytest.fixture(autouse=True)
    def in_june(self, traineeship):
        with clock.frozen(datetime(2031, 6, 10, 9, tzinfo=ROME)):
            yield

    def test_it_has_its_own_data_and_audit_and_ends_the_traineeship_the_day_before(self, traineeship, operator):
        row = record(traineeship, operator, month=3, outcome="converted", conversion=self.CONTRACT)
        done = Agreement.objects.get(pk=traineeship.pk)
        assert row.data == {"contract_form": "indeterminato", "since": "2031-06-01"}
        assert (done.state, done.end_reason, done.ended_on) == ("ended", "converted", date(2031, 5, 31))
        entry = Entry.objects.get(action="agreement.converted")
        assert entry.data == {"case": "MI-7K2", "month": 3, "outcome": "converted", **row.data}

    @pytest.mark.parametrize("conversion", [
        None, Conversion("tirocinio", date(2031, 6, 1)), Conversion("indeterminato", date(2031, 7, 1)),
        Conversion("indeterminato", date(2031, 3, 31)),
    ])  # fmt: skip
    def test_it_needs_a_contract_of_employment_that_began_after_the_traineeship(
        self, traineeship, operator, conversion
    ):
        with pytest.raises(DomainError):
            record(traineeship, operator, month=1, outcome="converted", conversion=conversion)
        assert Agreement.objects.get(pk=traineeship.pk).state == "handed_over"

    def test_the_months_after_it_are_still_asked_for(self, traineeship, operator):
        record(traineeship, operator, month=3, outcome="converted", conversion=self.CONTRACT)
        with clock.frozen(datetime(2031, 10, 2, 9, tzinfo=ROME)):
            assert record(traineeship, operator, month=6, outcome="still_employed").data == {}


@pytest.mark.django_db
class TestPage:
    @pytest.fixture(autouse=True)
    def in_june(self, home, traineeship):
        with clock.frozen(datetime(2031, 6, 10, 9, tzinfo=ROME)):
            yield

    def url(self, row, month=1):
        return reverse("agreement_followup", args=[row.public_id, month])

    def test_the_operator_records_it(self, client, home, operator):
        client.force_login(operator)
        page = client.get(self.url(home)).content.decode()
        answer = client.post(self.url(home), {"outcome": "still_there", "note": ""})
        assert ("Com’è andata dopo un mese?" in page, answer.status_code) == (True, 302)
        assert "Abita ancora lì" in client.get(answer["Location"]).content.decode()

    def test_nobody_else_finds_it(self, client, home):
        for user in (home.offer.owner, person(Role.OPERATOR), person(Role.REVIEWER)):
            client.force_login(user)
            assert client.get(self.url(home)).status_code == 404

    def test_a_month_that_is_to_come_or_does_not_exist_has_no_page(self, client, home, operator):
        client.force_login(operator)
        assert [client.get(self.url(home, month)).status_code for month in (2, 3, 6)] == [404, 404, 404]

    def test_a_traineeship_may_have_become_a_contract_before_its_month(self, client, traineeship, operator):
        client.force_login(operator)
        page = client.get(self.url(traineeship, 3)).content.decode()
        assert ("Il tirocinio è diventato un contratto?" in page, "Lavora ancora lì" in page) == (True, False)
        sent = {"outcome": "converted", "contract_form": "determinato", "since": "2031-06-01"}
        assert client.post(self.url(traineeship, 3), sent).status_code == 302
        text = client.get(reverse("agreement", args=[traineeship.public_id])).content.decode()
        assert "Contratto a tempo determinato, dal 1 giugno 2031" in text

    def test_only_a_traineeship_turns_into_a_contract(self, client, traineeship, operator):
        Agreement.objects.filter(pk=traineeship.pk).update(terms={"contract": "determinato"})
        client.force_login(operator)
        page = client.get(self.url(traineeship, 1)).content.decode()
        assert ("Lavora ancora lì" in page, "è diventato un contratto" in page) == (True, False)
        assert client.get(self.url(traineeship, 3)).status_code == 404

    def test_what_a_conversion_lacks_is_said_beside_the_field(self, client, traineeship, operator):
        client.force_login(operator)
        answer = client.post(self.url(traineeship, 3), {"outcome": "converted", "note": "Bene"})
        page = answer.content.decode()
        assert (answer.status_code, page.count("Per un contratto nuovo serve anche questo.") >= 2) == (422, True)
        assert "Bene" in page

    def test_the_owner_reads_nothing_of_it(self, client, home, operator):
        record(home, operator, note="Qualche ritardo con le bollette.")
        client.force_login(home.offer.owner)
        page = client.get(reverse("agreement", args=[home.public_id])).content.decode()
        assert ("Com’è andata dopo" in page, "bollette" in page) == (False, False)

    def test_a_reviewer_reads_the_outcome_without_the_note(self, client, home, operator):
        record(home, operator, note="Qualche ritardo con le bollette.")
        client.force_login(person(Role.REVIEWER))
        page = client.get(reverse("agreement", args=[home.public_id])).content.decode()
        assert ("Abita ancora lì" in page, "bollette" in page) == (True, False)
