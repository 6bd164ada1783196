"""A kind of offer that asks for checks, so that these tests stand without jobs."""

from typing import Any

import pytest

from marketplace.organisations.enums import Role
from marketplace.organisations.models import Body
from marketplace.trust import kinds, requirements
from tests.factories import person
from tests.offers.conftest import TRIAL, trial_kind  # noqa: F401 -- a fixture

from .factories import firm as make_firm


@pytest.fixture
def reviewer(db: None) -> Any:
    return person(Role.REVIEWER)


@pytest.fixture
def firm(db: None) -> Body:
    return make_firm()


@pytest.fixture(autouse=True)
def trial_needs_checks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(requirements._rules, TRIAL.code, lambda offer: kinds.due_from_employer(offer.body))


@pytest.fixture
def private(settings: Any, tmp_path: Any) -> Any:
    """An empty folder for papers."""
    folder = tmp_path / "private"
    settings.STORAGES = settings.STORAGES | {
        "private": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": str(folder)},
        }
    }
    return folder
