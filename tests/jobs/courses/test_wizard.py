"""A training body's way from nothing to a course in review, by the pages that a browser would open."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from jobs.courses import completeness, hints
from jobs.courses.services import editions
from jobs.courses.wizard import WIZARD
from jobs.models import Course
from marketplace.offers import kinds
from marketplace.offers.models import Offer
from marketplace.organisations.enums import Role
from marketplace.trust import requirements
from tests.factories import person
from tests.offers.factories import milano

from .factories import complete, draft, plan, published, trainer

pytestmark = pytest.mark.django_db
EDITION = {
    "start": "2027-01-11",
    "end": "2027-02-26",
    "enrol_by": "2027-01-08",
    "seats": "15",
    "min_seats": "8",
    "waiting_list": "on",
    "room": "Aula 3",
    "exam_on": "2027-03-01",
    "t-TOTAL_FORMS": "3",
    "t-INITIAL_FORMS": "0",
    "t-0-day": "1",
    "t-0-start": "18:00",
    "t-0-end": "20:00",
    "t-1-day": "3",
    "t-1-start": "18:00",
    "t-1-end": "20:00",
    "t-2-day": "",
}
STEPS: dict[str, dict[str, Any]] = {
    "corso": {"type": "italiano", "outcomes": ["cefr", "attendance"], "certificate_issuer": "CPIA 5 Milano"},
    "contenuti": {"programme": "Parlare al lavoro.", "skills": ["squadra"]},
    "ore": {"hours_total": "26", "hours_class": "26", "mode": "presence", "attendance_min": "70"},
    "chi": {"entry_cefr": "A1", "exit_cefr": "A2", "entry_schooling": "none"},
    "costo": {"cost": "", "childcare": "on_site", "mediation_languages": ["ar", "fa"], "funding": "fami"},
    "sede": {"address": "Via Conte Rosso, 10", "lon": "9.2421", "lat": "45.4850", "cap": "20134", "step_free": "True",
             "address_public": "on"},
    "descrizione": {"title": "Italiano A2 la sera", "description": "Per chi lavora di giorno."},
}  # fmt: skip


def post(client: Client, course: Course, step: str, data: dict[str, Any]) -> Any:
    version = Offer.objects.get(pk=course.pk).version
    return client.post(reverse("course_step", args=[course.offer.public_id, step]), {"version": version, **data})


def fresh(course: Course) -> Course:
    return WIZARD.rows().get(pk=course.pk)


def test_from_nothing_to_review(client: Client) -> None:
    milano()
    owner = trainer()
    client.force_login(owner)
    assert client.get(reverse("course_new")).status_code == 200
    assert client.post(reverse("course_new")).status_code == 302
    course = Course.objects.get()
    for step, data in STEPS.items():
        answer = post(client, course, step, data)
        assert answer.status_code == 302, (step, answer.content.decode()[:2000])
    (left,) = completeness.missing(fresh(course))
    assert left.step == "calendario"
    answer = client.post(reverse("edition_new", args=[course.offer.public_id]), EDITION)
    assert answer["Location"] == reverse("course_step", args=[course.offer.public_id, "calendario"])
    for step in ("calendario", "foto", "riepilogo"):
        page = client.get(reverse("course_step", args=[course.offer.public_id, step]))
        assert page.status_code == 200
    assert "lunedì e mercoledì, 18:00–20:00" in page.content.decode()
    answer = post(client, course, "riepilogo", {"declared": "on"})
    assert answer["Location"] == reverse("course_sent", args=[course.offer.public_id])
    offer = Offer.objects.get()
    assert (offer.state, offer.available_from, offer.available_to) == (
        "submitted", date(2027, 1, 11), date(2027, 1, 8),
    )  # fmt: skip
    course = Course.objects.get()
    assert (course.cost, course.declaration_at is not None) == (0, True)
    edition = course.editions.get()
    assert (edition.pool.total, edition.pool.code, edition.lessons.count()) == (15, edition.public_id, 14)


@pytest.mark.parametrize("step", [*STEPS, "calendario", "foto", "riepilogo"])
def test_each_step_of_an_empty_draft_opens(client: Client, step: str) -> None:
    owner = trainer()
    client.force_login(owner)
    assert client.get(reverse("course_step", args=[draft(owner).offer.public_id, step])).status_code == 200


def test_a_rule_that_is_broken_keeps_it_from_being_sent(client: Client) -> None:
    owner = trainer()
    course = complete(owner, type="muletto", hours_total=11, hours_class=11, attendance_min=None)
    (left,) = completeness.missing(fresh(course))
    assert (left.step, left.field) == ("ore", "hours_total")
    assert "D.Lgs. 81/2008" in left.text
    (law, wrong) = hints.of_step(fresh(course), "ore")
    assert wrong.warnings == [left.text]
    client.force_login(owner)
    assert post(client, course, "riepilogo", {"declared": "on"}).status_code == 422


def test_what_is_uncertain_is_said_and_may_be_sent() -> None:
    course = complete(trainer(), type="oss", hours_total=990, hours_class=990, min_age=18)
    assert completeness.missing(fresh(course)) == []
    assert any("1000" in text for hint in hints.of_step(fresh(course), "ore") for text in hint.warnings)


def test_only_some_types_ask_for_accreditation() -> None:
    owner = trainer()
    assert requirements.of_offer(complete(owner).offer) == set()
    assert requirements.of_offer(complete(owner, type="asa", hours_total=800).offer) == {"training_accreditation"}


def test_only_a_training_body_begins_one(client: Client) -> None:
    client.force_login(person(Role.LANDLORD))
    assert client.get(reverse("course_new")).status_code == 403


def test_an_edition_that_is_wrong_comes_back_as_typed(client: Client) -> None:
    owner = trainer()
    client.force_login(owner)
    course = draft(owner)
    url = reverse("edition_new", args=[course.offer.public_id])
    answer = client.post(url, {**EDITION, "end": "2027-01-01", "t-1-end": "17:00"})
    assert answer.status_code == 422
    assert "Finisce prima di cominciare" in answer.content.decode()
    answer = client.post(url, {**EDITION, "end": "2027-01-01"})
    assert "L’ultimo giorno viene prima del primo" in answer.content.decode()
    assert 'value="Aula 3"' in answer.content.decode()
    more = client.post(url, {**EDITION, "more": "1"})
    assert more.status_code == 200
    assert 'name="t-4-day"' in more.content.decode()
    assert 'value="Aula 3"' in more.content.decode()
    assert not course.editions.exists()


def test_on_the_market_editions_need_no_new_review(client: Client) -> None:
    owner = trainer()
    course = published(owner)
    client.force_login(owner)
    public_id = course.offer.public_id
    assert "Italiano A2 la sera" in client.get(reverse("edition_list", args=[public_id])).content.decode()
    answer = client.post(reverse("edition_new", args=[public_id]), {**EDITION, "start": "2027-02-01"})
    assert answer["Location"] == reverse("edition_list", args=[public_id])
    assert Offer.objects.get().state == "published"
    assert course.editions.count() == 2


def test_the_pages_of_one_edition(client: Client) -> None:
    owner = trainer()
    course = published(owner)
    edition, lesson = course.editions.get(), course.editions.get().lessons.first()
    client.force_login(owner)
    args = [course.offer.public_id, edition.public_id]
    for name in ("edition_edit", "edition_cancel", "edition_lessons"):
        assert client.get(reverse(name, args=args)).status_code == 200
    lesson_url = reverse("lesson_edit", args=[*args, lesson.public_id])
    assert client.get(lesson_url).status_code == 200
    client.post(lesson_url, {"day": "2027-01-12", "start": "09:00", "end": "11:00", "room": "Aula 9"})
    lesson.refresh_from_db()
    assert (lesson.room, lesson.by_hand) == ("Aula 9", True)
    client.post(lesson_url, {"azione": "annulla"})
    assert "annullata" in client.get(reverse("edition_lessons", args=args)).content.decode()
    client.post(lesson_url, {"azione": "ripristina"})
    lesson.refresh_from_db()
    assert lesson.cancelled_at is None
    client.post(reverse("edition_lessons", args=args), {"day": "2027-02-20", "start": "09:00", "end": "11:00"})
    assert edition.lessons.count() == 15
    client.post(reverse("edition_confirm", args=args))
    edition.refresh_from_db()
    assert edition.state == "confirmed"
    client.post(reverse("edition_cancel", args=args))
    edition.refresh_from_db()
    assert edition.state == "cancelled"


def test_changing_an_edition_by_its_page(client: Client) -> None:
    owner = trainer()
    course = published(owner)
    edition = course.editions.get()
    client.force_login(owner)
    url = reverse("edition_edit", args=[course.offer.public_id, edition.public_id])
    data = {**EDITION, "t-TOTAL_FORMS": "4", "t-INITIAL_FORMS": "2", "seats": "20"}
    assert client.post(url, data).status_code == 302
    edition.refresh_from_db()
    assert (edition.pool.total, edition.room, edition.times.count()) == (20, "Aula 3", 2)


def test_strangers_find_nothing(client: Client) -> None:
    course = published(trainer())
    edition = course.editions.get()
    one = [course.offer.public_id, edition.public_id]
    client.force_login(trainer())
    for name in ("edition_list", "edition_new"):
        assert client.get(reverse(name, args=one[:1])).status_code == 404
    for name in ("edition_edit", "edition_cancel", "edition_lessons", "edition_register", "edition_register_csv"):
        assert client.get(reverse(name, args=one)).status_code == 404
    assert client.post(reverse("edition_confirm", args=one)).status_code == 404


def test_the_public_page_and_its_card(client: Client) -> None:
    owner = trainer()
    course = published(owner)
    editions.add(offer_id=course.pk, plan=plan(start=date(2027, 3, 1), end=date(2027, 4, 1)), actor=owner)
    page = client.get(reverse("offer_detail", args=[course.offer.public_id])).content.decode()
    for text in ("3 di 3 posti liberi", "lunedì e mercoledì, 18:00–20:00", "Gratis", "arabo, farsi e dari",
                 "Via Conte Rosso, 10", "Italiano che serve", "A2", "CPIA 5 Milano"):  # fmt: skip
        assert text in page, text
    (card,) = kinds.get("course").cards([course.pk])
    assert (card.next.edition.start, card.cost, card.childcare) == (date(2027, 1, 11), 0, True)


def test_cards_ask_as_often_for_three_as_for_one(django_assert_num_queries: Any) -> None:
    owner = trainer()
    ids = [published(owner).pk for _n in range(3)]
    for part in (ids[:1], ids):
        with django_assert_num_queries(4):
            assert len(kinds.get("course").cards(part)) == len(part)
