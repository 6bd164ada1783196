"""Is it still free? Asked by a link that works once, reminded, and paused by silence."""

from datetime import timedelta

import pytest
from django.urls import reverse

from marketplace.core import clock
from marketplace.notifications.models import Message
from marketplace.offers.models import Answer, Confirmation, Offer
from marketplace.offers.services import freshness, market
from marketplace.organisations.enums import Role
from marketplace.outbox.services import relay_batch
from tests.factories import BodyFactory, person

from .trial import trial_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def offer():
    """Published fifteen days ago: one day past the term."""
    with clock.frozen(clock.now() - timedelta(days=15)):
        return trial_in("published")


@pytest.fixture
def question(offer):
    assert freshness.ask_due() == 1
    return Confirmation.objects.get(offer=offer)


def page_of(question):
    return reverse("offer_confirm", args=[freshness.token(question)])


def state_of(offer):
    return Offer.objects.get(pk=offer.pk).state


def test_only_those_whose_last_word_is_old_are_asked_and_only_once(offer):
    trial_in("published")
    trial_in("paused")
    assert [freshness.ask_due(), freshness.ask_due()] == [1, 0]
    assert [row.offer_id for row in Confirmation.objects.all()] == [offer.pk]


def test_asking_works_in_chunks(monkeypatch):
    monkeypatch.setattr(freshness, "CHUNK", 2)
    with clock.frozen(clock.now() - timedelta(days=20)):
        for _number in range(5):
            trial_in("published", owner=person(Role.LANDLORD))
    assert freshness.ask_due() == 5


def test_the_owner_gets_the_link_and_a_reminder_that_arrive_once_each(question, offer):
    relay_batch()
    with clock.frozen(clock.now() + timedelta(days=5)):
        assert [freshness.remind_due(), freshness.remind_due()] == [1, 0]
        relay_batch()
    kinds = list(Message.objects.filter(user=offer.owner).order_by("id").values_list("kind", flat=True))
    texts = Message.objects.filter(kind__startswith="offer.confirmation").values_list("text", flat=True)
    assert kinds == ["offer.confirmation", "offer.confirmation_reminder"]
    assert all(page_of(question) in text for text in texts)


def test_opening_the_link_changes_nothing_for_scanners_open_every_link(client, question, offer):
    before = Offer.objects.values().get(pk=offer.pk)
    answers = [client.get(page_of(question)).status_code, client.head(page_of(question)).status_code]
    question.refresh_from_db()
    assert (answers, question.answered_at) == ([200, 200], None)
    assert Offer.objects.values().get(pk=offer.pk) == before


@pytest.mark.parametrize(("choice", "state"), [("free", "published"), ("let", "withdrawn"), ("pause", "paused")])
def test_each_answer_does_what_it_says_without_signing_in(client, question, offer, choice, state):
    response = client.post(page_of(question), {"answer": choice})
    question.refresh_from_db()
    assert (response.status_code, state_of(offer), question.answer) == (200, state, choice)


def test_still_free_counts_two_weeks_anew(client, question, offer):
    client.post(page_of(question), {"answer": "free"})
    assert freshness.ask_due() == 0
    with clock.frozen(clock.now() + timedelta(days=15)):
        assert freshness.ask_due() == 1


def test_the_link_cannot_be_replayed(client, question, offer):
    client.post(page_of(question), {"answer": "free"})
    again = client.post(page_of(question), {"answer": "let"})
    assert (again.status_code, state_of(offer)) == (410, "published")
    assert "Hai già risposto" in again.content.decode()


def test_an_old_link_does_not_answer_a_new_question(client, question, offer):
    client.post(page_of(question), {"answer": "pause"})
    market.resume(offer_id=offer.pk, actor=offer.owner)
    assert (client.post(page_of(question), {"answer": "let"}).status_code, state_of(offer)) == (410, "published")


def test_a_link_that_was_tampered_with_is_unknown(client, question):
    other = page_of(question).replace(f"/{question.pk}:", f"/{question.pk + 1}:")
    assert [client.post(url, {"answer": "let"}).status_code for url in (other, "/conferma/1:nonsense/")] == [404, 404]


def test_an_unknown_answer_is_refused(client, question, offer):
    assert client.post(page_of(question), {"answer": "delete"}).status_code == 422
    assert state_of(offer) == "published"


def test_silence_pauses_the_offer_tells_the_owner_and_ends_the_link(client, question, offer):
    with clock.frozen(clock.now() + timedelta(days=8)):
        assert [freshness.pause_silent(), freshness.pause_silent()] == [1, 0]
        relay_batch()
        assert client.post(page_of(question), {"answer": "free"}).status_code == 410
    question.refresh_from_db()
    assert (state_of(offer), question.answer) == ("paused", Answer.SILENCE)
    assert Message.objects.filter(user=offer.owner, kind="offer.paused").count() == 1


def test_who_resumes_is_asked_again_after_two_weeks(question, offer):
    with clock.frozen(clock.now() + timedelta(days=8)):
        freshness.pause_silent()
        market.resume(offer_id=offer.pk, actor=offer.owner)
        assert freshness.ask_due() == 0


def test_an_offer_that_was_reserved_meanwhile_is_not_paused(question, offer):
    market.reserve(offer_id=offer.pk, actor=offer.owner)
    with clock.frozen(clock.now() + timedelta(days=8)):
        assert freshness.pause_silent() == 0
    assert state_of(offer) == "reserved"


def test_when_the_owner_has_left_the_body_a_colleague_answers(client):
    body = BodyFactory()
    owner, colleague = person(Role.LANDLORD, body=body), person(Role.LANDLORD, body=body)
    with clock.frozen(clock.now() - timedelta(days=15)):
        offer = trial_in("published", owner=owner, body=body)
    owner.memberships.update(valid_to=clock.today() - timedelta(days=1))
    freshness.ask_due()
    relay_batch()
    client.post(page_of(Confirmation.objects.get()), {"answer": "pause"})
    assert (state_of(offer), offer.changes.last().actor) == ("paused", colleague)
    assert list(Message.objects.values_list("user", flat=True)) == [colleague.pk]


def test_what_nobody_touches_for_long_expires():
    with clock.frozen(clock.now() - timedelta(days=91)):
        resting, busy = trial_in("paused"), trial_in("published")
    gone = trial_in("published", available_to=clock.today() - timedelta(days=1))
    assert market.expire_due() == 2
    assert [state_of(row) for row in (resting, busy, gone)] == ["expired", "published", "expired"]
