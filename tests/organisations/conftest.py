from typing import Any

import pytest

from marketplace.organisations.enums import BodyForm, Role
from tests.factories import BodyFactory, person

FOUNDATION = {
    "legal_name": "Fondazione di prova",
    "form": BodyForm.FOUNDATION,
    "codice_fiscale": "97103880585",
    "runts_number": "12345",
    "runts_section": "other",
    "legal_representative": "Bruna Villa",
}


@pytest.fixture
def reviewer(db: None) -> Any:
    return person(Role.REVIEWER)


@pytest.fixture
def manager(db: None) -> Any:
    """She runs a verified body: ``manager.memberships.get().body``."""
    return person(Role.MANAGER, body=BodyFactory())
