"""One of everything, and one person of each role."""

from dataclasses import dataclass
from typing import Any

from marketplace.accounts.models import User
from marketplace.organisations.enums import Role
from tests.factories import BodyFactory, person

ROLES = ("visitor", "owner", "landlord", "operator", "colleague", "other_operator", "reviewer", "auditor", "admin")


@dataclass
class World:
    people: dict[str, User | None]
    args: dict[str, Any]


def build() -> World:
    """Owner owns the offers; operator owns the need and the proposal; the others are strangers."""
    ets, other, city = BodyFactory(), BodyFactory(), BodyFactory(legal_name="Comune di prova")
    people: dict[str, User | None] = {
        "visitor": None,
        "owner": person(Role.LANDLORD),
        "landlord": person(Role.LANDLORD),
        "operator": person(Role.OPERATOR, body=ets),
        "colleague": person(Role.OPERATOR, body=ets),
        "other_operator": person(Role.OPERATOR, body=other),
        "reviewer": person(Role.REVIEWER, body=city),
        "auditor": person(Role.AUDITOR, body=city),
        "admin": person(Role.ADMIN, body=city),
    }
    return World(people, {})
