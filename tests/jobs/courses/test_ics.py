"""The calendar of an edition, read back by a parser."""

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from icalendar import Calendar

from jobs.courses import ics
from jobs.courses.services import editions, lessons
from jobs.models import Course
from marketplace.offers.models import Offer

from .factories import complete, edition_of, enrol, published, trainer

pytestmark = pytest.mark.django_db


def events(text: str) -> list:
    return Calendar.from_ical(text).walk("VEVENT")


def test_every_lesson_in_utc_under_a_name_of_its_own() -> None:
    edition = edition_of(published(trainer()))
    found = events(ics.lessons(edition))
    assert len(found) == 14
    assert found[0].decoded("dtstart") == datetime(2027, 1, 11, 17, tzinfo=UTC)
    assert found[0].decoded("dtend") - found[0].decoded("dtstart") == timedelta(hours=2)
    assert len({str(event["uid"]) for event in found}) == 14
    assert {str(event["status"]) for event in found} == {"CONFIRMED"}


def test_a_moved_lesson_is_the_same_one_later_and_a_cancelled_one_says_so() -> None:
    owner = trainer()
    edition = edition_of(published(owner))
    before = events(ics.lessons(edition))
    first, second = edition.lessons.all()[:2]
    day = timedelta(days=1)
    lessons.move(lesson_id=first.pk, start=first.start + day, end=first.end + day, room="Aula 2", actor=owner)
    lessons.cancel(lesson_id=second.pk, actor=owner)
    after = {str(event["uid"]): event for event in events(ics.lessons(edition))}
    moved, cancelled = after[str(before[0]["uid"])], after[str(before[1]["uid"])]
    assert moved.decoded("dtstart") - before[0].decoded("dtstart") == day
    assert moved["sequence"] == cancelled["sequence"] == 1
    assert "Aula 2" in moved["location"]
    assert cancelled["status"] == "CANCELLED"


def test_long_and_odd_titles_survive() -> None:
    course = published(trainer())
    title = "Italiano, cucina; è «facile» – corso per chi lavora la sera e il sabato"
    Offer.objects.filter(pk=course.pk).update(title=title)
    text = ics.lessons(edition_of(Course.objects.get(pk=course.pk)))
    assert {str(event["summary"]) for event in events(text)} == {title}
    assert max(len(line.encode()) for line in text.split("\r\n")) <= 75


def test_a_cancelled_edition_cancels_its_lessons() -> None:
    owner = trainer()
    edition = edition_of(published(owner))
    editions.cancel(edition_id=edition.pk, actor=owner)
    edition.refresh_from_db()
    assert {str(event["status"]) for event in events(ics.lessons(edition))} == {"CANCELLED"}


def test_anybody_may_read_it_and_it_holds_no_case(client: Client) -> None:
    edition = edition_of(published(trainer()))
    enrol(edition, "MI-007")
    answer = client.get(reverse("edition_ics", args=[edition.course.offer.public_id, edition.public_id]))
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert "MI-007" not in answer.content.decode()
    assert "Via Conte Rosso" in answer.content.decode()


def test_the_address_stays_private_where_asked() -> None:
    edition = edition_of(published(trainer(), address_public=False))
    assert "Conte Rosso" not in ics.lessons(edition)


def test_a_draft_has_no_public_calendar(client: Client) -> None:
    edition = edition_of(complete(trainer()))
    url = reverse("edition_ics", args=[edition.course.offer.public_id, edition.public_id])
    assert client.get(url).status_code == 404
