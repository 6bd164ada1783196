from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest

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


@pytest.fixture
def made(private_machine: None) -> Iterator[Made]:
    with clock.frozen(MORNING):
        yield make(SMALL, say=lambda text: None)
