"""From the sign-up page of an audience to the first membership, with the message that confirms the address."""

import re
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.test import Client

from marketplace.accounts.models import User
from marketplace.notifications.models import Message
from marketplace.organisations.enums import Role
from tests.factories import PASSWORD, BodyFactory, MembershipFactory, UserFactory, person

pytestmark = pytest.mark.django_db
NEW = {"first_name": "Ada", "last_name": "Neri", "email": "ada@example.org", "password1": "una frase lunga davvero"}


def sign_up(client: Client, audience: str = "proprietari", **changes: str) -> Any:
    return client.post("/accesso/signup/", NEW | {"next": f"/iscriviti/{audience}/inizia/"} | changes)


def link_in(message: Message) -> str:
    found = re.search(r"https?://[^/]+(/\S+)", message.text)
    assert found, message.text
    return found[1]


def test_landlord_signs_up_confirms_and_begins(client: Client) -> None:
    page = client.get("/iscriviti/proprietari/").content.decode()
    assert "/accesso/signup/?next=/iscriviti/proprietari/inizia/" in page
    assert sign_up(client)["Location"].endswith("/confirm-email/")

    message = Message.objects.get(address="ada@example.org")
    assert (message.kind, message.user.email) == ("account.email_confirmation_signup", "ada@example.org")
    confirm = link_in(message)
    assert "Confermo" in client.get(confirm).content.decode()
    done = client.post(confirm)
    assert done["Location"] == "/iscriviti/proprietari/inizia/"
    assert "Inserisci la casa" in client.get(done["Location"]).content.decode()

    client.post("/iscriviti/proprietari/inizia/")
    membership = User.objects.get(email="ada@example.org").memberships.get()
    assert (membership.role, membership.body) == (Role.LANDLORD, None)
    assert client.get("/profilo/").wsgi_request.acting == membership


def test_confirmed_on_another_device_she_still_lands_where_she_wanted(client: Client) -> None:
    sign_up(client, "enti")
    assert User.objects.get(email="ada@example.org").audience == "enti"
    phone = Client()
    confirm = link_in(Message.objects.get(address="ada@example.org"))
    phone.post(confirm)
    signed_in = phone.post("/accesso/login/", {"login": "ada@example.org", "password": NEW["password1"]})
    assert signed_in["Location"] == "/dopo-accesso/"
    assert phone.get("/dopo-accesso/")["Location"] == "/iscriviti/enti/inizia/"
    assert phone.get("/iscriviti/enti/inizia/")["Location"] == "/iscriviti/enti/ente/"


def test_without_confirmation_there_is_no_way_in(client: Client) -> None:
    sign_up(client)
    response = Client().post("/accesso/login/", {"login": "ada@example.org", "password": NEW["password1"]})
    assert response["Location"].endswith("/confirm-email/")
    assert client.get("/profilo/").status_code == 302


def test_address_in_use_looks_the_same_to_the_outside(client: Client) -> None:
    user = UserFactory(email="ada@example.org")
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    assert sign_up(client)["Location"].endswith("/confirm-email/")
    assert Message.objects.get().kind == "account.account_already_exists"
    assert User.objects.filter(email="ada@example.org").count() == 1


def test_foreign_next_is_no_audience(client: Client) -> None:
    sign_up(client, next="https://elsewhere.example/iscriviti/enti/inizia/x")
    assert User.objects.get(email="ada@example.org").audience == ""


def test_forgotten_password(client: Client) -> None:
    user = UserFactory(email="ada@example.org", language="en")
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    client.post("/accesso/password/reset/", {"email": "ada@example.org"})
    message = Message.objects.get()
    assert (message.kind, message.subject) == ("account.password_reset_key", "Choose a new password")
    page = client.get(link_in(message), follow=True)
    path = page.redirect_chain[-1][0]
    client.post(path, {"password1": "un’altra frase lunga", "password2": "un’altra frase lunga"})
    user.refresh_from_db()
    assert user.check_password("un’altra frase lunga")


def test_wrong_sign_up_is_told_and_loses_nothing(client: Client) -> None:
    page = sign_up(client, password1="corta").content.decode()
    assert "error-summary" in page
    assert 'value="Ada"' in page
    assert 'value="/iscriviti/proprietari/inizia/"' in page
    assert not User.objects.exists()


def test_many_failed_sign_ins_are_stopped(client: Client) -> None:
    user = UserFactory(email="ada@example.org")
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    for _ in range(5):
        client.post("/accesso/login/", {"login": user.email, "password": "wrong"})
    page = client.post("/accesso/login/", {"login": user.email, "password": PASSWORD})
    assert page.status_code == 200  # not even the right one
    assert "Troppi tentativi" in page.content.decode()


def test_our_forms_are_limited(client: Client) -> None:
    client.force_login(UserFactory())
    answers = [client.post("/iscriviti/enti/ente/", {}).status_code for _ in range(21)]
    assert answers == [422] * 20 + [429]


@pytest.mark.parametrize("slug", ["proprietari", "imprese", "formazione", "enti"])
@pytest.mark.parametrize("language", ["", "/en"])
def test_each_audience_is_told_what_happens_next(client: Client, slug: str, language: str) -> None:
    assert client.get(f"{language}/iscriviti/{slug}/").status_code == 200


def test_unknown_audience_is_not_found(client: Client) -> None:
    assert client.get("/iscriviti/altri/").status_code == 404
    client.force_login(UserFactory())
    assert client.get("/iscriviti/altri/inizia/").status_code == 404
    assert client.get("/iscriviti/altri/ente/").status_code == 404


def test_home_of_each_role(client: Client) -> None:
    for role, home in ((Role.AUDITOR, "/controllo/registro/"), (Role.ADMIN, "/sistema/eventi/")):
        client.force_login(person(role))
        assert client.get("/dopo-accesso/")["Location"] == home
    client.force_login(UserFactory())
    assert client.get("/dopo-accesso/")["Location"] == "/iscriviti/"
    waiting = MembershipFactory(body=BodyFactory(), confirmed_at=None)
    client.force_login(waiting.user)
    assert client.get("/dopo-accesso/")["Location"] == f"/enti/{waiting.body_id}/"


@pytest.mark.parametrize("path", ["/profilo/", "/dopo-accesso/", "/iscriviti/enti/inizia/", "/iscriviti/enti/ente/"])
def test_pages_for_who_is_signed_in(client: Client, path: str) -> None:
    assert client.get(path)["Location"] == f"/accesso/login/?next={path}"
