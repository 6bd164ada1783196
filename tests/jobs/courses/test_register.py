"""The register's pages: case codes only, by the body that teaches alone, as many queries for three as for one."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from jobs.courses import dashboard
from jobs.courses.register import as_csv, register
from jobs.enums import EnrolmentState as E
from jobs.models import LessonAttendance
from marketplace.core import clock
from marketplace.offers.models import Offer
from marketplace.organisations.enums import Role
from tests.factories import person

from .factories import attending, edition_of, enrol, published, state, trainer

pytestmark = pytest.mark.django_db
AFTER = datetime(2027, 2, 27, 9, tzinfo=UTC)


@pytest.fixture
def edition():
    return edition_of(published(trainer()))


def url(edition, name: str = "edition_register", *more: str) -> str:
    return reverse(name, args=[edition.course.offer.public_id, edition.public_id, *more])


def test_ticks_are_kept(client: Client, edition) -> None:
    here, absent = enrol(edition, "MI-001"), enrol(edition, "MI-002")
    lesson = edition.lessons.first()
    client.force_login(edition.course.offer.owner)
    with clock.frozen(lesson.end):
        answer = client.post(url(edition), {"lezione": lesson.public_id, "presente": [here.pk, "x", "999999"]})
        assert answer["Location"] == f"{url(edition)}?lezione={lesson.public_id}"
        page = client.get(answer["Location"]).content.decode()
    assert dict(LessonAttendance.objects.values_list("enrolment", "present")) == {here.pk: True, absent.pk: False}
    assert "MI-001" in page
    assert "100%" in page
    assert state(here) == E.ATTENDING


def test_before_the_lesson_there_is_nothing_to_tick(client: Client, edition) -> None:
    enrol(edition, "MI-001")
    client.force_login(edition.course.offer.owner)
    assert 'type="checkbox"' not in client.get(url(edition)).content.decode()
    lesson = edition.lessons.first()
    client.post(url(edition), {"lezione": lesson.public_id})
    assert not LessonAttendance.objects.exists()


@pytest.mark.parametrize("make", [trainer, lambda: person(Role.OPERATOR), lambda: person(Role.REVIEWER)])
def test_nobody_else_finds_it(client: Client, edition, make: Callable[[], Any]) -> None:
    row = enrol(edition, "MI-001")
    client.force_login(make())
    for address in (
        url(edition),
        url(edition, "edition_register_csv"),
        url(edition, "enrolment", row.agreement.public_id),
    ):
        assert client.get(address).status_code == 404
        assert client.post(address, {"azione": "inizia"}).status_code in (404, 405)
    assert state(row) == E.ADMITTED


def test_an_enrolment_of_another_edition_is_not_here(client: Client, edition) -> None:
    row = enrol(edition_of(published(trainer())), "MI-001")
    client.force_login(edition.course.offer.owner)
    assert client.get(url(edition, "enrolment", row.agreement.public_id)).status_code == 404


def test_from_the_first_day_to_the_certificate_by_pages(client: Client, edition) -> None:
    row = enrol(edition, "MI-001")
    client.force_login(edition.course.offer.owner)
    page = url(edition, "enrolment", row.agreement.public_id)
    assert client.get(page).status_code == 200
    client.post(page, {"azione": "inizia"})
    assert state(row) == E.ATTENDING
    with clock.frozen(AFTER):
        for lesson in edition.lessons.all():
            client.post(url(edition), {"lezione": lesson.public_id, "presente": [row.pk]})
        assert "può concludere" in client.get(url(edition)).content.decode()
        client.post(page, {"azione": "finisci"})
        assert client.post(page, {"azione": "certifica", "on": ""}).status_code == 422
        client.post(page, {"azione": "certifica", "on": "2027-02-27", "cefr_reached": "A2"})
        assert state(row) == E.CERTIFIED
        assert client.get(page).status_code == 200


def test_leaving_by_the_page_needs_a_reason(client: Client, edition) -> None:
    row = enrol(edition, "MI-001")
    client.force_login(edition.course.offer.owner)
    page = url(edition, "enrolment", row.agreement.public_id)
    answer = client.post(page, {"azione": "lascia", "reason": ""})
    assert answer.status_code == 422
    assert "Scegli un motivo" in answer.content.decode()
    client.post(page, {"azione": "lascia", "reason": "times"})
    assert state(row) == E.DROPPED


def test_the_file_has_codes_states_and_ticks(client: Client, edition) -> None:
    row = attending(edition, "=MI")
    LessonAttendance.objects.create(enrolment=row, lesson=edition.lessons.first(), present=True)
    client.force_login(edition.course.offer.owner)
    answer = client.get(url(edition, "edition_register_csv"))
    head, line = answer.content.decode().removeprefix("\ufeff").splitlines()
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert head.startswith("caso;stato;presenze, per cento;2027-01-11 18:00;")
    assert line.startswith("'=MI;Sta frequentando;100;1;;")


def test_queries_of_the_register(edition, django_assert_num_queries: Any) -> None:
    for n in range(3):
        with clock.frozen(AFTER):
            Offer.objects.filter(pk=edition.course_id).update(state="published")
        enrol(edition, f"MI-00{n}")
        if n in (0, 2):
            with clock.frozen(AFTER), django_assert_num_queries(6):
                assert len(register(edition).rows) == n + 1
            with django_assert_num_queries(6):
                as_csv(edition)


def test_what_the_body_should_do_now(edition) -> None:
    offer = edition.course.offer
    enrol(edition, "MI-001")
    (day, seats) = dashboard.facts([offer], offer.owner)[offer.pk]
    assert (str(day.text), str(seats.text)) == ("Prossima edizione: 11 gennaio 2027", "2 di 3 posti liberi")
    assert dashboard.tasks([offer], offer.owner) == []
    with clock.frozen(edition.lessons.first().end + timedelta(hours=1)):
        (task,) = dashboard._registers([offer])
        assert edition.lessons.first().public_id in task.url
        offer.refresh_from_db()
        assert "aggiungi un’edizione" in str(dashboard._closing([offer])[0].text)


def test_queries_of_the_dashboard(django_assert_num_queries: Any) -> None:
    owner = trainer()
    offers = [published(owner).offer for _n in range(3)]
    for part in (offers[:1], offers):
        with django_assert_num_queries(2):
            assert set(dashboard.facts(part, owner)) == {offer.pk for offer in part}
        with django_assert_num_queries(2):
            dashboard.tasks(part, owner)


def test_both_sides_read_how_it_goes(edition) -> None:
    row = attending(edition, "MI-001")
    texts = [str(fact.text) for fact in dashboard.agreement_part(row.agreement, row.agreement.created_by)]
    assert texts[0] == "Iscrizione: Sta frequentando"
    assert any("Prossima lezione: Lunedì 11 gennaio, 18:00" in text for text in texts)
