"""Placements and courses: seats, the waiting list, what is signed, and who may propose a job."""

from datetime import timedelta
from decimal import Decimal

import pytest

from jobs.courses.services import editions
from jobs.models import Enrolment
from marketplace.core.clock import today
from marketplace.core.errors import Conflict, DomainError, NotAllowed, WrongState
from marketplace.notifications.models import Message
from marketplace.offers.enums import AgreementState, OfferState
from marketplace.offers.models import Agreement, Offer, SeatPool
from marketplace.offers.services import agreements as offer_agreements
from marketplace.offers.services import market
from marketplace.outbox.services import relay_batch
from matching.consumers import follow_agreement
from matching.enums import DeclineReason, Meeting, NeedState, ProposalState, Step, WithdrawReason
from matching.models import Need, Proposal
from matching.selectors import agreed_kinds
from matching.services import agreements, proposals, visits
from matching.turns import turn
from tests.jobs.courses.factories import edition_of

from .factories import (
    accredited,
    make_course,
    make_enrolment,
    make_flat,
    make_hire,
    make_need,
    make_placement,
    make_plan,
    make_proposal,
    make_terms,
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
