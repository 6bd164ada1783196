"""A place in an edition from the waiting list to the certificate, and what each step asks for."""

from datetime import UTC, date, datetime, timedelta

import pytest

from jobs.courses import presence
from jobs.courses.consumers import keep_enrolment, tell_of_cancellation
from jobs.courses.services import attendance, editions, enrolments
from jobs.enums import DropReason, EditionState
from jobs.enums import EnrolmentState as E
from jobs.models import Enrolment, LessonAttendance
from marketplace.core import clock
from marketplace.core.errors import DomainError, NotAllowed, WrongState
from marketplace.notifications.models import Message
from marketplace.offers.enums import AgreementState
from marketplace.offers.models import Offer
from marketplace.offers.services import agreements

from .factories import attending, edition_of, enrol, plan, published, state, trainer

pytestmark = pytest.mark.django_db
AFTER = datetime(2027, 2, 27, 9, tzinfo=UTC)  # the day after the last


@pytest.fixture
def edition():
    return edition_of(published(trainer()))


def owner_of(edition):
    return edition.course.offer.owner


def test_seats_then_the_waiting_list(edition) -> None:
    rows = [enrol(edition, f"MI-00{n}") for n in range(5)]
    assert [row.state for row in rows] == [E.ADMITTED] * 3 + [E.WAITLIST] * 2


def test_twice_or_late_makes_no_difference(edition) -> None:
    row = enrol(edition, "MI-001")
    for _again in range(2):
        keep_enrolment(row.pk)
    assert Enrolment.objects.get() == row
    enrolments.start(enrolment_id=row.pk, actor=owner_of(edition))
    keep_enrolment(row.pk)  # an old event
    assert state(row) == E.ATTENDING


def test_who_leaves_lets_the_longest_waiting_in(edition) -> None:
    rows = [enrol(edition, f"MI-00{n}") for n in range(5)]
    enrolments.drop(enrolment_id=rows[0].pk, reason=DropReason.TIMES, actor=owner_of(edition))
    for row in rows:
        keep_enrolment(row.pk)
    assert [state(row) for row in rows] == [E.DROPPED, E.ADMITTED, E.ADMITTED, E.ADMITTED, E.WAITLIST]
    left = Enrolment.objects.get(pk=rows[0].pk)
    assert left.drop_reason == DropReason.TIMES
    assert left.agreement.state == AgreementState.CANCELLED


def test_who_leaves_while_attending_ends_the_agreement(edition) -> None:
    row = attending(edition, "MI-001")
    enrolments.drop(enrolment_id=row.pk, reason=DropReason.WORK, actor=owner_of(edition))
    left = Enrolment.objects.select_related("agreement").get(pk=row.pk)
    assert (left.state, left.drop_reason, left.agreement.state) == (E.DROPPED, DropReason.WORK, AgreementState.ENDED)


def test_the_other_side_may_end_it_as_well(edition) -> None:
    row = enrol(edition, "MI-001")
    agreements.cancel(agreement_id=row.pk, reason="requirements", actor=row.agreement.created_by)
    keep_enrolment(row.pk)
    left = Enrolment.objects.get(pk=row.pk)
    assert (left.state, left.drop_reason) == (E.DROPPED, DropReason.LEVEL)


def test_a_reason_of_the_list_is_needed(edition) -> None:
    row = enrol(edition, "MI-001")
    with pytest.raises(DomainError):
        enrolments.drop(enrolment_id=row.pk, reason="perché sì", actor=owner_of(edition))


def test_strangers_do_nothing(edition) -> None:
    row = enrol(edition, "MI-001")
    for act in (
        lambda: enrolments.start(enrolment_id=row.pk, actor=trainer()),
        lambda: enrolments.drop(enrolment_id=row.pk, reason="work", actor=trainer()),
        lambda: attendance.mark(lesson_id=edition.lessons.first().pk, present=[], actor=trainer()),
    ):
        with pytest.raises(NotAllowed):
            act()


def test_presence_begins_the_course(edition) -> None:
    here, absent = enrol(edition, "MI-001"), enrol(edition, "MI-002")
    lesson = edition.lessons.first()
    with clock.frozen(lesson.start + timedelta(minutes=5)):
        attendance.mark(lesson_id=lesson.pk, present={here.pk}, actor=owner_of(edition))
    assert (state(here), state(absent)) == (E.ATTENDING, E.ADMITTED)
    assert Enrolment.objects.get(pk=here.pk).agreement.handed_over_on == date(2027, 1, 11)
    assert LessonAttendance.objects.filter(present=True).count() == 1


def test_marking_again_corrects(edition) -> None:
    one = attending(edition, "MI-001")
    lesson = edition.lessons.first()
    with clock.frozen(lesson.end):
        attendance.mark(lesson_id=lesson.pk, present={one.pk}, actor=owner_of(edition))
        attendance.mark(lesson_id=lesson.pk, present=set(), actor=owner_of(edition))
    assert [mark.present for mark in LessonAttendance.objects.all()] == [False]


def test_no_register_before_the_lesson_or_for_one_that_is_not_held(edition) -> None:
    lesson = edition.lessons.first()
    with pytest.raises(DomainError):
        attendance.mark(lesson_id=lesson.pk, present=set(), actor=owner_of(edition))
    edition.lessons.filter(pk=lesson.pk).update(cancelled_at=clock.now())
    with clock.frozen(lesson.end), pytest.raises(DomainError):
        attendance.mark(lesson_id=lesson.pk, present=set(), actor=owner_of(edition))


def mark(edition, enrolment, present: int, absent: int) -> None:
    """The first lessons: so many with her, so many without."""
    with clock.frozen(AFTER):
        for n, lesson in enumerate(edition.lessons.all()[: present + absent]):
            here = {enrolment.pk} if n < present else set()
            attendance.mark(lesson_id=lesson.pk, present=here, actor=owner_of(edition))


@pytest.mark.parametrize(("present", "absent", "percent", "enough"), [(7, 3, 70, True), (9, 4, 69, False)])
def test_seventy_per_cent_is_seventy_per_cent(edition, present: int, absent: int, percent: int, enough: bool) -> None:
    row = attending(edition, "MI-001")
    mark(edition, row, present, absent)
    assert presence.of_enrolment(row).percent == percent
    with clock.frozen(AFTER):
        if enough:
            enrolments.complete(enrolment_id=row.pk, actor=owner_of(edition))
            assert state(row) == E.COMPLETED
        else:
            with pytest.raises(DomainError, match="69"):
                enrolments.complete(enrolment_id=row.pk, actor=owner_of(edition))


def test_nobody_completes_before_the_end(edition) -> None:
    row = attending(edition, "MI-001")
    with pytest.raises(DomainError, match="26/02/2027"):
        enrolments.complete(enrolment_id=row.pk, actor=owner_of(edition))


def test_a_certificate_says_the_level(edition) -> None:
    row = attending(edition, "MI-001")
    mark(edition, row, 10, 0)
    with clock.frozen(AFTER):
        enrolments.complete(enrolment_id=row.pk, actor=owner_of(edition))
        with pytest.raises(DomainError) as error:
            enrolments.certify(enrolment_id=row.pk, on=date(2027, 2, 27), actor=owner_of(edition))
        assert error.value.field == "cefr_reached"
        with pytest.raises(DomainError):
            enrolments.certify(enrolment_id=row.pk, on=date(2027, 2, 28), cefr_reached="A2", actor=owner_of(edition))
        enrolments.certify(enrolment_id=row.pk, on=date(2027, 2, 27), cefr_reached="A2", actor=owner_of(edition))
        keep_enrolment(row.pk)
        assert state(row) == E.CERTIFIED
        with pytest.raises(WrongState):
            enrolments.drop(enrolment_id=row.pk, reason="work", actor=owner_of(edition))


def test_a_cancelled_edition_ends_all_and_tells_both_sides(edition) -> None:
    rows = [enrol(edition, f"MI-00{n}") for n in range(4)]
    editions.cancel(edition_id=edition.pk, actor=owner_of(edition))
    tell_of_cancellation(edition.pk)
    tell_of_cancellation(edition.pk)
    for row in rows:
        keep_enrolment(row.pk)
    assert {state(row) for row in rows} == {E.DROPPED}
    assert set(Enrolment.objects.values_list("drop_reason", flat=True)) == {DropReason.CANCELLED}
    told = Message.objects.filter(kind="edition.cancelled")
    assert told.count() == 4 * 2  # an operator and the training body for each
    offer = Offer.objects.get(pk=edition.course_id)
    assert (offer.state, offer.available_from, offer.available_to) == ("paused", None, None)


def test_another_edition_keeps_the_course_online(edition) -> None:
    other = editions.add(
        offer_id=edition.course_id,
        plan=plan(start=date(2027, 3, 1), end=date(2027, 4, 1), enrol_by=date(2027, 2, 20)),
        actor=owner_of(edition),
    )
    offer = Offer.objects.get(pk=edition.course_id)
    assert (offer.available_from, offer.available_to) == (date(2027, 1, 11), date(2027, 2, 20))
    editions.cancel(edition_id=edition.pk, actor=owner_of(edition))
    offer.refresh_from_db()
    assert (offer.state, offer.available_from) == ("published", other.start)


def test_a_closed_edition_hands_the_dates_on(edition) -> None:
    editions.add(
        offer_id=edition.course_id,
        plan=plan(start=date(2027, 3, 1), end=date(2027, 4, 1)),
        actor=owner_of(edition),
    )
    with clock.frozen(datetime(2027, 1, 12, 4, tzinfo=UTC)):
        assert editions.close_due() == 1
        assert editions.close_due() == 0
    assert Offer.objects.get(pk=edition.course_id).available_from == date(2027, 3, 1)
    with clock.frozen(AFTER):
        editions.close_due()
    edition.refresh_from_db()
    assert edition.state == EditionState.ENDED


def test_an_edition_starts_with_enough(edition) -> None:
    editions.change(edition_id=edition.pk, plan=plan(min_seats=2), actor=owner_of(edition))
    enrol(edition, "MI-001")
    with pytest.raises(DomainError, match="almeno 2"):
        editions.confirm(edition_id=edition.pk, actor=owner_of(edition))
    enrol(edition, "MI-002")
    assert editions.confirm(edition_id=edition.pk, actor=owner_of(edition)).state == EditionState.CONFIRMED


def test_more_seats_move_the_list_up_and_fewer_than_taken_are_refused(edition) -> None:
    rows = [enrol(edition, f"MI-00{n}") for n in range(4)]
    with pytest.raises(DomainError) as error:
        editions.change(edition_id=edition.pk, plan=plan(seats=2), actor=owner_of(edition))
    assert error.value.field == "seats"
    editions.change(edition_id=edition.pk, plan=plan(seats=4), actor=owner_of(edition))
    keep_enrolment(rows[3].pk)
    assert state(rows[3]) == E.ADMITTED


def test_who_is_enrolled_moves_with_the_edition(edition) -> None:
    row = enrol(edition, "MI-001")
    later = plan(start=date(2027, 1, 18), end=date(2027, 3, 5))
    editions.change(edition_id=edition.pk, plan=later, actor=owner_of(edition))
    row.agreement.refresh_from_db()
    assert (row.agreement.period.lower, row.agreement.period.upper) == (date(2027, 1, 18), date(2027, 3, 6))
