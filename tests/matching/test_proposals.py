"""A proposal's life by its services."""

from datetime import timedelta

import pytest

from marketplace.audit.models import Entry
from marketplace.core import clock
from marketplace.core.errors import Conflict, DomainError, NotAllowed, WrongState
from marketplace.notifications.models import Message
from marketplace.offers.enums import OfferState
from marketplace.offers.models import Offer
from marketplace.offers.services import market
from marketplace.outbox.services import relay_batch
from matching.disclosure import SaysTooMuch
from matching.enums import DeclineReason, NeedState, ProposalState, Side, Step, WithdrawReason
from matching.models import Need, Proposal
from matching.services import agreements, messages, needs, proposals

from .factories import make_flat, make_need, make_proposal, make_terms, propose, worker

pytestmark = pytest.mark.django_db


def state_of(offer):
    return Offer.objects.values_list("state", flat=True).get(pk=offer.pk)


def test_a_proposal_freezes_the_profile_and_tells_the_owner(operator, mailbox):
    proposal = make_proposal(by=operator)
    relay_batch()

    assert proposal.profile["case_code"] == proposal.need.case_code
    assert proposal.profile["persons"] == [3, 4]
    assert proposal.profile["budget"] == [800, 1000]
    assert proposal.expires_at - proposal.sent_at == timedelta(days=7)
    assert [reason["mark"] for reason in proposal.reasons[:3]] == ["yes", "yes", "yes"]
    message = Message.objects.get(kind="proposal.sent")
    assert message.user == proposal.offer.owner
    assert proposal.get_absolute_url() in message.text
    assert Entry.objects.filter(action="proposal.sent", object_id=str(proposal.pk)).count() == 1


@pytest.mark.parametrize(
    ("need", "flat"),
    [({"budget_max": 700}, {}), ({"adults": 6}, {}), ({"step_free": True}, {}), ({"lease_types": ["libero"]}, {})],
)
def test_a_flat_that_fails_a_hard_criterion_is_not_proposed(operator, need, flat):
    with pytest.raises(DomainError, match="non è adatta"):
        propose(operator, make_need(operator, **need), make_flat(**flat))


def test_only_one_live_proposal_for_a_case_and_a_flat(operator):
    first = make_proposal(by=operator)

    with pytest.raises(Conflict):
        propose(operator, first.need, first.offer)

    proposals.withdraw(actor=operator.user, proposal_id=first.pk, reason=WithdrawReason.MISTAKE)
    assert propose(operator, first.need, first.offer).state == ProposalState.SENT


def test_an_owner_gets_at_most_three_profiles_at_once(operator):
    offer = make_flat()
    for _ in range(3):
        make_proposal(by=operator, offer=offer)

    with pytest.raises(DomainError, match="3 proposte aperte"):
        propose(operator, make_need(operator), offer)


def test_only_free_flats_and_open_cases_are_proposed(operator):
    need, paused = make_need(operator), make_need(operator, state=NeedState.PAUSED)

    with pytest.raises(WrongState, match="non è più libera"):
        propose(operator, need, make_flat("paused"))
    with pytest.raises(WrongState, match="non è in ricerca"):
        propose(operator, paused, make_flat())


def test_nobody_proposes_to_her_own_flat(operator):
    from tests.factories import MembershipFactory

    MembershipFactory(user=operator.user, role="landlord", body=None)

    with pytest.raises(DomainError, match="è tua"):
        propose(operator, make_need(operator), make_flat(offer={"owner": operator.user}))


def test_another_bodys_need_does_not_exist(operator, other_operator):
    with pytest.raises(Need.DoesNotExist):
        propose(other_operator, make_need(operator), make_flat())


def test_a_note_says_neither_origin_nor_contacts(operator):
    need, offer = make_need(operator), make_flat()

    with pytest.raises(SaysTooMuch, match="rifugiata"):
        propose(operator, need, offer, note="È una famiglia rifugiata.")
    proposal = propose(operator, need, offer, note="Chiamami al 339 123 4567.")

    assert "339" not in proposal.note
    assert proposal.entries.get().text == "Chiamami al [•••]."


def test_acceptance_reserves_the_flat_and_closes_the_others_kindly(operator, other_operator):
    chosen = make_proposal(ProposalState.MEETING, by=operator)
    other = make_proposal(by=other_operator, offer=chosen.offer)
    far = make_proposal(by=other_operator)

    proposals.accept(actor=chosen.offer.owner, proposal_id=chosen.pk)
    relay_batch()

    assert state_of(chosen.offer) == OfferState.RESERVED
    other.refresh_from_db()
    far.refresh_from_db()
    assert (other.state, far.state) == (ProposalState.CLOSED, ProposalState.SENT)
    message = Message.objects.get(kind="proposal.closed")
    assert message.user == other_operator.user
    assert "Non dipende dalla famiglia" in message.text


def test_cancelling_before_the_signature_frees_the_flat(operator):
    by_owner, by_body = make_proposal(ProposalState.ACCEPTED), make_proposal(ProposalState.ACCEPTED, by=operator)

    proposals.decline(actor=by_owner.offer.owner, proposal_id=by_owner.pk, reason=DeclineReason.THINKING)
    proposals.withdraw(actor=operator.user, proposal_id=by_body.pk, reason=WithdrawReason.PLANS_CHANGED)

    assert state_of(by_owner.offer) == state_of(by_body.offer) == OfferState.PUBLISHED


def test_a_promised_flat_is_not_withdrawn_over_the_households_head():
    proposal = make_proposal(ProposalState.ACCEPTED)

    with pytest.raises(DomainError, match="proposta accettata"):
        market.withdraw(offer_id=proposal.offer_id, actor=proposal.offer.owner, reason="changed_mind")
    with pytest.raises(DomainError, match="proposta accettata"):
        market.release(offer_id=proposal.offer_id, actor=proposal.offer.owner)


def test_withdrawing_the_flat_closes_what_waits_for_it(operator):
    proposal = make_proposal(by=operator)

    market.withdraw(offer_id=proposal.offer_id, actor=proposal.offer.owner, reason="changed_mind")
    relay_batch()

    proposal.refresh_from_db()
    assert proposal.state == ProposalState.CLOSED


def test_the_signature_takes_the_flat_and_ends_the_search(operator):
    need = make_need(operator)
    chosen = make_proposal(ProposalState.ACCEPTED, by=operator, need=need)
    waiting = make_proposal(by=operator, need=need)
    promised = make_proposal(ProposalState.ACCEPTED, by=operator, need=need)

    agreement = agreements.sign(actor=operator.user, proposal_id=chosen.pk, terms=make_terms())
    relay_batch()

    assert state_of(chosen.offer) == OfferState.TAKEN
    assert agreement.case_code == need.case_code
    assert agreement.terms["rent"] == 700
    assert {deadline.kind for deadline in agreement.deadlines.all()} == {"registration"}
    need.refresh_from_db()
    assert need.state == NeedState.AGREED
    states = dict(Proposal.objects.filter(need=need).values_list("pk", "state"))
    assert states == {chosen.pk: "agreed", waiting.pk: "withdrawn", promised.pk: "withdrawn"}
    assert state_of(promised.offer) == OfferState.PUBLISHED


def test_no_signature_without_the_attested_permit(operator):
    proposal = make_proposal(ProposalState.ACCEPTED, by=operator)

    with pytest.raises(DomainError, match="permesso valido"):
        agreements.sign(actor=operator.user, proposal_id=proposal.pk, terms=make_terms(permit_attested=False))


def test_each_side_does_only_what_is_its_own(operator, other_operator, stranger):
    proposal = make_proposal(by=operator)
    owner = proposal.offer.owner

    for actor in (operator.user, other_operator.user, stranger):
        with pytest.raises(NotAllowed):
            proposals.accept_meeting(actor=actor, proposal_id=proposal.pk)
    for actor in (owner, other_operator.user, stranger):
        with pytest.raises(NotAllowed):
            proposals.withdraw(actor=actor, proposal_id=proposal.pk, reason=WithdrawReason.MISTAKE)
    for actor in (other_operator.user, stranger):
        with pytest.raises(NotAllowed):
            messages.write(actor=actor, proposal_id=proposal.pk, text="Buongiorno")
    proposal.refresh_from_db()
    assert proposal.state == ProposalState.SENT


def test_a_colleague_of_the_operator_may_act(operator):
    proposal = make_proposal(by=operator)
    colleague = worker(operator.body)

    proposals.withdraw(actor=colleague.user, proposal_id=proposal.pk, reason=WithdrawReason.MISTAKE)


def test_steps_out_of_order_are_refused(operator):
    proposal = make_proposal(by=operator)

    with pytest.raises(WrongState):
        proposals.accept(actor=proposal.offer.owner, proposal_id=proposal.pk)
    proposals.decline(actor=proposal.offer.owner, proposal_id=proposal.pk, reason=DeclineReason.DATES)
    with pytest.raises(WrongState):
        proposals.accept_meeting(actor=proposal.offer.owner, proposal_id=proposal.pk)
    with pytest.raises(DomainError, match="motivo"):
        proposals.decline(actor=proposal.offer.owner, proposal_id=proposal.pk, reason="nationality")


def test_reminders_on_the_third_and_sixth_day_then_the_end(operator):
    proposal = make_proposal(by=operator)
    sent = proposal.sent_at
    seen = []

    for hours in (24, 73, 74, 146, 147, 167, 169, 170):
        with clock.frozen(sent + timedelta(hours=hours)):
            seen.append((proposals.remind_due(), proposals.expire_due()))

    assert seen == [(0, 0), (1, 0), (0, 0), (1, 0), (0, 0), (0, 0), (0, 1), (0, 0)]
    with clock.frozen(sent + timedelta(hours=171)):
        relay_batch()
    kinds = Message.objects.filter(kind__startswith="proposal.").order_by("pk").values_list("kind", "user")
    owner = proposal.offer.owner_id
    assert list(kinds) == [
        ("proposal.sent", owner),
        ("proposal.reminder", owner),
        ("proposal.reminder", owner),
        ("proposal.expired", operator.user.pk),
    ]


def test_an_answer_after_the_deadline_comes_too_late_even_before_the_sweep(operator):
    proposal = make_proposal(by=operator)

    with clock.frozen(proposal.expires_at + timedelta(seconds=1)), pytest.raises(WrongState, match="tempo"):
        proposals.accept_meeting(actor=proposal.offer.owner, proposal_id=proposal.pk)


def test_messages_hide_contacts_until_there_is_an_agreement(operator):
    proposal = make_proposal(ProposalState.ACCEPTED, by=operator)
    text = "Scrivi a anna@example.org o chiama +39 02 1234567."

    before = messages.write(actor=proposal.offer.owner, proposal_id=proposal.pk, text=text)
    agreements.sign(actor=operator.user, proposal_id=proposal.pk, terms=make_terms())
    after = messages.write(actor=proposal.offer.owner, proposal_id=proposal.pk, text=text)

    assert (before.text, before.data["hidden"]) == ("Scrivi a [•••] o chiama [•••].", 2)
    assert after.text == text
    assert (before.side, before.kind) == (Side.OFFERER, Step.MESSAGE)


def test_a_body_says_nothing_of_origin_health_or_permit(operator):
    proposal = make_proposal(by=operator)

    for text in ("La famiglia è siriana", "Il figlio è malato", "Ha il permesso di soggiorno", "They are refugees"):
        with pytest.raises(SaysTooMuch):
            messages.write(actor=operator.user, proposal_id=proposal.pk, text=text)
    messages.write(actor=operator.user, proposal_id=proposal.pk, text="Il caso può visitare la casa sabato alle 10.")


def test_telling_twice_says_it_once(operator):
    from matching.notices import tell

    proposal = make_proposal(by=operator)
    relay_batch()
    tell(proposal.entries.get().pk)

    assert Message.objects.filter(kind="proposal.sent").count() == 1


def test_a_need_changed_in_two_windows_is_not_overwritten_silently(operator):
    need = make_need(operator)
    save = {"actor": operator.user, "acting": operator.acting, "need_id": need.pk, "version": 1}
    needs.change(**save, values={"budget_max": 950})

    with pytest.raises(needs.StaleNeed) as conflict:
        needs.change(**save, values={"budget_max": 1000})

    assert conflict.value.need.budget_max == 950


def test_a_case_with_open_proposals_is_not_closed(operator):
    proposal = make_proposal(by=operator)
    close = {"actor": operator.user, "acting": operator.acting, "need_id": proposal.need_id, "state": "closed"}

    with pytest.raises(DomainError, match="proposte aperte"):
        needs.set_state(**close)
    proposals.withdraw(actor=operator.user, proposal_id=proposal.pk, reason=WithdrawReason.MISTAKE)

    assert needs.set_state(**close).state == NeedState.CLOSED
