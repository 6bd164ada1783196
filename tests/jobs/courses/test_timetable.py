"""From weeks to moments: holidays, the change of the clock, and making it anew."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobs.courses.rules.holidays import easter, is_holiday
from jobs.courses.rules.timetable import Line, clash, hours, slots
from jobs.courses.services import editions, lessons
from jobs.models import Lesson
from marketplace.core import clock
from marketplace.core.errors import DomainError, NotAllowed, WrongState
from marketplace.places.models import MILANO

from .factories import TWO_EVENINGS, complete, draft, edition_of, plan, trainer

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("year", "day"),
    [(2024, (3, 31)), (2025, (4, 20)), (2026, (4, 5)), (2027, (3, 28)), (2038, (4, 25)), (1818, (3, 22))],
)
def test_easter(year: int, day: tuple[int, int]) -> None:
    assert easter(year) == date(year, *day)


@pytest.mark.parametrize(
    ("day", "holiday"),
    [
        (date(2027, 3, 28), True),  # Easter
        (date(2027, 3, 29), True),  # and its Monday
        (date(2027, 3, 30), False),
        (date(2026, 12, 8), True),
        (date(2025, 10, 4), False),  # St Francis only since 2026
        (date(2026, 10, 4), True),
        (date(2027, 6, 2), True),
    ],
)
def test_public_holidays(day: date, holiday: bool) -> None:
    assert is_holiday(day) is holiday


def test_the_patron_saint_counts_in_milan_alone() -> None:
    assert is_holiday(date(2026, 12, 7), MILANO)
    assert not is_holiday(date(2026, 12, 7), "015192")


def test_lessons_skip_holidays() -> None:
    days = [s.start.date() for s in slots([Line(1, time(9), time(12))], date(2027, 3, 15), date(2027, 4, 12))]
    assert days == [date(2027, 3, 15), date(2027, 3, 22), date(2027, 4, 5), date(2027, 4, 12)]


def test_the_hour_on_the_wall_stays_when_the_clock_changes() -> None:
    before, after = slots([Line(3, time(18), time(20))], date(2027, 3, 24), date(2027, 3, 31))
    assert before.start.astimezone(UTC).time() == time(17)
    assert after.start.astimezone(UTC).time() == time(16)


def test_a_night_lesson_over_the_change_is_as_long_as_it_is() -> None:
    (night,) = slots([Line(7, time(1), time(4))], date(2026, 3, 29), date(2026, 3, 29))
    assert hours([night]) == 2


@given(
    first=st.dates(date(2026, 1, 1), date(2030, 1, 1)),
    length=st.integers(0, 200),
    days=st.sets(st.integers(1, 7), max_size=4),
)
def test_each_lesson_is_on_its_day_and_no_other(first: date, length: int, days: set[int]) -> None:
    last = first + timedelta(days=length)
    found = list(slots([Line(day, time(9), time(11)) for day in days], first, last, MILANO))
    wanted = [first + timedelta(days=n) for n in range(length + 1)]
    assert [s.start.date() for s in found] == [
        day for day in wanted if day.isoweekday() in days and not is_holiday(day, MILANO)
    ]


def test_overlapping_lines_are_told() -> None:
    assert clash([Line(1, time(9), time(11)), Line(1, time(11), time(12)), Line(2, time(9), time(11))]) == ""
    assert "09:00–11:00" in clash([Line(1, time(9), time(11)), Line(1, time(10), time(12))])


def test_an_edition_has_its_lessons() -> None:
    edition = edition_of(complete(trainer()))
    assert edition.lessons.count() == 14
    assert not edition.lessons.exclude(slot=None).exclude(by_hand=False).exists()


def test_making_it_anew_keeps_what_stays_and_what_a_hand_has_touched() -> None:
    owner = trainer()
    edition = edition_of(complete(owner))
    first, second, third = edition.lessons.all()[:3]
    moved = {"start": first.start + timedelta(days=1), "end": first.end + timedelta(days=1)}
    lessons.move(lesson_id=first.pk, actor=owner, **moved)
    lessons.cancel(lesson_id=second.pk, actor=owner)
    added = lessons.add(
        edition_id=edition.pk,
        start=datetime(2027, 3, 1, 9, tzinfo=UTC),
        end=datetime(2027, 3, 1, 11, tzinfo=UTC),
        actor=owner,
    )
    longer = [Line(1, time(18), time(21)), TWO_EVENINGS[1]]
    editions.change(edition_id=edition.pk, plan=plan(lines=longer), actor=owner)
    rows = {lesson.pk: lesson for lesson in edition.lessons.all()}
    assert len(rows) == 15  # no slot twice, nothing lost
    assert rows[first.pk].start == moved["start"]
    assert rows[second.pk].cancelled_at
    assert added.pk in rows
    assert rows[third.pk].public_id == third.public_id
    assert rows[third.pk].end - rows[third.pk].start == timedelta(hours=3)
    assert rows[third.pk].sequence == 1


def test_what_is_past_is_not_made_anew() -> None:
    owner = trainer()
    edition = edition_of(complete(owner))
    with clock.frozen(datetime(2027, 2, 1, 12, tzinfo=UTC)):
        editions.change(edition_id=edition.pk, plan=plan(lines=[Line(5, time(9), time(11))]), actor=owner)
    change = datetime(2027, 2, 1, tzinfo=UTC)
    past = [lesson.start.isoweekday() for lesson in edition.lessons.filter(start__lt=change)]
    to_come = [lesson.start.isoweekday() for lesson in edition.lessons.filter(start__gt=change)]
    assert set(past) == {1, 3}
    assert set(to_come) == {5}


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"end": date(2027, 1, 10)}, "end"),
        ({"end": date(2033, 1, 10)}, "end"),
        ({"enrol_by": date(2027, 2, 27)}, "enrol_by"),
        ({"exam_on": date(2027, 1, 10)}, "exam_on"),
        ({"min_seats": 4}, "min_seats"),
    ],
)
def test_an_impossible_edition_names_its_field(values: dict, field: str) -> None:
    owner = trainer()
    course = draft(owner)
    with pytest.raises(DomainError) as error:
        editions.add(offer_id=course.pk, plan=plan(**values), actor=owner)
    assert error.value.field == field
    assert not course.editions.exists()


def test_only_the_body_that_teaches_changes_editions() -> None:
    course = complete(trainer())
    with pytest.raises(NotAllowed):
        editions.add(offer_id=course.pk, plan=plan(), actor=trainer())
    with pytest.raises(NotAllowed):
        lessons.cancel(lesson_id=Lesson.objects.first().pk, actor=trainer())


def test_nothing_moves_while_the_comune_reads() -> None:
    owner = trainer()
    course = complete(owner)
    course.offer.state = "submitted"
    course.offer.submitted_at = clock.now()
    course.offer.save()
    with pytest.raises(WrongState):
        editions.add(offer_id=course.pk, plan=plan(), actor=owner)
