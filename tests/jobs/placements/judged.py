"""Rules on a placement as it would be: no row is saved."""

from datetime import date
from typing import Any

from jobs.models import Placement
from jobs.placements import rules
from marketplace.offers.models import Offer
from marketplace.organisations.enums import BodyForm
from marketplace.organisations.models import Body


def made(contract: str, *, body: str = BodyForm.COMPANY, start: date | None = None, **values: Any) -> Placement:
    host = Body(pk=1, legal_name="Trattoria Prova", form=body)
    return Placement(contract=contract, offer=Offer(kind="placement", body=host, available_from=start), **values)


def broken(contract: str, **values: Any) -> dict[str, str]:
    return {one.field: str(one.text) for one in rules.check(made(contract, **values)).problems}


def unsure(contract: str, **values: Any) -> dict[str, str]:
    return {one.field: str(one.text) for one in rules.check(made(contract, **values)).warnings}
