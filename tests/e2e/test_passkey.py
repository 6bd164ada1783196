"""A passkey instead of a password, with Chromium's own virtual authenticator."""

from collections.abc import Callable

import pytest
from django.conf import settings as django_settings
from playwright.sync_api import Page

from marketplace.organisations.enums import Role
from tests.factories import PASSWORD, person

AUTHENTICATOR = {
    "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
    "isUserVerified": True, "automaticPresenceSimulation": True,
}  # fmt: skip


def give_authenticator(page: Page) -> None:
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    session.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})


@pytest.mark.django_db(transaction=True)
def test_a_person_adds_a_passkey_and_signs_in_with_it(visitor: Callable[..., Page]) -> None:
    owner = person(Role.LANDLORD)
    owner.emailaddress_set.create(email=owner.email, verified=True, primary=True)
    page = visitor(owner)
    give_authenticator(page)
    page.goto("/accesso/2fa/webauthn/add/")
    if page.get_by_label("Password", exact=True).is_visible():  # asked once more before what guards the account
        page.get_by_label("Password", exact=True).fill(PASSWORD)
        page.get_by_role("main").get_by_role("button", name="Conferma").click()
    page.get_by_role("checkbox").check()
    page.locator("#mfa_webauthn_add").click()
    page.wait_for_url(lambda url: "/add/" not in url)
    page.context.clear_cookies(name=django_settings.SESSION_COOKIE_NAME)
    page.goto("/accesso/login/")
    page.locator("#passkey_login").click()
    page.wait_for_url("**/mie-offerte/")
