"""``milan``: the real places of the operator's folder in the test database."""

from pathlib import Path
from typing import Any

import pytest


def _fill(folder: Path) -> None:
    from marketplace.places.loading.services import load
    from marketplace.places.models import Street

    if not Street.objects.exists():
        load(str(folder))


@pytest.fixture(scope="session")
def _milan_once(django_db_setup: None, django_db_blocker: Any, shared_data: Path) -> None:
    with django_db_blocker.unblock():
        _fill(shared_data)


@pytest.fixture
def milan(_milan_once: None, db: None, shared_data: Path) -> None:
    """NIL, municipi, comuni, stops, zones, streets and addresses: read once a session, seen by every test after it."""
    _fill(shared_data)  # again, where a test that commits has had the database replaced
