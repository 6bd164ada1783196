"""The stage of the journeys: the portal as it runs, with its worker and Milan's real places."""

import gzip
from collections import defaultdict
from typing import Any

import pytest
from django.core.handlers.base import BaseHandler


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
