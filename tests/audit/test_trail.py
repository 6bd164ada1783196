from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client

from marketplace.audit import services
from marketplace.audit.models import Entry
from marketplace.core import actor, clock
from marketplace.organisations.enums import Role
from tests.factories import BodyFactory, UserFactory, person

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "statement",
    ["update audit_entry set actor_label = 'x'", "delete from audit_entry", "truncate audit_entry"],
)
def test_trail_refuses_change_even_by_raw_sql(statement: str) -> None:
    user = UserFactory()
    entry = services.log("test.done", actor=user, obj=user)
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    entry.refresh_from_db()
    assert entry.actor_label == str(user)


def test_trail_refuses_change_by_the_orm() -> None:
    entry = services.log("test.done", actor=None, obj=UserFactory())
    for change in (entry.delete, entry.save, Entry.objects.all().delete, lambda: Entry.objects.update(action="x")):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()
    assert entry.actor_label == "portale"


def test_entry_keeps_who_for_which_body_and_outlives_the_person() -> None:
    user, body = UserFactory(), BodyFactory()
    token = actor.set_body(body.pk)
    try:
        entry = services.read(actor=user, obj=body, purpose="abbinamento")
    finally:
        actor.reset_body(token)
    assert (entry.action, entry.body_id, entry.data) == ("body.read", body.pk, {"purpose": "abbinamento"})
    name = str(user)
    user.delete()
    entry.refresh_from_db()
    assert entry.actor_label == name


@pytest.mark.parametrize(
    ("role", "status"), [(Role.AUDITOR, 200), (Role.ADMIN, 200), (Role.REVIEWER, 403), (Role.LANDLORD, 403)]
)
def test_register_is_for_auditors_and_administrators(client: Client, role: str, status: int) -> None:
    client.force_login(person(role))
    assert client.get("/controllo/registro/").status_code == status


def test_register_is_not_for_the_public(client: Client) -> None:
    assert client.get("/controllo/registro/").status_code == 302


def test_register_names_the_body_that_was_acted_for(client: Client) -> None:
    body, gone = BodyFactory(legal_name="Cooperativa Girasole"), 987_654
    for key in (body.pk, gone):
        token = actor.set_body(key)
        services.log("photo.added", actor=None, obj=body)
        actor.reset_body(token)
    client.force_login(person(Role.AUDITOR))
    page = client.get("/controllo/registro/", {"action": "photo.added"}).content.decode()
    assert "<td>Cooperativa Girasole</td>" in page
    assert f"<td>{gone}</td>" in page
    assert "<td>Foto aggiunta</td>" in page


def test_register_is_filtered(client: Client) -> None:
    anna, bruno = UserFactory(first_name="Anna", last_name="Uno"), UserFactory(first_name="Bruno", last_name="Due")
    with clock.frozen(clock.now() - timedelta(days=10)):
        old = services.log("body.verified", actor=anna, obj=bruno)
    new = services.log("body.suspended", actor=bruno, obj=anna)
    client.force_login(person(Role.AUDITOR))

    def found(**query: Any) -> set[int]:
        page = client.get("/controllo/registro/", query).context["page"]
        return {entry.pk for entry in page}

    assert new.pk in found()
    assert found(actor="anna") == {old.pk}
    assert found(action="body.suspended") == {new.pk}
    assert found(object_type="accounts.user", object_id=str(anna.pk)) == {new.pk}
    assert old.pk not in found(since=clock.today().isoformat())
    assert found(until=(clock.today() - timedelta(days=5)).isoformat()) == {old.pk}


def test_wrong_date_is_told_and_loses_nothing(client: Client) -> None:
    client.force_login(person(Role.AUDITOR))
    page = client.get("/controllo/registro/", {"since": "ieri", "actor": "anna"}).content.decode()
    assert "error-summary" in page
    assert 'value="anna"' in page


@pytest.mark.parametrize("count", [1, 3])
def test_register_asks_the_same_number_of_queries(client: Client, django_assert_num_queries: Any, count: int) -> None:
    user = UserFactory()
    for _ in range(count):
        services.log("test.done", actor=user, obj=user)
    client.force_login(person(Role.AUDITOR))
    client.get("/controllo/registro/")
    with django_assert_num_queries(5):  # session, person, memberships, count, rows
        client.get("/controllo/registro/")
