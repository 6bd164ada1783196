"""What the owner hears of her offer: each step once, in her language."""

import pytest

from marketplace.notifications.models import Message
from marketplace.offers.consumers import tell_owner
from marketplace.offers.services import drafts, market, review
from marketplace.organisations.enums import Role
from marketplace.outbox.services import relay_batch
from tests.factories import person

from .factories import in_charge
from .trial import trial_in

pytestmark = pytest.mark.django_db


def sent():
    relay_batch()
    return list(Message.objects.order_by("pk").values_list("kind", flat=True))


def test_from_sending_to_publication_each_step_says_one_thing():
    offer, reviewer = trial_in("draft"), person(Role.REVIEWER)
    drafts.submit(offer_id=offer.pk, actor=offer.owner)
    in_charge(offer, reviewer)
    review.request_changes(offer_id=offer.pk, message="Aggiungi una foto del bagno.", actor=reviewer)
    drafts.submit(offer_id=offer.pk, actor=offer.owner)
    in_charge(offer, reviewer)
    review.save_checklist(offer_id=offer.pk, ticked={"papers"}, actor=reviewer)
    review.approve(offer_id=offer.pk, actor=reviewer)
    assert sent() == ["offer.submitted", "offer.changes", "offer.submitted", "offer.published"]
    assert "Aggiungi una foto del bagno." in Message.objects.get(kind="offer.changes").text


def test_an_event_that_comes_twice_says_it_once():
    offer = trial_in("submitted")
    in_charge(offer, reviewer := person(Role.REVIEWER))
    review.reject(offer_id=offer.pk, reason="duplicate", message="C’è già.", actor=reviewer)
    change = offer.changes.last()
    tell_owner(change.pk)
    tell_owner(change.pk)
    assert sent() == ["offer.rejected"]


def test_what_the_owner_did_herself_needs_no_message():
    offer = trial_in("published")
    market.pause(offer_id=offer.pk, actor=offer.owner)
    market.resume(offer_id=offer.pk, actor=offer.owner)
    assert sent() == []


def test_the_message_is_in_the_owners_language():
    offer = trial_in("draft", owner=person(Role.LANDLORD, language="en"))
    drafts.submit(offer_id=offer.pk, actor=offer.owner)
    sent()
    assert Message.objects.get().subject == "We have received your listing"


def test_an_event_of_a_change_that_is_gone_is_nothing():
    tell_owner(0)
    assert sent() == []
