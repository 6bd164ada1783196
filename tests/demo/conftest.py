from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import transaction
from django.test import override_settings

from marketplace.core import clock
from marketplace.demo.seed import Amounts, Made, make

SMALL = Amounts(
    flats=60, placements=60, courses=30, needs=120, proposals=30, hires=50, enrolments=70, owners=10, with_photos=2
)
MORNING = datetime(2026, 11, 20, 9, tzinfo=UTC)


@pytest.fixture
def private_machine(milan: None, media_root: object, settings: Any) -> None:
    """Real places, files of its own, and leave to make people with known codes."""
    settings.DEMO = True


@pytest.fixture(scope="module")
def seeded(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Made]:
    """Made once for all tests of a module, in a transaction around theirs that is rolled back."""
    media = tmp_path_factory.mktemp("media")
    with django_db_blocker.unblock(), transaction.atomic():
        with override_settings(DEMO=True, MEDIA_ROOT=media), clock.frozen(MORNING):
            made = make(SMALL, say=lambda text: None)
        yield made
        transaction.set_rollback(True)


@pytest.fixture
def made(seeded: Made, db: None, settings: Any) -> Iterator[Made]:
    settings.DEMO = True
    with clock.frozen(MORNING):
        yield seeded
