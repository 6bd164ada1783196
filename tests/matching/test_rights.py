"""Who may open which page, and that every reading is logged."""

import pytest
from django.urls import reverse

from marketplace.audit.models import Entry
from matching.enums import ProposalState
from matching.managers import ScopeRequired
from matching.models import Need, Proposal
from tests.factories import person

from .factories import make_need, make_proposal, worker

pytestmark = pytest.mark.django_db


def need_urls(need, offer):
    return [
        ("get", reverse("need_detail", args=[need.public_id])),
        ("get", reverse("need_edit", args=[need.public_id])),
        ("post", reverse("need_edit", args=[need.public_id])),
        ("post", reverse("need_state", args=[need.public_id])),
        ("get", reverse("proposal_new", args=[need.public_id, offer.public_id])),
        ("post", reverse("proposal_new", args=[need.public_id, offer.public_id])),
    ]


def proposal_urls(proposal):
    names = ("message", "meeting", "accept", "decline", "withdraw", "slots", "slot_choose", "slot_cancel", "sign")
    posts = [("post", reverse(f"proposal_{name}", args=[proposal.public_id])) for name in names]
    gets = [("get", reverse(name, args=[proposal.public_id])) for name in ("proposal", "proposal_ics", "proposal_sign")]
    return gets + posts


def test_another_bodys_operator_finds_nothing(operator, other_operator, enter):
    proposal = make_proposal(by=operator)
    before = Proposal.objects.values().get(), Need.unscoped.values().get()
    client = enter(other_operator.user)

    for method, url in need_urls(proposal.need, proposal.offer) + proposal_urls(proposal):
        assert getattr(client, method)(url).status_code == 404, url

    assert (Proposal.objects.values().get(), Need.unscoped.values().get()) == before


def test_a_landlord_sees_no_need_and_a_stranger_no_proposal(operator, stranger, enter):
    proposal = make_proposal(by=operator)

    client = enter(proposal.offer.owner)
    for method, url in need_urls(proposal.need, proposal.offer):
        assert getattr(client, method)(url).status_code == 403, url
    assert client.get(reverse("need_list")).status_code == 403
    client = enter(stranger)
    for method, url in proposal_urls(proposal):
        assert getattr(client, method)(url).status_code == 404, url


@pytest.mark.parametrize("role", ["reviewer", "editor", "analyst", "auditor", "admin"])
def test_the_citys_staff_read_no_need(operator, enter, role):
    proposal = make_proposal(by=operator)
    client = enter(person(role))

    assert client.get(reverse("need_list")).status_code == 403
    assert client.get(reverse("proposal", args=[proposal.public_id])).status_code == 404


def test_whoever_is_not_signed_in_is_asked_to(operator, client):
    proposal = make_proposal(by=operator)

    for method, url in need_urls(proposal.need, proposal.offer) + proposal_urls(proposal):
        answer = getattr(client, method)(url)
        assert answer.status_code == 302, url
        assert reverse("account_login") in answer["Location"]


def test_each_side_sees_only_its_own_part_of_the_actions(operator, enter):
    proposal = make_proposal(ProposalState.ACCEPTED, by=operator)

    assert enter(proposal.offer.owner).get(reverse("proposal_sign", args=[proposal.public_id])).status_code == 404
    answer = enter(operator.user).post(
        reverse("proposal_decline", args=[proposal.public_id]), {"decline-reason": "dates"}
    )
    assert answer.status_code == 422
    proposal.refresh_from_db()
    assert proposal.state == ProposalState.ACCEPTED


def test_needs_are_never_read_without_a_scope(operator, other_operator):
    need = make_need(operator)

    with pytest.raises(ScopeRequired):
        Need.objects.all()
    with pytest.raises(ScopeRequired):
        Need.objects.filter(pk=need.pk)
    assert list(Need.objects.of(operator.acting)) == [need]
    assert list(Need.objects.of(other_operator.acting)) == []
    assert list(Need.objects.of(None)) == []
    operator.body.status = "suspended"
    operator.body.save()
    operator.acting.refresh_from_db()
    assert list(Need.objects.of(operator.acting)) == []


def test_every_read_of_a_case_is_in_the_register(operator, enter):
    proposal = make_proposal(by=operator)
    client = enter(operator.user)

    client.get(reverse("need_list"))
    client.get(reverse("need_detail", args=[proposal.need.public_id]))
    client.get(reverse("proposal", args=[proposal.public_id]))

    reads = Entry.objects.filter(actor=operator.user, action__in=["need.listed", "need.read"]).order_by("pk")
    assert [(entry.action, entry.body_id) for entry in reads] == [
        ("need.listed", operator.body.pk), ("need.read", operator.body.pk), ("need.read", operator.body.pk),
    ]  # fmt: skip
    enter(proposal.offer.owner).get(reverse("proposal", args=[proposal.public_id]))
    assert Entry.objects.filter(actor=proposal.offer.owner, action="proposal.read").count() == 1


def test_the_manager_of_a_body_may_all_that_its_operators_may(enter):
    manager = worker(role="manager")
    make_need(manager)

    assert enter(manager.user).get(reverse("need_list")).status_code == 200
