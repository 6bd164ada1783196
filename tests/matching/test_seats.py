"""Placements and courses: who may propose them, seats and the waiting list."""

from datetime import timedelta

import pytest

from jobs.courses.services import editions
from marketplace.core.clock import today
from marketplace.core.errors import DomainError, NotAllowed, WrongState
from marketplace.notifications.models import Message
from marketplace.offers.enums import AgreementState, OfferState
from marketplace.offers.models import Agreement, Offer, SeatPool
from marketplace.offers.services import agreements as offer_agreements
from marketplace.offers.services import market
from marketplace.outbox.services import relay_batch
from matching.consumers import follow_agreement
from matching.enums import DeclineReason, ProposalState, Step, WithdrawReason
from matching.models import Proposal
from matching.services import agreements, proposals
from matching.turns import turn
from tests.jobs.courses.factories import edition_of

from .factories import (
    accredited,
    make_course,
    make_enrolment,
    make_flat,
    make_need,
    make_placement,
    make_plan,
    make_proposal,
    propose,
    worker,
)

pytestmark = pytest.mark.django_db
S = ProposalState


def state(proposal: Proposal) -> str:
    return Proposal.objects.values_list("state", flat=True).get(pk=proposal.pk)


def pool_of(offer: Offer) -> SeatPool:
    return SeatPool.objects.get(offer=offer)


def on_market(offer: Offer) -> str:
    return Offer.objects.values_list("state", flat=True).get(pk=offer.pk)


# sending


def test_a_job_is_proposed_only_by_who_may_bring_people_and_employers_together(operator):
    need, offer = make_plan(operator), make_placement()

    with pytest.raises(NotAllowed, match="276/2003 art. 6"):
        propose(operator, need, offer)
    assert propose(accredited(operator), need, offer).state == S.SENT


def test_the_comune_proposes_a_job_without_an_accreditation(operator, settings):
    settings.SITE_CONTACT = {**settings.SITE_CONTACT, "tax_code": operator.body.codice_fiscale}

    assert propose(operator, make_plan(operator), make_placement()).state == S.SENT


def test_a_course_needs_no_accreditation(operator):
    assert propose(operator, make_plan(operator), make_course()).pool is not None


@pytest.mark.parametrize("make", [make_flat, make_placement, make_course])
def test_nothing_leaves_the_body_without_the_persons_consent(operator, make):
    offer = make()
    need = make_need(operator) if offer.kind == "flat" else make_plan(accredited(operator))

    with pytest.raises(DomainError, match="non parte") as refused:
        propose(operator, need, offer, consent=False)
    assert refused.value.field == "consent"
    assert propose(operator, need, offer).consent_at is not None


def test_three_profiles_for_each_free_seat(operator):
    offer = make_placement(seats=2)
    for _ in range(6):
        make_proposal(by=operator, offer=offer)

    with pytest.raises(DomainError, match="6 proposte aperte"):
        make_proposal(by=operator, offer=offer)


def test_what_fails_a_hard_criterion_of_its_kind_is_not_proposed(operator):
    too_soon = make_plan(accredited(operator), work={"permit_kind": "RICHIESTA_ASILO", "permit_date": today()})

    with pytest.raises(DomainError, match="non è adatto"):
        propose(operator, too_soon, make_placement())


def test_a_part_that_is_not_looked_for_is_not_proposed(operator):
    with pytest.raises(DomainError):
        propose(operator, make_need(operator), make_course())


def test_a_course_asks_for_the_edition_where_it_has_several(operator):
    from tests.jobs.courses.factories import plan

    offer, need = make_course(), make_plan(operator)
    late = plan(start=today() + timedelta(days=90), end=today() + timedelta(days=120), enrol_by=None)
    second = editions.add(offer_id=offer.pk, plan=late, actor=offer.owner)

    with pytest.raises(DomainError, match="edizione") as refused:
        propose(operator, need, offer)
    assert refused.value.field == "pool"
    assert propose(operator, need, offer, pool_id=second.pool_id).pool == second.pool


def test_seats_of_another_offer_are_not_taken(operator):
    with pytest.raises(DomainError, match="edizione"):
        propose(operator, make_plan(operator), make_course(), pool_id=pool_of(make_course()).pk)


# a seat


def test_accepting_holds_a_seat_and_the_others_go_on_until_there_is_none(operator):
    offer = make_placement(seats=2)
    first, second, third = (make_proposal(S.MEETING, by=operator, offer=offer) for _ in range(3))

    proposals.accept(actor=offer.owner, proposal_id=first.pk)

    assert (state(first), state(second), pool_of(offer).free, on_market(offer)) == (
        S.ACCEPTED, S.MEETING, 1, OfferState.PUBLISHED,
    )  # fmt: skip
    proposals.accept(actor=offer.owner, proposal_id=second.pk)
    relay_batch()

    assert (state(second), state(third)) == (S.ACCEPTED, S.CLOSED)
    assert (pool_of(offer).free, on_market(offer)) == (0, OfferState.RESERVED)
    message = Message.objects.get(kind="proposal.closed")
    assert "posto di lavoro" in message.subject
    assert "Non dipende dalla persona" in message.text


@pytest.mark.parametrize("side", ["owner", "body"])
def test_a_no_after_the_yes_frees_the_seat(operator, side):
    row = make_proposal(S.ACCEPTED, by=operator, offer=make_placement())
    if side == "owner":
        proposals.decline(actor=row.offer.owner, proposal_id=row.pk, reason=DeclineReason.JOB_OFF)
    else:
        proposals.withdraw(actor=operator.user, proposal_id=row.pk, reason=WithdrawReason.PLAN_CHANGED)

    assert Agreement.objects.get().state == AgreementState.CANCELLED
    assert (pool_of(row.offer).free, on_market(row.offer)) == (1, OfferState.PUBLISHED)


def test_giving_up_the_agreement_on_its_own_page_closes_the_proposal(operator):
    row = make_proposal(S.ACCEPTED, by=operator, offer=make_placement())

    offer_agreements.cancel(agreement_id=row.agreement_id, reason="not_needed", actor=row.offer.owner)
    relay_batch()

    assert state(row) == S.CLOSED
    assert Message.objects.get(kind="proposal.closed").user == operator.user


def test_a_promised_seat_is_not_withdrawn_over_somebodys_head(operator):
    row = make_proposal(S.ACCEPTED, by=operator, offer=make_placement(seats=2))

    with pytest.raises(DomainError, match="annulla prima"):
        market.withdraw(offer_id=row.offer_id, actor=row.offer.owner, reason="not_needed")


def test_each_kind_has_reasons_of_its_own(operator):
    row = make_proposal(by=operator, offer=make_placement())

    for reason in (DeclineReason.BUDGET, DeclineReason.SIZE, "age", ""):
        with pytest.raises(DomainError, match="motivo"):
            proposals.decline(actor=row.offer.owner, proposal_id=row.pk, reason=reason)
    with pytest.raises(DomainError, match="motivo"):
        proposals.withdraw(actor=operator.user, proposal_id=row.pk, reason=WithdrawReason.OTHER_HOME)


# the waiting list


@pytest.fixture
def full(operator):
    """A course with one seat, held; and two who wait for it, in this order."""
    offer = make_course(seats=1)
    holder = make_proposal(S.ACCEPTED, by=operator, offer=offer)
    return offer, holder, [make_proposal(S.WAITING, by=worker(), offer=offer) for _ in range(2)]


def test_who_comes_after_the_last_seat_waits(full):
    offer, holder, (first, second) = full

    assert [state(row) for row in (holder, first, second)] == [S.ACCEPTED, S.WAITING, S.WAITING]
    assert on_market(offer) == OfferState.PUBLISHED
    assert turn(first).side is None
    with pytest.raises(WrongState):
        agreements.sign(actor=first.operator, proposal_id=first.pk, terms=make_enrolment(offer))


def test_a_freed_seat_goes_to_who_has_waited_longest_and_twice_is_once(full, operator):
    _offer, holder, (first, second) = full

    proposals.withdraw(actor=operator.user, proposal_id=holder.pk, reason=WithdrawReason.PLAN_CHANGED)
    relay_batch()
    follow_agreement(first.agreement_id)
    follow_agreement(second.agreement_id)

    assert [state(row) for row in (first, second)] == [S.ACCEPTED, S.WAITING]
    assert first.entries.filter(kind=Step.MOVED_UP).count() == 1
    told = Message.objects.filter(kind="proposal.moved_up").values_list("user", flat=True)
    assert sorted(told) == sorted([first.operator_id, first.offer.owner_id])


def test_who_waits_may_give_up(full):
    offer, _holder, (first, second) = full

    proposals.withdraw(actor=first.operator, proposal_id=first.pk, reason=WithdrawReason.OTHER_COURSE)
    relay_batch()

    assert (state(first), state(second)) == (S.WITHDRAWN, S.WAITING)
    assert pool_of(offer).free == 0


def test_a_cancelled_edition_closes_everything_and_tells_once(full, operator):
    offer, holder, (first, second) = full
    asked = make_proposal(by=operator, offer=offer)

    editions.cancel(edition_id=edition_of(offer.course).pk, actor=offer.owner)
    relay_batch()

    assert {state(row) for row in (holder, first, second, asked)} == {S.CLOSED}
    assert Message.objects.filter(kind="proposal.closed").count() == 1  # of the others the course tells
    assert Message.objects.filter(kind="edition.cancelled", user=first.operator).count() == 1


def test_withdrawing_an_offer_with_seats_closes_what_nobody_has_answered(operator):
    offer = make_course(seats=2)
    signed = make_proposal(S.AGREED, by=operator, offer=offer)
    asked = make_proposal(S.MEETING, by=operator, offer=offer)

    market.withdraw(offer_id=offer.pk, actor=offer.owner, reason="no_funds")
    relay_batch()

    assert (state(signed), state(asked)) == (S.AGREED, S.CLOSED)
