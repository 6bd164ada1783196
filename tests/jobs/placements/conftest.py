from collections.abc import Iterator

import pytest

from marketplace.rulebook import selectors


@pytest.fixture(autouse=True)
def _own_figures() -> Iterator[None]:
    """A figure that one test changes is rolled back: the next reads the rulebook again."""
    selectors.forget_all()
    yield
    selectors.forget_all()
