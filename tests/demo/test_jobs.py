"""Invented work and training keep the rules of people's own."""

from collections import Counter

import pytest
from django.db.models import Count, F, Q

from jobs.courses import presence
from jobs.enums import ContractForm, CourseType, EditionState, EnrolmentState
from jobs.models import Course, CourseEdition, Enrolment, Occupation, Placement
from marketplace.demo.people import ACCOUNTS
from marketplace.demo.seed import Made
from marketplace.offers.enums import HOLDING, AgreementState, OfferState
from marketplace.offers.models import Agreement, FollowUp, Offer, SeatPool
from marketplace.trust.models import Check
from marketplace.trust.selectors import gaps, may_intermediate
from matching import criteria
from matching.enums import LIVE, ProposalState
from matching.models import CourseFacts, CoursePlan, Need, PlacementFacts, Proposal, WorkPlan
from matching.permits import PermitKind
from matching.services import facts
from search.models import SearchDocument

JOBS = ("placement", "course")


def test_all_kinds_and_forms_are_there(made: Made) -> None:
    assert (made.placements, made.courses) == (60, 30)
    assert len(set(Placement.objects.values_list("contract", flat=True)) - {""}) >= 10
    assert set(Placement.objects.values_list("contract", flat=True)) <= set(ContractForm.values)
    assert len(set(Course.objects.values_list("type", flat=True)) & set(CourseType.values)) >= 10
    states = set(Offer.objects.filter(kind__in=JOBS).values_list("state", flat=True))
    assert {OfferState.PUBLISHED, OfferState.DRAFT, OfferState.SUBMITTED, OfferState.PAUSED} <= states
    known = set(Occupation.objects.filter(level=4).values_list("code", flat=True))
    assert set(Placement.objects.values_list("occupation", flat=True)) <= known


def test_published_ones_have_their_checks(made: Made) -> None:
    for offer in Offer.objects.filter(state=OfferState.PUBLISHED, kind__in=JOBS).select_related("body"):
        assert gaps(offer) == [], offer.body
    assert Check.objects.filter(valid_until__lt=F("done_on")).count() == 0


def test_seats_are_never_given_twice(made: Made) -> None:
    holding = Count("agreements", filter=Q(agreements__state__in=HOLDING))
    for pool in SeatPool.objects.annotate(counted=holding):
        assert pool.held == pool.counted <= pool.total
    waiting = Agreement.objects.filter(state=AgreementState.WAITING).select_related("pool")
    assert waiting
    for agreement in waiting:
        assert agreement.pool.waiting_list
        assert agreement.pool.free == 0


def test_offers_are_in_the_state_that_their_seats_say(made: Made) -> None:
    for offer in Offer.objects.filter(kind__in=JOBS, state=OfferState.PUBLISHED).prefetch_related("pools"):
        assert any(pool.open and (pool.free or pool.waiting_list) for pool in offer.pools.all()), offer


def test_proposals_agree_with_their_agreements(made: Made) -> None:
    found = Counter(Proposal.objects.values_list("state", flat=True))
    assert set(found) == set(ProposalState.values)
    pairs = {
        ProposalState.ACCEPTED: {AgreementState.DRAFT},
        ProposalState.WAITING: {AgreementState.WAITING},
        ProposalState.AGREED: {AgreementState.SIGNED, AgreementState.HANDED_OVER, AgreementState.ENDED},
    }
    for proposal in Proposal.objects.filter(offer__kind__in=JOBS).select_related("agreement", "need"):
        assert (proposal.agreement and proposal.agreement.state) in pairs.get(proposal.state, {None})
        assert proposal.consent_at
        assert "permit" not in str(proposal.profile)


def test_live_proposals_meet_the_hard_criteria(made: Made) -> None:
    rows = Proposal.objects.filter(offer__kind__in=JOBS, state__in=LIVE, offer__state=OfferState.PUBLISHED)
    for proposal in rows.select_related("need__work_plan", "need__course_plan", "offer", "pool"):
        assert criteria.failures(proposal.need, facts.facts_of(proposal.offer, proposal.pool)) == []
        if proposal.offer.kind == "placement":
            assert may_intermediate(proposal.need.body)


def test_registers_show_what_the_states_say(made: Made) -> None:
    states = set(Enrolment.objects.values_list("state", flat=True))
    assert {EnrolmentState.ADMITTED, EnrolmentState.ATTENDING, EnrolmentState.WAITLIST} <= states
    assert states & {EnrolmentState.COMPLETED, EnrolmentState.CERTIFIED}
    rates = presence.of_editions(CourseEdition.objects.values_list("pk", flat=True))
    for one in Enrolment.objects.filter(state__in=[EnrolmentState.COMPLETED, EnrolmentState.CERTIFIED]):
        assert rates[one.edition_id][one.pk].enough(one.edition.course.attendance_min)
        assert one.edition.state == EditionState.ENDED


def test_looks_back_are_done_and_due(made: Made) -> None:
    assert FollowUp.objects.exclude(done_at=None).exists()
    assert FollowUp.objects.filter(done_at=None).exists()


def test_needs_hold_one_plan_or_several_and_no_identity(made: Made) -> None:
    wanted = {tuple(need.wanted) for need in Need.unscoped.select_related("work_plan", "course_plan")}
    assert {("flat",), ("flat", "placement", "course"), ("placement",), ("course",)} <= wanted
    assert len(set(WorkPlan.objects.values_list("permit_kind", flat=True)) & set(PermitKind.values)) >= 5
    assert CoursePlan.objects.exists()
    people = {str(account.last) for account in ACCOUNTS}
    codes = " ".join(Agreement.objects.values_list("case_code", flat=True))
    assert not any(name in codes for name in people)


def test_copies_are_up_to_date(made: Made) -> None:
    assert facts.sweep() == 0
    published = Offer.objects.filter(state=OfferState.PUBLISHED).values_list("pk", flat=True)
    assert set(SearchDocument.objects.values_list("pk", flat=True)) == set(published)
    assert PlacementFacts.objects.exists()
    assert CourseFacts.objects.exists()


@pytest.mark.parametrize("email", ["impresa@demo.example", "formazione@demo.example"])
def test_the_accounts_to_try_have_something_to_do(made: Made, email: str) -> None:
    rows = Proposal.objects.filter(offer__owner__email=email)
    assert rows.filter(state=ProposalState.SENT).exists()
    assert SeatPool.objects.filter(offer__owner__email=email, held__gt=0).exists()
    assert Offer.objects.filter(owner__email=email, state=OfferState.CHANGES).exists()
