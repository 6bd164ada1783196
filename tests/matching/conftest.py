"""The cast of a proposal: two bodies, an owner and a stranger."""

import pytest

from tests.factories import person

from .factories import Worker, worker


@pytest.fixture
def operator(db) -> Worker:
    return worker()


@pytest.fixture
def other_operator(db) -> Worker:
    """Of another body."""
    return worker()


@pytest.fixture
def stranger(db):
    """A landlord who has nothing to do with it."""
    return person("landlord")


@pytest.fixture
def enter(client):
    def enter(user):
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return enter
