"""What the steps of a placement share: only the questions of its contract, and the law beside the answers."""

from copy import copy
from typing import Any

from django.http import QueryDict

from jobs.models import Placement
from marketplace.offers.wizard.forms import StepForm

from .. import rules

EMPTY = (None, "", [])


class LawForm(StepForm):
    """An answer that breaks a rule stays typed with the rule beside it; the other answers are saved."""

    def __init__(self, data: QueryDict | None = None, *, content: Placement, **kwargs: Any):
        super().__init__(data, content=content, **kwargs)
        asked = self.asked(content.contract)
        for name in list(self.fields) if asked is not None else ():
            if name not in asked:
                del self.fields[name]

    def asked(self, contract: str) -> tuple[str, ...] | None:
        """The questions that this form of contract has here; None for all."""
        return None

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        for found in rules.check(self.candidate(data)).problems:
            if found.field in data and data[found.field] not in EMPTY:
                self.add_error(found.field, found.text)
        return data

    def candidate(self, data: dict[str, Any]) -> Placement:
        """The placement as it would be with these answers; nothing of it is saved."""
        row = copy(self.content)
        row.offer = copy(row.offer)
        for name, value in data.items():
            owner = row if hasattr(Placement, name) else row.offer
            if hasattr(owner, name):
                setattr(owner, name, value)
        return row
