"""Lists ask the same number of queries for one row and for three."""

import pytest
from django.urls import reverse

from matching.enums import ProposalState

from .factories import make_course, make_flat, make_need, make_placement, make_proposal

pytestmark = pytest.mark.django_db
# session, person and memberships are in each number
NEED_LIST, NEED_DETAIL, THREAD = 6, 10, 10
PROPOSALS = {"operator": 10, "owner": 8}


@pytest.mark.parametrize("rows", [1, 3])
def test_queries_of_the_list_of_needs(operator, enter, rows, django_assert_num_queries):
    for _ in range(rows):
        make_proposal(by=operator)
    client = enter(operator.user)
    client.get(reverse("need_list"))

    with django_assert_num_queries(NEED_LIST):
        client.get(reverse("need_list"))


@pytest.mark.parametrize("rows", [1, 3])
def test_queries_of_the_case(operator, enter, rows, django_assert_num_queries):
    need = make_need(operator)
    for _ in range(rows):
        make_proposal(by=operator, need=need)
    client = enter(operator.user)
    client.get(need.get_absolute_url())

    with django_assert_num_queries(NEED_DETAIL):
        client.get(need.get_absolute_url())


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize("side", ["operator", "owner"])
@pytest.mark.parametrize("make", [make_flat, make_placement, make_course])
def test_queries_of_the_list_of_proposals(operator, enter, rows, side, make, django_assert_num_queries):
    offer = make()
    for _ in range(rows):
        make_proposal(ProposalState.MEETING, by=operator, offer=offer)
    client = enter(operator.user if side == "operator" else offer.owner)
    client.get(reverse("proposal_list"))

    with django_assert_num_queries(PROPOSALS[side]):
        client.get(reverse("proposal_list"))


@pytest.mark.parametrize("lines", [1, 3])
def test_queries_of_a_thread(operator, enter, lines, django_assert_num_queries):
    from matching.services import messages

    proposal = make_proposal(ProposalState.MEETING, by=operator)
    for _ in range(lines):
        messages.write(actor=operator.user, proposal_id=proposal.pk, text="Buongiorno")
    client = enter(proposal.offer.owner)
    client.get(proposal.get_absolute_url())

    with django_assert_num_queries(THREAD):
        client.get(proposal.get_absolute_url())
