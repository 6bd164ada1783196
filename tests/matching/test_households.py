"""For a flat, the households of one's own body: who it serves first, and why not the others."""

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from matching.households import households_for
from matching.services.facts import facts_of
from tests.matching.factories import make_flat, make_need, make_proposal, worker

pytestmark = pytest.mark.django_db


def test_those_it_serves_come_first_and_the_others_with_their_reason() -> None:
    by, offer = worker(), make_flat()
    poor, fitting = make_need(by, budget_max=300), make_need(by)
    rows = households_for(by.acting, facts_of(offer))
    assert [(row.need, row.fits) for row in rows] == [(fitting, True), (poor, False)]
    assert [reason.criterion.name for reason in rows[1].match.failed] == ["budget"]


def test_another_bodys_household_is_not_among_them() -> None:
    make_need(worker())
    assert households_for(worker().acting, facts_of(make_flat())) == []


def test_one_that_was_proposed_is_not_proposed_again(client: Client) -> None:
    by, offer = worker(), make_flat()
    need = make_need(by)
    make_proposal(by=by, need=need, offer=offer)
    client.force_login(by.user)
    page = client.get(reverse("needs_for_offer", args=[offer.public_id])).content.decode()
    assert "Già proposta" in page
    assert reverse("proposal_new", args=[need.public_id, offer.public_id]) not in page


@pytest.mark.parametrize("count", [1, 3])
def test_queries_do_not_grow(count: int, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    by, offer = worker(), make_flat()
    for _number in range(count):
        make_need(by)
    facts = facts_of(offer)
    households_for(by.acting, facts)
    with django_assert_num_queries(2):
        assert len(households_for(by.acting, facts)) == count
