"""What the life of an offer consists of, kind by kind: closed lists and steps. The defaults are a flat's."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import TextChoices

from .enums import EndReason, Family, HomeOutcome, WithdrawReason

if TYPE_CHECKING:
    from .models import Agreement

# The outcome of a follow-up that records a new contract, in each list that has it.
CONVERTED = "converted"


@dataclass(frozen=True)
class Flow:
    """``registers``: the contract is registered with the tax office; ``begins_at_hour``: terms run from the hour in
    which it begins, not from the day. ``withdraw_reasons`` must have ``let_elsewhere``, the answer of the link.
    ``outcomes``: what a follow-up may find; with ``CONVERTED`` among them ``contract_forms`` lists the contracts that
    an agreement may turn into, where ``converts`` says so. ``screened``: which families of passages the screening
    looks for in the texts.
    """

    registers: bool = True
    begins_at_hour: bool = True
    withdraw_reasons: type[TextChoices] = WithdrawReason
    end_reasons: type[TextChoices] = EndReason
    cancel_reasons: type[TextChoices] = EndReason
    outcomes: type[TextChoices] = HomeOutcome
    contract_forms: type[TextChoices] | None = None
    converts: Callable[["Agreement"], bool] = lambda agreement: True
    screened: frozenset[Family] = frozenset({Family.TRAITS})

    def forms_for(self, agreement: "Agreement") -> type[TextChoices] | None:
        """The contracts that ``agreement`` may turn into, None where it cannot."""
        return self.contract_forms if self.contract_forms and self.converts(agreement) else None


HOME = Flow()
