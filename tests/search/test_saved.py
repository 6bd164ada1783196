"""Saved searches from the form to the message: confirmed, told once, stopped by one click."""

import logging.config
import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.core import mail
from django.urls import reverse

from marketplace.core import clock
from marketplace.core.errors import DomainError
from marketplace.notifications import services as notifications
from marketplace.notifications.models import Message
from search import services as index
from search.analysis import stem
from search.models import SavedAnchor, SavedHit, SavedSearch, SearchDocument, Synonym
from search.saved import links, matching, sending, services

from .. import factories
from .flats import published

pytestmark = pytest.mark.usefixtures("areas")

QUERIES = 4
LAMBRATE_QUERY = "tipo=casa&nil=23"
MORNING = datetime(2026, 12, 1, 5, 30, tzinfo=UTC)  # half past six in Rome, a Tuesday


@pytest.fixture
def user(db: None) -> Any:
    return factories.UserFactory()


def fresh(**values: Any) -> Any:
    """An offer that has just been published and indexed."""
    offer = published(**values)
    index.index(offer.pk)
    return offer


def save(user: Any, query: str = LAMBRATE_QUERY, frequency: str = "at_once") -> SavedSearch:
    return services.save(actor=user, query=query, frequency=frequency)


def test_a_new_offer_is_told_once_in_one_message(user):
    search = save(user)
    first, second = fresh(), fresh()
    assert sending.send_due() == 1
    message = Message.objects.get(kind="search.found")
    assert message.user == user
    assert first.title in message.text
    assert second.public_id in message.text
    assert f"/avvisi/ferma/{links.token(search, links.STOP)}/" in message.stop_url
    index.index(first.pk)
    assert sending.send_due() == 0
    assert not search.hits.filter(sent_at=None).exists()


def test_the_mail_can_be_stopped_by_its_program(user, settings, client):
    settings.EMAIL_CONFIGURED = True
    search = save(user)
    fresh()
    sending.send_due()
    notifications.deliver(Message.objects.get(kind="search.found").pk)
    headers = mail.outbox[0].message()
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    path = re.fullmatch(r"<https?://[^/]+(/.*)>", headers["List-Unsubscribe"])[1]
    client.handler.enforce_csrf_checks = True
    assert client.get(path).status_code == 200
    search.refresh_from_db()
    assert search.live
    for _ in range(2):
        assert client.post(path, {"List-Unsubscribe": "One-Click"}).status_code == 200
    search.refresh_from_db()
    assert search.stopped_at
    assert not SavedAnchor.objects.exists()


def test_what_is_gone_when_the_message_leaves_is_left_out(user):
    save(user)
    offer, other = fresh(), fresh()
    SearchDocument.objects.filter(pk=offer.pk).delete()
    sending.send_due()
    assert offer.public_id not in Message.objects.get(kind="search.found").text
    assert list(SavedHit.objects.values_list("offer", flat=True)) == [other.pk]


def test_daily_and_weekly_messages_wait_for_their_hour(user):
    with clock.frozen(MORNING):
        save(user, frequency="daily")
        save(user, query=f"{LAMBRATE_QUERY}&arredata=", frequency="weekly")
        assert SavedSearch.objects.count() == 1  # the same question
        SavedSearch.objects.update(frequency="daily")
        fresh()
        assert sending.send_due() == 0
    with clock.frozen(MORNING + timedelta(hours=1)):
        assert sending.send_due() == 1
        assert sending.send_due() == 0
        fresh()
        SavedSearch.objects.update(frequency="weekly")
    with clock.frozen(MORNING + timedelta(days=1)):
        assert sending.send_due() == 0
    with clock.frozen(MORNING + timedelta(days=6, hours=1)):  # Monday
        assert sending.send_due() == 1


def test_a_rebuild_finds_no_news(user):
    save(user)
    offer = published()
    index.rebuild()
    assert SearchDocument.objects.filter(pk=offer.pk).exists()
    assert not SavedHit.objects.exists()


def test_a_stranger_confirms_by_mail_and_is_forgotten_when_she_stops(client, db):
    fresh()
    asked = {"query": LAMBRATE_QUERY, "frequency": "daily", "address": "Anna@Example.org"}
    response = client.post(reverse("saved_new"), asked)
    assert response.status_code == 200
    assert "Controlla la posta" in response.text
    search = SavedSearch.objects.get(address="anna@example.org")
    assert not search.live
    assert not SavedAnchor.objects.exists()
    path = re.search(r"https?://[^/]+(/avvisi/conferma/\S+)", Message.objects.get().text)[1]
    assert "Conferma" in client.get(path).text
    search.refresh_from_db()
    assert not search.live
    assert client.post(path).status_code == client.post(path).status_code == 200
    search.refresh_from_db()
    assert search.live
    assert SavedAnchor.objects.exists()
    stop = reverse("saved_stop", args=[links.token(search, links.STOP)])
    assert client.post(stop).status_code == client.post(stop).status_code == client.get(stop).status_code == 200
    assert not SavedSearch.objects.exists()


def test_who_is_asked_too_often_gets_no_more_letters_and_nobody_learns_it(client, db):
    asked = {"query": LAMBRATE_QUERY, "frequency": "daily", "address": "anna@example.org"}
    answers = {client.post(reverse("saved_new"), asked).text.count("Controlla la posta") for _ in range(8)}
    assert len(answers) == 1
    assert Message.objects.count() == 5


def test_unconfirmed_addresses_are_forgotten(db):
    services.ask(actor=None, address="a@example.org", query=LAMBRATE_QUERY, frequency="daily", language="it")
    assert services.forget() == 0
    SavedSearch.objects.update(created_at=clock.now() - timedelta(days=4))
    assert services.forget() == 1


def test_a_search_that_finds_too_much_is_refused(user, client, flats):
    with pytest.raises(DomainError, match="aggiungi una zona"):
        save(user, "tipo=casa")
    client.force_login(user)
    response = client.post(reverse("saved_new"), {"query": "tipo=casa", "frequency": "daily"})
    assert response.status_code == 422
    assert "aggiungi una zona" in response.text


def test_a_link_of_another_purpose_or_nobody_is_unknown(client, user):
    search = save(user)
    assert client.get(reverse("saved_stop", args=["falso"])).status_code == 404
    assert client.get(reverse("saved_stop", args=[links.token(search, links.CONFIRM)])).status_code == 404


def test_an_editor_changes_a_synonym(user):
    group = Synonym.objects.create(group="zzuno; zzdue")
    search = save(user, "q=zzuno")
    assert set(SavedAnchor.objects.values_list("key", flat=True)) == {
        f"words:{stem(word)}" for word in ("zzuno", "zzdue")
    }
    group.group = "zzuno; zzdue; zztre"
    group.save()
    assert services.read_again_with([stem("zzuno")]) == 1
    search.refresh_from_db()
    assert stem("zztre") in search.words


def test_the_list_asks_as_often_for_three_as_for_one(user, client, django_assert_num_queries):
    client.force_login(user)
    save(user)
    client.get(reverse("saved_list"))
    for more in ("", "&arredata=1", "&ascensore=1"):
        save(user, LAMBRATE_QUERY + more)
        with django_assert_num_queries(QUERIES):
            response = client.get(reverse("saved_list"))
        assert response.status_code == 200


def test_a_person_changes_stops_resumes_and_deletes_her_search(user, client):
    search = save(user)
    client.force_login(user)
    args = [search.public_id]
    client.post(reverse("saved_change", args=args), {"title": "Vicino al lavoro", "frequency": "weekly"})
    search.refresh_from_db()
    assert (search.title, search.frequency) == ("Vicino al lavoro", "weekly")
    assert client.post(reverse("saved_change", args=args), {"title": "", "frequency": "x"}).status_code == 422
    client.post(reverse("saved_end", args=args))
    search.refresh_from_db()
    assert not search.live
    client.post(reverse("saved_resume", args=args))
    search.refresh_from_db()
    assert search.live
    assert search.title == "Vicino al lavoro"
    client.force_login(factories.UserFactory())
    for name in ("saved_end", "saved_resume", "saved_delete"):
        assert client.post(reverse(name, args=args)).status_code == 404
    client.force_login(user)
    client.post(reverse("saved_delete", args=args))
    assert not SavedSearch.objects.exists()


def test_two_senders_tell_once(user):
    search = save(user)
    fresh()
    assert sending._send(search.pk)
    assert not sending._send(search.pk)
    SavedSearch.objects.update(sent_at=None)
    assert not sending._send(search.pk)
    assert Message.objects.filter(kind="search.found").count() == 1


def test_matching_nothing_asks_nothing(db, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert matching.match([]) == 0


def test_a_link_that_stops_by_itself_stays_out_of_the_log(user, client, settings, caplog):
    path = links.link(save(user), links.STOP).removeprefix(settings.SITE_URL)
    for address in (path, f"{path[:-2]}x/", "/una/pagina/che-non-ce/"):
        client.get(address)
    configuration = logging.config.dictConfigClass(settings.LOGGING)
    formatter = configuration.configure_formatter(settings.LOGGING["formatters"]["json"])
    lines = [formatter.format(record) for record in caplog.records]
    assert any("/avvisi/ferma/***/" in line for line in lines)
    assert any("/una/pagina/che-non-ce/" in line for line in lines)
    assert not any(path.split("/")[3][:20] in line for line in lines)
