"""What is signed for a placement or a course, what it means for the rest of the plan, and what one meets for."""

from datetime import timedelta
from decimal import Decimal

import pytest

from jobs.models import Enrolment
from marketplace.core.clock import today
from marketplace.core.errors import Conflict, DomainError, WrongState
from marketplace.notifications.models import Message
from marketplace.offers.enums import AgreementState, OfferState
from marketplace.offers.models import Agreement, Offer, SeatPool
from marketplace.offers.services import agreements as offer_agreements
from marketplace.outbox.services import relay_batch
from matching.enums import Meeting, NeedState, ProposalState
from matching.models import Need, Proposal
from matching.selectors import agreed_kinds
from matching.services import agreements, proposals, visits
from matching.turns import turn
from tests.jobs.courses.factories import edition_of

from .factories import (
    make_course,
    make_enrolment,
    make_flat,
    make_hire,
    make_placement,
    make_plan,
    make_proposal,
    make_terms,
    propose,
)

pytestmark = pytest.mark.django_db
S = ProposalState


def state(proposal: Proposal) -> str:
    return Proposal.objects.values_list("state", flat=True).get(pk=proposal.pk)


def pool_of(offer: Offer) -> SeatPool:
    return SeatPool.objects.get(offer=offer)


def on_market(offer: Offer) -> str:
    return Offer.objects.values_list("state", flat=True).get(pk=offer.pk)


# what is signed


def test_a_hire_records_its_terms_and_fills_the_seat(operator):
    offer = make_placement()
    row = make_proposal(S.ACCEPTED, by=operator, offer=offer)

    agreement = agreements.sign(actor=operator.user, proposal_id=row.pk, terms=make_hire())
    relay_batch()

    assert agreement.pk == row.agreement_id
    assert agreement.terms == {
        "contract": "determinato", "pay": "1450.50", "pay_period": "month", "level": "6S", "hours": "40",
        "ccnl": "H05Y", "unilav_on": today().isoformat(), "permit_attested": True,
    }  # fmt: skip
    assert agreement.deadlines.get(kind="unilav").done_at is not None
    assert on_market(offer) == OfferState.TAKEN


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"unilav_on": "start"}, "unilav_on"),
        ({"end": None}, "end"),
        ({"contract": "indeterminato"}, "end"),
        ({"ccnl": ""}, "ccnl"),
        ({"permit_attested": False}, "permit_attested"),
        ({"signed_on": "tomorrow"}, "signed_on"),
    ],
)
def test_what_the_law_asks_of_a_hire(operator, values, field):
    row = make_proposal(S.ACCEPTED, by=operator, offer=make_placement())
    days = {"start": today() + timedelta(days=10), "tomorrow": today() + timedelta(days=1)}

    with pytest.raises(DomainError) as refused:
        agreements.sign(
            actor=operator.user, proposal_id=row.pk,
            terms=make_hire(**{name: days.get(value, value) for name, value in values.items()}),
        )  # fmt: skip
    assert refused.value.field == field
    assert state(row) == S.ACCEPTED


def test_a_traineeship_needs_no_collective_agreement(operator):
    row = make_proposal(S.ACCEPTED, by=operator, offer=make_placement(contract="tirocinio"))
    terms = make_hire(contract="tirocinio", ccnl="", level="", pay=Decimal(500))

    assert agreements.sign(actor=operator.user, proposal_id=row.pk, terms=terms).state == AgreementState.SIGNED


def test_nobody_is_hired_before_the_law_lets_her_work(operator):
    offer = make_placement()
    row = make_proposal(S.ACCEPTED, by=operator, offer=offer)
    type(row.need.work_plan).objects.update(permit_kind="RICHIESTA_ASILO", permit_date=today())

    with pytest.raises(DomainError, match="non può ancora lavorare") as refused:
        agreements.sign(actor=operator.user, proposal_id=row.pk, terms=make_hire())
    assert refused.value.field == "start"


def test_an_enrolment_needs_the_pact_and_the_days_of_the_edition(operator):
    offer = make_course()
    row = make_proposal(S.ACCEPTED, by=operator, offer=offer)
    edition = edition_of(offer.course)

    for values, field in (
        ({"pact": False}, "pact"),
        ({"start": edition.start - timedelta(days=1)}, "start"),
        ({"end": edition.end + timedelta(days=2)}, "end"),
    ):
        with pytest.raises(DomainError) as refused:
            agreements.sign(actor=operator.user, proposal_id=row.pk, terms=make_enrolment(offer, **values))
        assert refused.value.field == field
    agreements.sign(actor=operator.user, proposal_id=row.pk, terms=make_enrolment(offer))
    relay_batch()
    assert Enrolment.objects.get(agreement=row.agreement_id).state == "admitted"


def test_a_signature_on_the_agreements_own_page_is_followed(operator):
    row = make_proposal(S.ACCEPTED, by=operator, offer=make_course())

    offer_agreements.sign(agreement_id=row.agreement_id, signed_on=today(), actor=row.offer.owner)
    relay_batch()

    assert state(row) == S.AGREED
    assert agreed_kinds(row.need) == {"course"}


# the plan


def test_a_need_is_agreed_once_all_its_parts_are(operator):
    need = make_plan(operator, wants_home=True, budget_max=900, move_in_from=today())
    flat, job, course = make_flat(), make_placement(), make_course()
    other = make_proposal(by=operator, need=need, offer=make_placement())
    two_courses = make_proposal(by=operator, need=need, offer=make_course())
    seen = []

    for offer in (flat, job, course):
        make_proposal(S.AGREED, by=operator, need=need, offer=offer)
        relay_batch()
        seen.append((Need.unscoped.get(pk=need.pk).state, agreed_kinds(need), state(other), state(two_courses)))

    assert seen == [
        (NeedState.OPEN, {"flat"}, S.SENT, S.SENT),
        (NeedState.OPEN, {"flat", "placement"}, S.WITHDRAWN, S.SENT),
        (NeedState.AGREED, {"flat", "placement", "course"}, S.WITHDRAWN, S.SENT),
    ]


def test_a_part_that_ended_well_stays_agreed_and_one_that_was_cancelled_does_not(operator):
    row = make_proposal(S.AGREED, by=operator, offer=make_placement())
    assert agreed_kinds(row.need) == {"placement"}

    Agreement.objects.filter(pk=row.agreement_id).update(state="ended", end_reason="converted")
    assert agreed_kinds(row.need) == {"placement"}
    Agreement.objects.filter(pk=row.agreement_id).update(state="cancelled", end_reason="other_job")
    assert agreed_kinds(row.need) == set()


def test_who_has_signed_elsewhere_is_not_given_a_second_home(operator):
    need = make_plan(operator, wants_home=True, budget_max=900, move_in_from=today())
    first, second = (make_proposal(S.ACCEPTED, by=operator, need=need, offer=make_flat()) for _ in range(2))
    third = make_proposal(S.MEETING, by=operator, need=need, offer=make_flat())
    agreements.sign(actor=operator.user, proposal_id=first.pk, terms=make_terms())

    with pytest.raises(WrongState, match="non cerca più casa"):
        agreements.sign(actor=operator.user, proposal_id=second.pk, terms=make_terms())
    with pytest.raises(WrongState, match="non cerca più casa"):
        proposals.accept(actor=third.offer.owner, proposal_id=third.pk)


def test_the_same_case_has_one_seat_in_an_edition(operator):
    row = make_proposal(S.ACCEPTED, by=operator, offer=make_course())

    with pytest.raises(Conflict):
        propose(operator, row.need, row.offer)


# meeting


@pytest.mark.parametrize(("trial", "allowed"), [(True, True), (False, False), (None, False)])
def test_a_trial_day_only_where_the_employer_pays_one(operator, trial, allowed):
    row = make_proposal(S.MEETING, by=operator, offer=make_placement(trial_day=trial))
    ask = {"actor": operator.user, "proposal_id": row.pk, "starts": [row.sent_at + timedelta(days=2)]}

    if not allowed:
        with pytest.raises(DomainError, match="non è previsto"):
            visits.propose(**ask, purpose=Meeting.TRIAL)
        return
    (slot,) = visits.propose(**ask, purpose=Meeting.TRIAL)
    assert (slot.purpose, slot.minutes) == (Meeting.TRIAL, 480)
    assert "prova" in turn(Proposal.objects.get(pk=row.pk)).what


@pytest.mark.parametrize(
    ("make", "purpose", "subject"),
    [
        (make_flat, Meeting.VISIT, "Visita fissata"),
        (make_placement, Meeting.INTERVIEW, "Colloquio fissato"),
        (make_course, Meeting.ORIENTATION, "Colloquio fissato"),
    ],
)
def test_each_kind_meets_for_what_is_usual(operator, make, purpose, subject):
    row = make_proposal(S.MEETING, by=operator, offer=make())
    (slot,) = visits.propose(actor=operator.user, proposal_id=row.pk, starts=[row.sent_at + timedelta(days=2)])
    visits.choose(actor=row.offer.owner, proposal_id=row.pk, slot_id=slot.pk)
    relay_batch()

    assert slot.purpose == purpose
    assert {m.subject for m in Message.objects.filter(kind="proposal.visit")} == {subject}
