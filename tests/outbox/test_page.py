from typing import Any

import pytest
from django.test import Client

from marketplace.core import clock
from marketplace.organisations.enums import Role
from marketplace.outbox import services
from marketplace.outbox.models import Event
from tests.factories import person

pytestmark = pytest.mark.django_db


def dead_event() -> Event:
    event = services.emit("test.nobody", 1)
    Event.objects.filter(pk=event.pk).update(dead_at=clock.now(), attempts=10, error="x.y: OSError: away")
    return event


def test_administrator_sees_and_retries_what_was_given_up(client: Client) -> None:
    event = dead_event()
    client.force_login(person(Role.ADMIN))
    assert "OSError: away" in client.get("/sistema/eventi/").content.decode()
    assert client.post(f"/sistema/eventi/{event.pk}/riprova/").status_code == 302
    services.relay_batch()
    event.refresh_from_db()
    assert event.processed_at
    again = client.post(f"/sistema/eventi/{event.pk}/riprova/", follow=True)
    assert "non è più fermo" in again.content.decode()


@pytest.mark.parametrize("role", [Role.REVIEWER, Role.OPERATOR, Role.LANDLORD])
def test_others_are_refused_and_nothing_changes(client: Client, role: str) -> None:
    event = dead_event()
    client.force_login(person(role))
    assert client.get("/sistema/eventi/").status_code == 403
    assert client.post(f"/sistema/eventi/{event.pk}/riprova/").status_code == 403
    event.refresh_from_db()
    assert event.dead_at


@pytest.mark.parametrize("count", [1, 3])
def test_page_asks_the_same_number_of_queries(client: Client, django_assert_num_queries: Any, count: int) -> None:
    for _ in range(count):
        dead_event()
    client.force_login(person(Role.ADMIN))
    client.get("/sistema/eventi/")
    with django_assert_num_queries(9):  # session, person, memberships, count, rows, lag (2), waiting, retrying
        client.get("/sistema/eventi/")
