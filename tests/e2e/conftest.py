"""The stage of the journeys: the portal as it runs, with its worker and Milan's real places."""

import gzip
import re
from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.core.handlers.base import BaseHandler

from marketplace.accounts.services import give_demo_totp
from marketplace.core import clock
from marketplace.notifications.models import Message
from marketplace.organisations.enums import Role
from tests.factories import person


@pytest.fixture
def portal(settings: Any, celery_worker: Any, milan: None) -> None:
    """Nothing eased: second factors are asked for, and where no mail goes out it is read in the portal."""
    settings.SECOND_FACTOR_REQUIRED = True
    settings.DEMO = True


@pytest.fixture
def answers(monkeypatch: pytest.MonkeyPatch) -> dict[str, list[str]]:
    """All that the portal has answered, by the e-mail of who asked: pages, fragments, JSON and calendars."""
    told: dict[str, list[str]] = defaultdict(list)
    plain = BaseHandler.get_response

    def recorded(handler: Any, request: Any) -> Any:
        response = plain(handler, request)
        user = getattr(request, "user", None)
        if user is not None and user.is_authenticated and not response.streaming:
            packed = response.get("Content-Encoding") == "gzip"
            body = gzip.decompress(response.content) if packed else response.content
            told[user.email].append(f"{request.path}\n{body.decode(errors='replace')}")
        return response

    monkeypatch.setattr(BaseHandler, "get_response", recorded)
    return told


@pytest.fixture
def cast(portal: None) -> dict[str, Any]:
    """The reviewer of the Comune and the operator of a verified body; who offers something signs up by herself."""
    people = {
        "reviewer": person(Role.REVIEWER, email="revisione@example.org"),
        "operator": person(Role.OPERATOR, email="operatrice@example.org", is_demo=True),
    }
    for user in people.values():
        EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    give_demo_totp(people["operator"])
    return people


@pytest.fixture
def wait_days(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], None]:
    """``wait_days(30)``: for every page it is 30 days later than it was. The worker stays in the present."""
    waited, present = timedelta(), clock.timezone.now

    def wait(days: int) -> None:
        nonlocal waited
        waited += timedelta(days=days)
        monkeypatch.setattr(clock, "timezone", SimpleNamespace(now=lambda: present() + waited))

    return wait


def says_no_more_than_the_matrix(
    answers: dict[str, list[str]], email: str, case: str, kept_back: Iterable[str]
) -> None:
    """Neither a page nor a message to who offers says more of the case than she may know."""
    messages = Message.objects.filter(user__email=email)
    told = answers[email] + [message.text + message.html for message in messages]
    assert sum(case in text for text in answers[email]) > 5, "the pages of who offers were not recorded"
    for pattern in kept_back:
        assert not [text[:80] for text in told if re.search(pattern, text)], pattern
