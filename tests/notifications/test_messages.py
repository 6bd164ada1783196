import threading
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.db import connection
from django.db.models import QuerySet
from django.test import Client

from marketplace.core import clock
from marketplace.notifications import services
from marketplace.notifications.models import IN_FLIGHT_AT_MOST, MAX_ATTEMPTS, Message, MessageState, backoff
from tests.factories import UserFactory

TEMPLATE = "organisations/notifications/body_registered.txt"
pytestmark = pytest.mark.django_db


class BrokenBackend(EmailBackend):
    def send_messages(self, messages: list[Any]) -> int:
        raise ConnectionRefusedError("no server there")


def send(**values: Any) -> Message:
    to = values.pop("to", None) or UserFactory()
    context = {"body": type("Body", (), {"legal_name": "A & B <srl>"}), "url": "https://example.org/enti/1/"}
    given = {"kind": "test.written", "to": to, "subject": "Prova", "template": TEMPLATE, "context": context}
    return services.send(**given | values)


def test_without_mail_it_is_kept_to_be_read_in_the_browser() -> None:
    message = send()
    assert message.state == MessageState.KEPT
    assert services.deliver_due() == 0
    assert mail.outbox == []


def test_with_mail_it_is_sent_once(mailbox: list[Any]) -> None:
    message = send(attachments=[{"name": "visita.ics", "type": "text/calendar", "text": "BEGIN:VCALENDAR"}])
    services.deliver(message.pk)
    services.deliver(message.pk)
    message.refresh_from_db()
    assert (message.state, message.attempts) == (MessageState.SENT, 1)
    [sent] = mailbox
    assert sent.to == [message.user.email]
    assert sent.extra_headers["Message-ID"] == f"<message-{message.pk}@localhost>"
    assert sent.attachments[0][:2] == ("visita.ics", "BEGIN:VCALENDAR")


def test_text_is_plain_and_html_is_escaped() -> None:
    message = send()
    assert "A & B <srl>" in message.text
    assert "A &amp; B &lt;srl&gt;" in message.html
    assert '<a href="https://example.org/enti/1/"' in message.html


def test_words_are_in_the_recipients_language() -> None:
    message = send(to=UserFactory(language="en"))
    assert message.language == "en"
    assert message.text.startswith("Hello ")


def test_the_same_thing_is_said_once() -> None:
    first, again = send(dedupe_key="once:1"), send(dedupe_key="once:1")
    assert first.pk == again.pk
    assert Message.objects.count() == 1


def test_failure_waits_longer_each_time_and_ends(mailbox: list[Any], settings: Any) -> None:
    settings.EMAIL_BACKEND = f"{__name__}.BrokenBackend"
    message = send()
    start = clock.now()
    for attempt in range(MAX_ATTEMPTS):
        with clock.frozen(start + timedelta(days=attempt)):
            assert services.deliver_due() == 1
            assert services.deliver_due() == 0
    message.refresh_from_db()
    assert (message.state, message.attempts) == (MessageState.FAILED, MAX_ATTEMPTS)
    assert "ConnectionRefusedError" in message.error
    assert [backoff(n) for n in (1, 2, 3)] == [timedelta(minutes=n) for n in (1, 2, 4)]


def test_message_whose_process_died_is_sent_after_a_while(mailbox: list[Any]) -> None:
    message = send()
    assert services._take(message.pk)  # and then the process dies
    assert services.deliver_due() == 0
    with clock.frozen(clock.now() + IN_FLIGHT_AT_MOST):
        assert services.deliver_due() == 1
    message.refresh_from_db()
    assert (message.state, len(mailbox)) == (MessageState.SENT, 1)


def test_late_verdict_of_a_lost_attempt_changes_nothing(mailbox: list[Any]) -> None:
    message = send()
    lost = services._take(message.pk)
    with clock.frozen(clock.now() + IN_FLIGHT_AT_MOST):
        services.deliver(message.pk)
    services._settle(lost, error="too late")
    message.refresh_from_db()
    assert message.state == MessageState.SENT


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("locked", [True, False], ids=["as it is", "control: without the row lock"])
def test_two_workers_send_one_mail(locked: bool, mailbox: list[Any], monkeypatch: pytest.MonkeyPatch) -> None:
    """Both have read before either writes: only the lock keeps the second from sending too."""
    message = send()
    has_read = threading.Barrier(2)
    moment = clock.now()

    def waiting_now() -> Any:
        if not (locked and threading.current_thread().name == "late"):
            try:
                has_read.wait(timeout=2 if locked else 20)
            except threading.BrokenBarrierError:
                pass  # the other one found the row locked and went away
        return moment

    if not locked:
        monkeypatch.setattr(QuerySet, "select_for_update", lambda self, **options: self)
    monkeypatch.setattr(services, "now", waiting_now)
    taken: list[Any] = []

    def run() -> None:
        try:
            taken.append(services._take(message.pk))
        finally:
            connection.close()

    threads = [threading.Thread(target=run) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len([one for one in taken if one]) == (1 if locked else 2)


def test_old_messages_are_forgotten_and_sign_in_links_sooner() -> None:
    send(kind="offer.published")
    send(kind="account.password_reset_key")
    with clock.frozen(clock.now() + timedelta(days=31)):
        services.forget()
    assert [message.kind for message in Message.objects.all()] == ["offer.published"]
    with clock.frozen(clock.now() + timedelta(days=366)):
        services.forget()
    assert not Message.objects.exists()


def test_own_messages_are_read_by_their_person_only(client: Client) -> None:
    mine, others = send(), send()
    client.force_login(mine.user)
    page = client.get("/posta/").content.decode()
    assert f"/posta/{mine.pk}/" in page
    assert f"/posta/{others.pk}/" not in page
    assert client.get(f"/posta/{mine.pk}/").status_code == 200
    assert client.get(f"/posta/{others.pk}/").status_code == 404
    client.logout()
    assert client.get("/posta/").status_code == 302


def test_list_tells_messages_of_one_subject_apart(client: Client) -> None:
    message = send()
    client.force_login(message.user)
    assert "abbiamo ricevuto la richiesta per" in client.get("/posta/").content.decode()


@pytest.mark.parametrize(("demo", "configured", "status"), [(True, False, 200), (False, False, 404), (True, True, 404)])
def test_everybodys_messages_only_on_a_private_machine(
    client: Client, settings: Any, demo: bool, configured: bool, status: int
) -> None:
    message = send()
    settings.DEMO, settings.EMAIL_CONFIGURED = demo, configured
    assert client.get("/posta/tutti/").status_code == status
    assert client.get(f"/posta/tutti/{message.pk}/").status_code == status


@pytest.mark.parametrize("count", [1, 3])
def test_list_asks_the_same_number_of_queries(client: Client, django_assert_num_queries: Any, count: int) -> None:
    user = UserFactory()
    for _ in range(count):
        send(to=user)
    client.force_login(user)
    client.get("/posta/")
    with django_assert_num_queries(5):  # session, person, memberships, count, rows
        client.get("/posta/")


def test_attachment_is_downloaded_by_its_person_only(client: Client) -> None:
    message = send(attachments=[{"name": "visita.ics", "type": "text/calendar", "text": "BEGIN:VCALENDAR"}])
    url = f"/posta/{message.pk}/allegati/0/"
    assert client.get(url).status_code == 302
    client.force_login(message.user)
    response = client.get(url)
    assert response.content == b"BEGIN:VCALENDAR"
    assert response["Content-Disposition"] == 'attachment; filename="visita.ics"'
    assert client.get(f"/posta/{message.pk}/allegati/1/").status_code == 404
    client.force_login(UserFactory())
    assert client.get(url).status_code == 404
