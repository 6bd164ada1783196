"""A need in three parts: the form, its counts, the case page of each kind, and what is refused."""

from datetime import timedelta

import pytest
from django.urls import reverse

from marketplace.core.clock import today
from matching.models import CourseFacts, CoursePlan, Need, PlacementFacts, WorkPlan
from matching.services import facts

from .factories import accredited, make_course, make_flat, make_placement, make_plan, propose
from .test_pages import FORM

pytestmark = pytest.mark.django_db
NO_HOME = {**FORM, "wants_home": "", "budget_max": "", "move_in_from": ""}
WORK = {
    "wants_work": "on", "work-permit_kind": "ASILO", "work-permit_date": "2030-01-01", "work-hours_max": "40",
    "work-parts_of_day": ["morning", "afternoon"], "work-skills": ["cucinare"], "work-occupations_wished": "9412",
}  # fmt: skip
COURSE = {"wants_course": "on", "course-types": ["italiano"], "course-childcare_needed": "on"}


def test_one_need_holds_all_three(operator, enter):
    answer = enter(operator.user).post(reverse("need_new"), {**FORM, **WORK, **COURSE})

    assert answer.status_code == 302
    need = Need.unscoped.get()
    assert need.wanted == ["flat", "placement", "course"]
    assert (need.work_plan.skills, need.work_plan.hours_max) == (["cucinare"], 40)
    assert (need.course_plan.types, need.course_plan.childcare_needed) == (["italiano"], True)


def test_without_a_home_its_fields_are_neither_asked_nor_kept(operator, enter):
    answer = enter(operator.user).post(reverse("need_new"), {**NO_HOME, **COURSE, "months": "molti"})

    assert answer.status_code == 302
    need = Need.unscoped.get()
    assert (need.wanted, need.budget_max, need.move_in_from, need.months) == (["course"], None, None, None)


def test_a_need_wants_something(operator, enter):
    answer = enter(operator.user).post(reverse("need_new"), NO_HOME)

    assert answer.status_code == 422
    assert "Scegli almeno una cosa" in answer.content.decode()
    assert not Need.unscoped.exists()


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"work-permit_date": ""}, "Scrivi la scadenza del permesso."),
        ({"work-permit_kind": "RICHIESTA_ASILO", "work-permit_date": ""}, "Scrivi il giorno della verbalizzazione"),
        ({"work-permit_kind": "RICHIESTA_ASILO", "work-permit_date": "2099-01-01"}, "non può essere nel futuro"),
        ({"work-hours_min": "41"}, "uguale o maggiore del primo"),
        ({"work-born_year": "2020"}, "Scrivi un anno tra"),
        ({"work-occupations_wished": "zzqqxx"}, "Non troviamo"),
    ],
)
def test_mistakes_in_a_plan_are_explained_and_nothing_is_lost(operator, enter, typed, words):
    answer = enter(operator.user).post(reverse("need_new"), {**NO_HOME, **WORK, **typed})

    page = answer.content.decode()
    assert answer.status_code == 422
    assert words in page
    assert 'href="#id_work-' in page
    assert not WorkPlan.objects.exists()


def test_a_title_without_a_date_needs_none(operator, enter):
    form = {**NO_HOME, **WORK, "work-permit_kind": "ALTRO", "work-permit_date": ""}

    assert enter(operator.user).post(reverse("need_new"), form).status_code == 302


def test_each_part_is_counted_while_typing(operator, enter):
    make_flat(attested_persons=5), make_placement(), make_course()
    client = enter(operator.user)

    page = client.post(reverse("need_count"), {**FORM, **WORK, "wants_course": "on"}).content.decode()
    assert page.count(">1</strong>") == 3
    page = client.post(reverse("need_count"), {**NO_HOME, **WORK, "work-permit_kind": ""}).content.decode()
    assert "Scrivi il titolo di soggiorno" in page


def test_a_part_that_is_taken_away_is_deleted(operator, enter):
    need = make_plan(operator)
    url = reverse("need_edit", args=[need.public_id])

    assert enter(operator.user).post(url, {**NO_HOME, **COURSE}).status_code == 302

    assert not WorkPlan.objects.exists()
    assert CoursePlan.objects.get().types == ["italiano"]


def test_a_part_with_an_open_proposal_is_not_taken_away(operator, enter):
    need, offer = make_plan(operator), make_course()
    propose(operator, need, offer)

    answer = enter(operator.user).post(reverse("need_edit", args=[need.public_id]), {**NO_HOME, **WORK})

    assert answer.status_code == 422
    assert "Ci sono proposte aperte" in answer.content.decode()
    assert CoursePlan.objects.filter(need=need).exists()


def test_two_windows_see_each_others_plans(operator, enter):
    need = make_plan(operator, case_code="MI-7K2")
    client, url = enter(operator.user), reverse("need_edit", args=[need.public_id])
    client.post(url, {**NO_HOME, **WORK})

    page = client.post(url, {**NO_HOME, **WORK, "work-hours_max": "30"}).content.decode()

    assert "Modificato in un’altra finestra" in page
    assert "<dd>40</dd>" in page


# the case page


def test_the_case_ranks_each_kind_and_offers_its_proposal(operator, enter):
    job, course = make_placement(), make_course()
    need = make_plan(accredited(operator))
    client = enter(operator.user)

    page = client.get(need.get_absolute_url()).content.decode()
    assert reverse("proposal_new", args=[need.public_id, job.public_id]) in page
    page = client.get(need.get_absolute_url(), {"cerca": "course"}).content.decode()
    edition = CourseFacts.objects.get(offer=course)
    assert f"{reverse('proposal_new', args=[need.public_id, course.public_id])}?edizione={edition.pk}" in page


def test_a_body_without_accreditation_reads_why_it_cannot_propose_work(operator, enter):
    job, need = make_placement(), make_plan(operator)

    page = enter(operator.user).get(need.get_absolute_url()).content.decode()

    assert "accreditato ai servizi per il lavoro" in page
    assert reverse("proposal_new", args=[need.public_id, job.public_id]) not in page


def test_the_list_says_what_each_need_looks_for(operator, enter):
    make_plan(operator)

    assert "Lavoro, Formazione" in enter(operator.user).get(reverse("need_list")).content.decode()


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize(("kind", "make", "queries"), [("placement", make_placement, 12), ("course", make_course, 11)])
def test_queries_of_the_case_do_not_grow(operator, enter, rows, kind, make, queries, django_assert_num_queries):
    for _ in range(rows):
        make()
    need = make_plan(operator)
    client = enter(operator.user)
    client.get(need.get_absolute_url(), {"cerca": kind})

    with django_assert_num_queries(queries):
        client.get(need.get_absolute_url(), {"cerca": kind})


# the copies


def test_seats_that_are_taken_reach_the_copy(operator):
    offer = make_placement(seats=2)
    pool = offer.pools.get()
    pool.total = 5
    pool.save(update_fields=["total"])  # past all services: what the sweep is for

    assert PlacementFacts.objects.get(offer=offer).free == 2
    assert facts.sweep() == 1
    assert PlacementFacts.objects.get(offer=offer).free == 5
    assert facts.sweep() == 0


def test_an_edition_that_is_cancelled_leaves_the_copy(operator):
    offer = make_course()
    edition = offer.course.editions.get()
    edition.state = "cancelled"
    edition.save(update_fields=["state"])

    facts.refresh([offer.pk])

    assert not CourseFacts.objects.exists()


def test_levels_ages_and_hours_of_a_placement_are_copied(operator):
    offer = make_placement()
    row, job = PlacementFacts.objects.get(offer=offer), offer.placement

    assert row.hours_week == float(job.hours_week)
    assert row.start == offer.available_from == today() + timedelta(days=10)
    assert row.parts_of_day
    assert row.pay_min
