"""Terms that count from the days of an agreement, and lines that only some agreements have."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange

from marketplace.core import clock
from marketplace.offers import deadlines
from marketplace.offers.models import Agreement
from marketplace.offers.services import agreements
from marketplace.organisations.enums import Role
from tests.factories import BodyFactory, person

from .test_agreements import draft
from .trial import trial_in

ROME = ZoneInfo("Europe/Rome")


@pytest.fixture
def body():
    return BodyFactory()


@pytest.fixture
def operator(body):
    return person(Role.OPERATOR, body=body)


class TestTerms:
    """Terms that count from the days of the agreement, not from an event."""

    ROW = Agreement(period=DateRange(date(2027, 3, 1), date(2027, 9, 1)))

    def day(self, due):
        return due(self.ROW, datetime(2027, 2, 1, 12, tzinfo=ROME)).astimezone(ROME)

    def test_the_day_before_the_start_ends_at_midnight(self):
        assert self.day(deadlines.before_start(1)) == datetime(2027, 2, 28, 23, 59, 59, tzinfo=ROME)

    def test_so_many_days_before_the_last_one(self):
        assert self.day(deadlines.before_end(30)) == datetime(2027, 8, 1, 23, 59, 59, tzinfo=ROME)

    @pytest.mark.django_db
    def test_the_days_may_be_a_figure(self):
        assert self.day(deadlines.before_start("agreement.remind_days")).date() == date(2027, 2, 24)

    def test_an_open_end_has_no_last_day(self):
        rows = [self.ROW, Agreement(period=DateRange(date(2027, 3, 1), None))]
        assert [deadlines.has_end(row) for row in rows] == [True, False]

    @pytest.mark.django_db
    def test_a_line_may_be_for_some_agreements_only(self, monkeypatch, body, operator):
        duty = deadlines.Duty(
            "trial_only", deadlines.SIGNED, "Da fare", "Fatto", "L. 1/2000", frozenset({"trial"}),
            deadlines.before_start(1), applies=lambda agreement: agreement.case_code == "MI-1",
        )  # fmt: skip
        monkeypatch.setitem(deadlines._duties, duty.code, duty)
        found = []
        for case in ("MI-1", "MI-2"):
            row = draft(trial_in("reserved"), body, operator, case=case)
            agreements.sign(agreement_id=row.pk, signed_on=clock.today(), actor=operator)
            found.append(row.deadlines.filter(kind="trial_only").exists())
        assert found == [True, False]
