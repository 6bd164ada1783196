"""Who edits the pages: those with the role, as long as they have it."""

from datetime import timedelta
from urllib.parse import urlencode

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse

from cms.editors import GROUP, sync_editors
from cms.models import HomePage
from cms.services import seed_site
from cms.tasks import follow_mandates
from marketplace.core import clock
from marketplace.organisations import services
from marketplace.organisations.enums import BodyStatus, Role
from marketplace.outbox.services import relay_batch
from tests.factories import BodyFactory, MembershipFactory, UserFactory, person

pytestmark = pytest.mark.django_db
HOME = "wagtailadmin_home"


@pytest.fixture(autouse=True)
def site() -> None:
    seed_site()


@pytest.mark.parametrize("role", [Role.EDITOR, Role.ADMIN])
def test_who_has_the_role_edits_and_publishes_in_both_languages(client: Client, role: str) -> None:
    user = person(role)
    sync_editors()
    client.force_login(user)
    assert client.get(reverse(HOME)).status_code == 200
    homes = list(HomePage.objects.all())
    assert len(homes) == 2
    for home in homes:
        assert client.get(reverse("wagtailadmin_pages:edit", args=[home.pk])).status_code == 200
        rights = home.permissions_for_user(user)
        assert rights.can_publish()
        assert rights.can_add_subpage()
    assert client.get(reverse("wagtailimages:add")).status_code == 200
    assert client.get(reverse("wagtailusers_users:index")).status_code == 302  # people are not theirs


@pytest.mark.parametrize("role", [Role.LANDLORD, Role.OPERATOR, Role.MANAGER, Role.REVIEWER, Role.AUDITOR])
def test_others_do_not_come_in_and_are_told(client: Client, role: str) -> None:
    user = person(role)
    sync_editors()
    client.force_login(user)
    answer = client.get(reverse(HOME), follow=True)
    assert [status for _url, status in answer.redirect_chain] == [302]
    assert answer.status_code == 403


def test_a_visitor_signs_in_at_the_one_door_and_comes_back(client: Client) -> None:
    answer = client.get(reverse(HOME), follow=True)
    assert answer.request["PATH_INFO"] == reverse("account_login")
    assert answer.request["QUERY_STRING"] == urlencode({"next": reverse(HOME)})
    assert client.post(reverse("wagtailadmin_login"), {"username": "x", "password": "y"}).status_code == 405


def test_the_right_comes_with_the_mandate_and_goes_with_it() -> None:
    city = BodyFactory()
    admin, colleague = person(Role.ADMIN, body=city), UserFactory()
    group = Group.objects.get(name=GROUP)
    invitation = services.invite(actor=admin, body=city, email=colleague.email, role=Role.EDITOR)
    membership = services.accept_invitation(actor=colleague, invitation=invitation)
    relay_batch()
    assert set(group.user_set.all()) == {admin, colleague}
    services.end_mandate(actor=admin, membership=membership)
    relay_batch()
    assert set(group.user_set.all()) == {admin}


def test_no_right_without_a_verified_body_or_after_the_last_day() -> None:
    person(Role.EDITOR, body=BodyFactory(status=BodyStatus.SUSPENDED))
    last = MembershipFactory(role=Role.EDITOR, valid_to=clock.today())
    group = Group.objects.get(name=GROUP)
    follow_mandates()
    assert group.user_set.get() == last.user
    with clock.frozen(clock.now() + timedelta(days=1)):
        follow_mandates()
    assert not group.user_set.exists()
