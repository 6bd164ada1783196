"""Writing an offer: versions, what may change online, and opening again."""

import pytest

from marketplace.core.errors import NotAllowed, WrongState
from marketplace.offers.models import Offer, ReviewOutcome
from marketplace.offers.services import drafts
from marketplace.offers.services.drafts import NeedsReopening, StaleVersion
from marketplace.organisations.enums import Role
from marketplace.outbox.models import Event
from tests.factories import BodyFactory, person

from .factories import in_charge
from .trial import trial_in

pytestmark = pytest.mark.django_db


def test_a_landlord_begins_an_offer_for_herself_and_not_for_a_strange_body():
    owner = person(Role.LANDLORD)
    offer = drafts.create_draft(actor=owner, kind="trial")
    assert (offer.state, offer.owner, offer.body) == ("draft", owner, None)
    with pytest.raises(NotAllowed):
        drafts.create_draft(actor=owner, kind="trial", body=BodyFactory())


def test_an_operator_begins_no_offer():
    with pytest.raises(NotAllowed):
        drafts.create_draft(actor=person(Role.OPERATOR), kind="trial")


def test_the_second_window_notices_the_first():
    offer = trial_in("draft")
    drafts.save_content(offer_id=offer.pk, version=1, actor=offer.owner, values={"title": "Prima"})
    with pytest.raises(StaleVersion) as caught:
        drafts.save_content(offer_id=offer.pk, version=1, actor=offer.owner, values={"title": "Seconda"})
    assert (caught.value.offer.version, Offer.objects.get(pk=offer.pk).title) == (2, "Prima")


def test_a_stranger_changes_nothing():
    offer = trial_in("draft")
    with pytest.raises(NotAllowed):
        drafts.save_content(offer_id=offer.pk, version=1, actor=person(Role.LANDLORD), values={"title": "Mia"})
    assert Offer.objects.get(pk=offer.pk).title == offer.title


@pytest.mark.parametrize("state", ["published", "paused"])
def test_checked_content_needs_a_new_review_and_says_so(state):
    offer = trial_in(state)
    with pytest.raises(NeedsReopening, match="controllato di nuovo"):
        drafts.save_content(offer_id=offer.pk, version=1, actor=offer.owner, values={"title": "Altro"})


def test_what_may_change_online_changes_online_and_the_search_hears_of_it():
    offer = trial_in("published")
    values = {"available_from": offer.published_at.date()}
    saved = drafts.save_content(offer_id=offer.pk, version=1, actor=offer.owner, values=values, live=True)
    assert (saved.state, saved.version) == ("published", 2)
    assert Event.objects.filter(topic="offer.changed", object_id=offer.pk).count() == 1


@pytest.mark.parametrize("state", ["submitted", "reserved", "taken", "withdrawn", "rejected", "expired"])
def test_in_other_states_nothing_changes(state):
    offer = trial_in(state)
    with pytest.raises(WrongState):
        drafts.bump_version(offer_id=offer.pk, version=1, actor=offer.owner, live=True)


def test_an_unknown_column_is_a_mistake_of_the_caller():
    offer = trial_in("draft")
    with pytest.raises(ValueError, match="state"):
        drafts.save_content(offer_id=offer.pk, version=1, actor=offer.owner, values={"state": "published"})


def test_sending_counts_the_marked_passages():
    offer = trial_in("draft", description="Bella casa. Solo italiani, niente bambini.")
    assert drafts.submit(offer_id=offer.pk, actor=offer.owner).hits == 2


def test_taking_an_offer_back_ends_the_look_at_it():
    offer = trial_in("submitted")
    review = in_charge(offer)
    back = drafts.recall(offer_id=offer.pk, actor=offer.owner)
    review.refresh_from_db()
    assert (back.state, back.reviewer, review.outcome) == ("draft", None, ReviewOutcome.DROPPED)


@pytest.mark.parametrize(
    ("state", "keeps"), [("published", True), ("paused", True), ("withdrawn", False), ("expired", False)]
)
def test_opening_again_makes_it_a_draft(state, keeps):
    offer = drafts.reopen(offer_id=(made := trial_in(state)).pk, actor=made.owner)
    assert (offer.state, offer.published_at is not None) == ("draft", keeps)


def test_a_draft_nobody_has_seen_can_be_deleted_a_sent_one_cannot():
    fresh, sent = trial_in("draft"), trial_in("submitted")
    drafts.delete_draft(offer_id=fresh.pk, actor=fresh.owner)
    drafts.recall(offer_id=sent.pk, actor=sent.owner)
    with pytest.raises(WrongState):
        drafts.delete_draft(offer_id=sent.pk, actor=sent.owner)
    assert set(Offer.objects.values_list("pk", flat=True)) == {sent.pk}
