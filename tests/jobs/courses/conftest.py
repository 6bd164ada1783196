from collections.abc import Iterator

import pytest

from marketplace.core import clock
from marketplace.rulebook import selectors

from .factories import NOW


@pytest.fixture(autouse=True)
def _stopped_clock() -> Iterator[None]:
    with clock.frozen(NOW):
        yield


@pytest.fixture(autouse=True)
def _own_figures() -> Iterator[None]:
    selectors.forget_all()
    yield
    selectors.forget_all()
