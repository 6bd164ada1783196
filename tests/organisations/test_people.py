from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from marketplace.accounts.services import update_profile
from marketplace.core import clock
from marketplace.core.errors import DomainError, NotAllowed, WrongState
from marketplace.notifications.models import Message
from marketplace.organisations import services
from marketplace.organisations.enums import BodyStatus, Role
from marketplace.organisations.models import Body, Invitation, Membership
from marketplace.organisations.selectors import valid_memberships
from marketplace.outbox.services import relay_batch
from tests.factories import BodyFactory, MembershipFactory, UserFactory, person

pytestmark = pytest.mark.django_db


def invite(manager: Any, email: str = "collega@example.org", role: str = Role.OPERATOR) -> Invitation:
    return services.invite(actor=manager, body=manager.memberships.get().body, email=email, role=role)


def test_landlord_begins_at_once_and_only_once() -> None:
    user = UserFactory()
    first, again = services.become_landlord(actor=user), services.become_landlord(actor=user)
    assert first == again
    assert valid_memberships(user).get() == first


def test_invited_colleague_joins(manager: Any) -> None:
    invitation = invite(manager)
    relay_batch()
    message = Message.objects.get(kind="invitation")
    assert (message.address, message.user) == ("collega@example.org", None)
    assert f"/inviti/{invitation.key}/" in message.text
    colleague = UserFactory(email="collega@example.org")
    membership = services.accept_invitation(actor=colleague, invitation=invitation)
    assert valid_memberships(colleague).get() == membership
    with pytest.raises(WrongState):
        services.accept_invitation(actor=colleague, invitation=invitation)


def test_invitation_is_for_its_address_and_for_fourteen_days(manager: Any) -> None:
    invitation = invite(manager)
    with pytest.raises(NotAllowed, match="altro indirizzo"):
        services.accept_invitation(actor=UserFactory(), invitation=invitation)
    colleague = UserFactory(email="collega@example.org")
    with clock.frozen(clock.now() + timedelta(days=15)), pytest.raises(WrongState):
        services.accept_invitation(actor=colleague, invitation=invitation)
    assert not colleague.memberships.exists()


def test_who_may_invite_whom(manager: Any) -> None:
    body = manager.memberships.get().body
    operator = MembershipFactory(body=body, role=Role.OPERATOR).user
    with pytest.raises(NotAllowed):
        services.invite(actor=operator, body=body, email="a@example.org", role=Role.OPERATOR)
    with pytest.raises(NotAllowed):
        invite(manager, role=Role.REVIEWER)
    with pytest.raises(NotAllowed):
        services.invite(actor=manager, body=BodyFactory(), email="a@example.org", role=Role.OPERATOR)
    with pytest.raises(DomainError, match="già questo ruolo"):
        invite(manager, email=operator.email)
    invite(manager)
    with pytest.raises(DomainError, match="già invitato"):
        invite(manager)
    assert Invitation.objects.count() == 1


def test_withdrawn_invitation_no_longer_holds(manager: Any) -> None:
    invitation = invite(manager)
    services.withdraw_invitation(actor=manager, invitation=invitation)
    with pytest.raises(WrongState):
        services.accept_invitation(actor=UserFactory(email="collega@example.org"), invitation=invitation)
    assert invite(manager).pk != invitation.pk


def test_ended_mandate_gives_no_rights_and_can_begin_again(manager: Any) -> None:
    body = manager.memberships.get().body
    membership = MembershipFactory(body=body, role=Role.OPERATOR, user=UserFactory(email="collega@example.org"))
    services.end_mandate(actor=manager, membership=membership)
    assert not valid_memberships(membership.user).exists()
    with pytest.raises(WrongState):
        services.end_mandate(actor=manager, membership=membership)
    again = services.accept_invitation(actor=membership.user, invitation=invite(manager))
    assert again.pk == membership.pk
    assert valid_memberships(membership.user).exists()


def test_last_manager_stays(manager: Any) -> None:
    membership = manager.memberships.get()
    with pytest.raises(WrongState, match="prendere|prende il tuo posto"):
        services.end_mandate(actor=manager, membership=membership)
    other = MembershipFactory(body=membership.body, role=Role.MANAGER).user
    with pytest.raises(NotAllowed):
        services.end_mandate(actor=UserFactory(), membership=membership)
    services.end_mandate(actor=other, membership=membership)


def test_body_page_for_its_people(client: Client, manager: Any) -> None:
    body = manager.memberships.get().body
    client.force_login(manager)
    assert "Invita una persona" in client.get(f"/enti/{body.pk}/").content.decode()
    sent = client.post(f"/enti/{body.pk}/inviti/", {"email": "nuova@example.org", "role": Role.OPERATOR})
    assert sent.status_code == 302
    wrong = client.post(f"/enti/{body.pk}/inviti/", {"email": "nuova", "role": Role.OPERATOR})
    assert wrong.status_code == 422
    key = Invitation.objects.get().key
    operator = MembershipFactory(body=body, role=Role.OPERATOR).user
    client.force_login(operator)
    assert "Invita una persona" not in client.get(f"/enti/{body.pk}/").content.decode()
    assert client.post(f"/enti/{body.pk}/inviti/", {"email": "x@example.org", "role": "operator"}).status_code == 403
    client.force_login(person(Role.MANAGER))
    assert client.post(f"/inviti/{key}/ritira/").status_code == 404
    assert client.post(f"/incarichi/{operator.memberships.get().pk}/chiudi/").status_code == 404


def test_acting_as_is_chosen_and_kept(client: Client) -> None:
    user = person(Role.LANDLORD)
    other = MembershipFactory(user=user, role=Role.OPERATOR)
    strange = MembershipFactory(role=Role.ADMIN)
    client.force_login(user)
    assert client.get("/profilo/").wsgi_request.acting.role == Role.LANDLORD
    client.post("/agisci-come/", {"membership": other.pk})
    assert client.get("/profilo/").wsgi_request.acting == other
    assert client.post("/agisci-come/", {"membership": strange.pk}).status_code == 404
    assert client.post("/agisci-come/", {"membership": "x"}).status_code == 404
    assert client.get("/profilo/").wsgi_request.acting == other


def test_pending_body_gives_no_rights_even_with_a_confirmed_mandate(client: Client) -> None:
    reviewer = person(Role.REVIEWER)
    client.force_login(reviewer)
    assert client.get("/revisione/enti/").status_code == 200
    Body.objects.filter(memberships__user=reviewer).update(status=BodyStatus.PENDING)
    assert client.get("/revisione/enti/").status_code == 403


def test_one_query_for_the_membership_of_who_is_signed_in(client: Client, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(0):
        client.get("/iscriviti/")
    client.force_login(person(Role.LANDLORD))
    client.get("/iscriviti/")
    with django_assert_num_queries(3):  # session, person, memberships
        client.get("/iscriviti/")


def test_profile_is_saved_and_told(client: Client) -> None:
    user = UserFactory()
    client.force_login(user)
    data = {"first_name": "Ada", "last_name": "Neri", "phone": "02 1", "language": "en"}
    assert client.post("/profilo/", data).status_code == 302
    user.refresh_from_db()
    assert (str(user), user.language) == ("Ada Neri", "en")
    assert client.post("/profilo/", data | {"language": "xx"}).status_code == 422
    assert update_profile(actor=user, email="other@example.org").email == user.email


@pytest.mark.parametrize("second_factor", [False, True])
def test_second_factor_is_due_for_operators_only(client: Client, settings: Any, second_factor: bool) -> None:
    settings.SECOND_FACTOR_REQUIRED = True
    operator, landlord = person(Role.OPERATOR), person(Role.LANDLORD)
    if second_factor:
        from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret

        TOTP.activate(operator, generate_totp_secret())
    client.force_login(operator)
    response = client.get("/profilo/")
    if second_factor:
        assert response.status_code == 200
    else:
        assert response["Location"].endswith("/2fa/totp/activate/")
        assert client.get("/accesso/2fa/").status_code == 200
        assert client.get("/healthz").status_code == 200
    client.force_login(landlord)
    assert client.get("/profilo/").status_code == 200


def test_recovery_codes_alone_are_no_second_factor(client: Client, settings: Any) -> None:
    from allauth.mfa.models import Authenticator

    settings.SECOND_FACTOR_REQUIRED = True
    operator = person(Role.OPERATOR)
    Authenticator.objects.create(user=operator, type=Authenticator.Type.RECOVERY_CODES, data={})
    client.force_login(operator)
    assert client.get("/profilo/").status_code == 302


@pytest.mark.parametrize("count", [1, 3])
def test_body_page_asks_the_same_number_of_queries(
    client: Client, manager: Any, django_assert_num_queries: Any, count: int
) -> None:
    body = manager.memberships.get().body
    for _ in range(count):
        MembershipFactory(body=body, role=Role.OPERATOR)
    client.force_login(manager)
    client.get(f"/enti/{body.pk}/")
    with django_assert_num_queries(
        11
    ):  # session, person, memberships, body, runs, rulebook, members, invitations, checks 3
        client.get(f"/enti/{body.pk}/")


def test_first_administrator_of_a_new_server_invites_the_city(client: Client) -> None:
    from django.core.management import CommandError, call_command

    with pytest.raises(CommandError, match="sign up in the browser"):
        call_command("grant_admin", "nessuno@example.org")
    user = UserFactory()
    for _ in range(2):
        call_command("grant_admin", user.email)
    membership = user.memberships.get()
    assert (membership.role, membership.body.status) == (Role.ADMIN, BodyStatus.VERIFIED)
    services.invite(actor=user, body=membership.body, email="paola@example.org", role=Role.REVIEWER)
    client.force_login(user)
    assert client.get("/sistema/eventi/").status_code == 200


def test_membership_needs_a_body_unless_landlord() -> None:
    from django.db import IntegrityError, transaction

    with pytest.raises(IntegrityError), transaction.atomic():
        Membership.objects.create(user=UserFactory(), role=Role.OPERATOR, valid_from=clock.today())


def test_the_strip_of_the_role_is_for_who_could_mistake_it(client: Client) -> None:
    """A person who acts for herself and can do nothing else is not told so on each page."""
    user, strip = person(Role.LANDLORD), "Stai lavorando per"
    client.force_login(user)
    assert strip not in client.get("/profilo/").content.decode()
    MembershipFactory(user=user, role=Role.OPERATOR)
    assert strip in client.get("/profilo/").content.decode()
    client.force_login(person(Role.LANDLORD, body=BodyFactory()))
    assert strip in client.get("/profilo/").content.decode()


@pytest.mark.django_db
def test_wrong_code_says_what_to_write_and_keeps_what_was_typed(client: Client) -> None:
    user = person(Role.LANDLORD)
    user.set_password("una frase lunga")
    user.save()
    client.force_login(user)
    client.post("/accesso/reauthenticate/", {"password": "una frase lunga"})
    client.get("/accesso/2fa/totp/activate/")
    page = client.post("/accesso/2fa/totp/activate/", {"code": "000000"}).content.decode()
    assert "scrivi quello che l’app mostra adesso" in page
    assert 'value="000000"' in page
