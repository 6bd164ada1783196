"""The Comune's look: charge, ticks, decisions, differences, four eyes."""

from datetime import timedelta

import pytest

from marketplace.core import clock
from marketplace.core.errors import Conflict, DomainError, NotAllowed, WrongState
from marketplace.offers.models import Offer, ReviewOutcome
from marketplace.offers.review import checklist_of, differences, last_look
from marketplace.offers.selectors import checked_items, due_on
from marketplace.offers.services import drafts, review
from marketplace.organisations.enums import Role
from tests.factories import MembershipFactory, person

from .factories import in_charge
from .trial import trial_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def reviewer():
    return person(Role.REVIEWER, first_name="Paola", last_name="Galli")


def approved(offer, reviewer, ticked=("papers",)):
    in_charge(offer, reviewer)
    review.save_checklist(offer_id=offer.pk, ticked=set(ticked), actor=reviewer)
    return review.approve(offer_id=offer.pk, actor=reviewer)


def test_one_reviewer_at_a_time_and_the_other_learns_who(reviewer):
    offer = trial_in("submitted")
    in_charge(offer, reviewer)
    with clock.frozen(clock.now() + timedelta(minutes=2)), pytest.raises(Conflict, match=r"Paola Galli 2.minuti fa"):
        in_charge(offer)


def test_taking_charge_twice_is_one_look(reviewer):
    offer = trial_in("submitted")
    assert in_charge(offer, reviewer) == in_charge(offer, reviewer)


def test_after_a_day_a_colleague_may_take_over(reviewer):
    offer, colleague = trial_in("submitted"), person(Role.REVIEWER)
    first = in_charge(offer, reviewer)
    with clock.frozen(clock.now() + timedelta(hours=25)):
        in_charge(offer, colleague)
    first.refresh_from_db()
    assert (first.outcome, Offer.objects.get(pk=offer.pk).reviewer) == (ReviewOutcome.DROPPED, colleague)


def test_giving_back_frees_the_offer(reviewer):
    offer = trial_in("submitted")
    in_charge(offer, reviewer)
    assert review.release_charge(offer_id=offer.pk, actor=reviewer).reviewer is None
    assert in_charge(offer).outcome == ReviewOutcome.OPEN


def test_who_has_not_taken_charge_decides_nothing(reviewer):
    offer = trial_in("submitted")
    in_charge(offer)
    with pytest.raises(WrongState):
        review.approve(offer_id=offer.pk, actor=reviewer)


def test_required_lines_must_be_ticked_before_publication(reviewer):
    offer = trial_in("submitted", published_at=None)
    in_charge(offer, reviewer)
    with pytest.raises(DomainError, match="I documenti sono leggibili"):
        review.approve(offer_id=offer.pk, actor=reviewer)
    assert Offer.objects.get(pk=offer.pk).state == "submitted"


def test_approval_publishes_and_says_what_was_checked(reviewer):
    offer = approved(trial_in("submitted"), reviewer, ticked=("papers", "photos"))
    items = [(item.text, item.on) for item in checked_items(offer)]
    day = clock.today()
    assert (offer.state, offer.reviewer, offer.confirmed_at) == ("published", None, offer.published_at)
    assert items == [("Documenti controllati dal Comune", day), ("Foto controllate", day)]


def test_marked_passages_add_a_line_that_must_be_ticked(reviewer):
    offer = trial_in("draft", description="Solo italiani")
    drafts.submit(offer_id=offer.pk, actor=offer.owner)
    offer.refresh_from_db()
    in_charge(offer, reviewer)
    review.save_checklist(offer_id=offer.pk, ticked={"papers"}, actor=reviewer)
    with pytest.raises(DomainError, match="passaggi segnalati"):
        review.approve(offer_id=offer.pk, actor=reviewer)
    assert [line.code for line in checklist_of(offer)] == ["screening", "papers", "photos"]


def test_a_reviewer_who_owns_the_offer_cannot_look_at_it(reviewer):
    MembershipFactory(user=reviewer, role=Role.LANDLORD, body=None)
    offer = trial_in("submitted", owner=reviewer)
    with pytest.raises(NotAllowed, match="è tua"):
        in_charge(offer, reviewer)


def test_changes_need_a_message_and_it_reaches_the_history(reviewer):
    offer = trial_in("submitted")
    in_charge(offer, reviewer)
    with pytest.raises(DomainError):
        review.request_changes(offer_id=offer.pk, message=" ", actor=reviewer)
    review.request_changes(offer_id=offer.pk, message="Aggiungi l’APE.", actor=reviewer)
    assert offer.changes.last().note == "Aggiungi l’APE."


def test_a_refusal_needs_reason_and_message(reviewer):
    offer = trial_in("submitted")
    in_charge(offer, reviewer)
    with pytest.raises(DomainError, match="motivata"):
        review.reject(offer_id=offer.pk, reason="duplicate", message="", actor=reviewer)
    with pytest.raises(DomainError, match="motivo"):
        review.reject(offer_id=offer.pk, reason="", message="È un doppione", actor=reviewer)
    assert (
        review.reject(offer_id=offer.pk, reason="duplicate", message="Un doppione", actor=reviewer).state == "rejected"
    )


def test_the_second_look_shows_what_has_changed_since_the_first(reviewer):
    offer = trial_in("submitted")
    in_charge(offer, reviewer)
    review.request_changes(offer_id=offer.pk, message="Di’ di più.", actor=reviewer)
    values = {"description": "Due stanze, un balcone e la cantina."}
    drafts.save_content(offer_id=offer.pk, version=1, actor=offer.owner, values=values)
    offer = drafts.submit(offer_id=offer.pk, actor=offer.owner)
    changed = [(row.label, row.before, row.now) for row in differences(offer, last_look(offer)) if row.changed]
    assert changed == [("Descrizione", "Due stanze e un balcone.", "Due stanze, un balcone e la cantina.")]


def test_a_published_offer_can_be_called_back(reviewer):
    offer = review.request_changes(offer_id=trial_in("published").pk, message="Una segnalazione.", actor=reviewer)
    assert (offer.state, last_look(offer).outcome) == ("changes", ReviewOutcome.CHANGES)


def test_the_term_counts_thirty_days_from_the_day_it_was_sent():
    offer = trial_in("submitted")
    assert due_on(offer) == clock.today() + timedelta(days=30)


def sent_back(offer, reviewer, *, after):
    """Asked for changes ``after`` so many days from now."""
    with clock.frozen(clock.now() + timedelta(days=after)):
        in_charge(offer, reviewer)
        review.request_changes(offer_id=offer.pk, message="Aggiungi una foto.", actor=reviewer)


def sent_again(offer, *, after):
    with clock.frozen(clock.now() + timedelta(days=after)):
        return drafts.submit(offer_id=offer.pk, actor=offer.owner)


def test_the_term_rests_while_the_owner_changes_it(reviewer):
    """L. 241/1990 art. 2 c. 7: ten days used, forty with the owner, so twenty are left, not thirty."""
    offer = trial_in("submitted")
    sent_back(offer, reviewer, after=10)
    assert due_on(sent_again(offer, after=50)) == clock.today() + timedelta(days=70)


def test_it_rests_each_time(reviewer):
    offer = trial_in("submitted")
    sent_back(offer, reviewer, after=10)
    sent_again(offer, after=20)
    sent_back(offer, reviewer, after=25)
    assert due_on(sent_again(offer, after=40)) == clock.today() + timedelta(days=55)


def test_what_was_late_stays_late(reviewer):
    offer = trial_in("submitted")
    sent_back(offer, reviewer, after=33)
    assert due_on(sent_again(offer, after=40)) == clock.today() + timedelta(days=37)


def test_taking_it_back_and_sending_it_anew_begins_a_new_term(reviewer):
    offer = trial_in("submitted")
    sent_back(offer, reviewer, after=10)
    sent_again(offer, after=20)
    with clock.frozen(clock.now() + timedelta(days=21)):
        drafts.recall(offer_id=offer.pk, actor=offer.owner)
    assert due_on(sent_again(offer, after=30)) == clock.today() + timedelta(days=60)


def test_a_complaint_about_a_published_one_begins_a_new_term(reviewer):
    offer = trial_in("published", submitted_at=clock.now() - timedelta(days=200))
    review.request_changes(offer_id=offer.pk, message="Una segnalazione.", actor=reviewer)
    assert due_on(sent_again(offer, after=5)) == clock.today() + timedelta(days=35)


def test_publishing_again_keeps_the_first_date_of_publication(reviewer):
    offer = approved(trial_in("submitted"), reviewer)
    first = offer.published_at
    drafts.reopen(offer_id=offer.pk, actor=offer.owner)
    drafts.submit(offer_id=offer.pk, actor=offer.owner)
    with clock.frozen(clock.now() + timedelta(days=3)):
        assert approved(offer, reviewer).published_at == first
