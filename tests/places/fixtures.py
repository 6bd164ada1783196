"""``milan``: says that a test needs the real places, which the template database holds."""

import pytest


@pytest.fixture
def milan(db: None) -> None:
    """NIL, municipi, comuni, stops, zones, streets and addresses of the operator's folder."""
