from collections.abc import Iterator

import pytest
from django.db import connection

from marketplace.outbox import consumers


@pytest.fixture
def registry() -> Iterator[None]:
    """Consumers that a test registers are gone after it."""
    before = {topic: list(found) for topic, found in consumers._consumers.items()}
    yield
    consumers._consumers.clear()
    consumers._consumers.update(before)


@pytest.fixture
def effects(transactional_db: None) -> None:
    """A table on which consumers leave what they did."""
    with connection.cursor() as cursor:
        cursor.execute("create table effect (object_id bigint)")
