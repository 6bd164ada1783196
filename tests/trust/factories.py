"""Bodies that employ, their people, and checks by state."""

from datetime import date, timedelta
from typing import Any

from marketplace.core.clock import today
from marketplace.organisations.enums import BodyForm, Role
from marketplace.organisations.models import Body
from marketplace.trust import kinds, rules
from marketplace.trust.enums import CheckState
from marketplace.trust.models import Check
from tests.factories import BodyFactory, person

PDF = b"%PDF-1.7 a paper"


def firm(**values: Any) -> Body:
    """A verified company with one person who publishes for it: ``people_of(firm).get()``."""
    body = BodyFactory(**{"form": BodyForm.COMPANY, "rea": "MI-1234567", **values})
    person(Role.EMPLOYER, body=body)
    return body


def boss_of(body: Body) -> Any:
    return body.memberships.get(role=Role.EMPLOYER).user


def check_in(state: str, body: Body, kind: str = kinds.DURC, *, reviewer: Any = None, **values: Any) -> Check:
    """An open check in ``state``, done today on a paper of today unless ``issued_on`` says otherwise."""
    issued_on = values.setdefault("issued_on", today())
    if state == CheckState.PROPOSED:
        return Check.objects.create(body=body, kind=kind, state=state, proposed_by=boss_of(body), **values)
    values.setdefault("done_on", issued_on)
    if state == CheckState.OK:
        values.setdefault(
            "valid_until", rules.valid_until(kinds.get(kind), issued_on=issued_on, done_on=values["done_on"])
        )
    return Check.objects.create(body=body, kind=kind, state=state, done_by=reviewer or person(Role.REVIEWER), **values)


def all_checked(body: Body, *codes: str) -> list[Check]:
    return [check_in(CheckState.OK, body, code) for code in codes or sorted(kinds.due_from_employer(body))]


def ago(days: int) -> date:
    return today() - timedelta(days=days)
