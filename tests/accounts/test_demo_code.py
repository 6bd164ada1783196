"""Demonstration accounts have a second factor whose code the machine knows; real people never."""

from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.core.management import CommandError, call_command
from django.test import Client

from marketplace.accounts.services import demo_code, give_demo_totp
from marketplace.core.errors import NotAllowed
from tests.factories import PASSWORD, UserFactory

pytestmark = pytest.mark.django_db


def test_demo_account_signs_in_with_the_printed_code(client: Client, settings: Any, capsys: Any) -> None:
    settings.DEMO = True
    user = UserFactory(is_demo=True)
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    assert give_demo_totp(user) == give_demo_totp(user)
    step = client.post("/accesso/login/", {"login": user.email, "password": PASSWORD})
    assert step["Location"].endswith("/2fa/authenticate/")
    assert client.get("/profilo/").status_code == 302
    call_command("totp", user.email)
    done = client.post("/accesso/2fa/authenticate/", {"code": capsys.readouterr().out.strip()})
    assert done["Location"] == "/dopo-accesso/"
    assert client.get("/profilo/").status_code == 200


@pytest.mark.parametrize(("is_demo", "demo"), [(False, True), (True, False)])
def test_real_people_and_real_servers_get_no_known_code(settings: Any, is_demo: bool, demo: bool) -> None:
    settings.DEMO = demo
    user = UserFactory(is_demo=is_demo)
    for function in (give_demo_totp, demo_code):
        with pytest.raises(NotAllowed):
            function(user)
    with pytest.raises(CommandError):
        call_command("totp", user.email)
    assert not user.authenticator_set.exists()


def test_unknown_person(settings: Any) -> None:
    with pytest.raises(CommandError, match="Nobody signs in"):
        call_command("totp", "nessuno@example.org")


def test_addresses_are_one_whatever_their_case() -> None:
    from django.db import IntegrityError, transaction

    UserFactory(email="ada@example.org")
    with pytest.raises(IntegrityError), transaction.atomic():
        UserFactory(email="ADA@example.org")
