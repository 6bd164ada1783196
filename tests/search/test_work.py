"""Placements and courses among what can be found: their documents, filters, pages and JSON-LD."""

import json
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from jobs.enums import ContractForm
from jobs.models import Course, Placement
from marketplace.core import clock
from marketplace.offers.models import Offer
from search import services
from search.models import SearchDocument
from search.record import CHILDCARE, FREE_OF_CHARGE, FREE_SEATS
from tests.jobs.courses import factories as courses
from tests.jobs.placements import made as placements

from .flats import published as flat

pytestmark = pytest.mark.usefixtures("areas")


@pytest.fixture(autouse=True)
def _today() -> Any:
    with clock.frozen(courses.NOW):
        yield


def job(contract: str = ContractForm.FIXED_TERM, **values: Any) -> Placement:
    placement = placements.complete(placements.employer(), contract, **values)
    moment = clock.now() - timedelta(days=1)
    Offer.objects.filter(pk=placement.pk).update(
        state="published", submitted_at=moment, published_at=moment, confirmed_at=moment
    )
    services.index(placement.pk)
    return Placement.objects.get(pk=placement.pk)


def course(**values: Any) -> Course:
    row = courses.published(courses.trainer(), **values)
    services.index(row.pk)
    return row


def told(client: Client, offer: Offer) -> dict[str, Any]:
    page = client.get(reverse("offer_detail", args=[offer.public_id]))
    assert page.status_code == 200
    return json.loads(page.text.split('application/ld+json">')[1].split("</script>")[0])


def test_what_is_kept_of_a_placement():
    row = SearchDocument.objects.get(pk=job(cefr_spoken="A2").pk)
    assert (row.kind, row.contract, row.occupation, row.sector, row.cefr) == (2, 7, 5120, 9, 4)
    assert (row.pay, row.start.isoformat(), row.price) == (1400, "2027-01-11", None)
    assert row.parts == 0b11  # nine to five: morning and afternoon
    assert row.flags & FREE_SEATS
    assert row.tokens["cuoc"] == "A"


def test_what_is_kept_of_a_course():
    row = SearchDocument.objects.get(pk=course().pk)
    assert (row.kind, row.type, row.cefr, row.start.isoformat()) == (3, 1, 3, "2027-01-11")
    assert row.parts == 0b100  # two evenings
    assert row.flags & (CHILDCARE | FREE_OF_CHARGE | FREE_SEATS) == CHILDCARE | FREE_OF_CHARGE | FREE_SEATS


def test_a_seat_that_is_taken_is_no_longer_found_free():
    from search.consumers import index_seats

    row = course()
    edition = courses.edition_of(row)
    for number in range(edition.pool.total):
        enrolment = courses.enrol(edition, f"AB-{number}")
    index_seats(enrolment.agreement_id)
    assert not SearchDocument.objects.get(pk=row.pk).flags & FREE_SEATS


def test_each_kind_has_its_tab_filters_and_words(client: Client):
    services.index(flat().pk)
    job(), course()
    everything = client.get("/offerte/").text
    assert "3 offerte" in everything
    for words in ("Case <span", "(1)"):
        assert words in everything
    assert "Tipo di contratto" not in everything
    jobs = client.get("/offerte/", {"tipo": "lavoro"}).text
    assert "1 posto di lavoro" in jobs
    assert "Tipo di contratto" in jobs
    assert "Canone e spese" not in jobs
    lessons = client.get("/offerte/", {"tipo": "corso"}).text
    assert "1 corso" in lessons
    assert "Italiano all’inizio" in lessons


def test_a_filter_of_one_kind_asks_for_that_kind(client: Client):
    services.index(flat().pk)
    job()
    assert "1 posto di lavoro" in client.get("/offerte/", {"paga": "1000"}).text
    assert "1 casa" in client.get("/offerte/", {"canone": "900"}).text


def test_the_tree_of_occupations_opens_where_it_is_chosen(client: Client):
    job()
    closed = client.get("/offerte/", {"tipo": "lavoro"}).text
    assert 'id="id_professione_5120"' not in closed
    opened = client.get("/offerte/", {"tipo": "lavoro", "professione": ["51"]}).text
    assert "1 posto di lavoro" in opened


def test_a_job_posting_says_what_job_boards_ask_for(client: Client):
    data = told(client, job().offer)
    assert data["@type"] == "JobPosting"
    assert data["hiringOrganization"]["name"]
    assert data["validThrough"].startswith("2026-12-31T23:59:59+01:00")
    assert data["employmentType"] == ["FULL_TIME", "TEMPORARY"]
    assert data["baseSalary"]["currency"] == "EUR"
    assert data["baseSalary"]["value"]["unitText"] in {"HOUR", "MONTH", "YEAR"}
    assert data["jobLocation"]["address"]["addressCountry"] == "IT"
    for wanted in ("title", "description", "datePosted", "identifier", "totalJobOpenings"):
        assert data[wanted]
    assert "citizenship" not in json.dumps(data).lower()


@pytest.mark.parametrize("contract", list(ContractForm))
def test_every_form_has_a_posting(client: Client, contract: str):
    data = told(client, job(contract).offer)
    assert data["employmentType"][0] in {"FULL_TIME", "PART_TIME", "INTERN", "PER_DIEM"}
    assert data["baseSalary"]["value"]


def test_a_course_and_its_editions_in_json_ld(client: Client):
    data = told(client, course().offer)
    assert (data["@type"], data["offers"][0]["category"]) == ("Course", "Free")
    (instance,) = data["hasCourseInstance"]
    assert (instance["startDate"], instance["courseMode"]) == ("2027-01-11", "Onsite")
    assert instance["remainingAttendeeCapacity"] == 3
    assert {line["byDay"].rpartition("/")[2] for line in instance["courseSchedule"]} == {"Monday", "Wednesday"}


@pytest.mark.parametrize("count", [1, 3])
def test_queries_of_a_list_of_all_kinds(client: Client, django_assert_num_queries, count):
    for _ in range(count):
        services.index(flat().pk)
        job(), course()
    client.get("/offerte/")
    with django_assert_num_queries(QUERIES):
        client.get("/offerte/")


QUERIES = 17
