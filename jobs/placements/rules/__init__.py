"""What the law says of a placement: functions over the rulebook's figures, without database rows of their own."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from jobs.enums import ContractForm
from jobs.findings import Finding, Verdict

from . import apprenticeship, asked, declarations, employment, pay, time, traineeship

if TYPE_CHECKING:
    from jobs.models import Placement

__all__ = ["Finding", "Verdict", "check"]

Rule = Callable[["Placement", Verdict], None]

BY_FORM: dict[str, tuple[Rule, ...]] = {
    ContractForm.TRAINEESHIP: (traineeship.check,),
    ContractForm.INCLUSION: (traineeship.check_inclusion,),
    ContractForm.WORK_GRANT: (traineeship.check_grant,),
    ContractForm.APPRENTICE_1: (apprenticeship.check,),
    ContractForm.APPRENTICE_2: (apprenticeship.check,),
    ContractForm.APPRENTICE_3: (apprenticeship.check,),
    ContractForm.FIXED_TERM: (employment.check_fixed_term,),
    ContractForm.SEASONAL: (employment.check_seasonal,),
    ContractForm.ON_CALL: (employment.check_on_call,),
}
OF_ALL: tuple[Rule, ...] = (time.check, pay.check, asked.check, declarations.check)


def check(placement: "Placement") -> Verdict:
    """Everything that the placement breaks, or that is to be checked. An answer not given yet breaks nothing."""
    verdict = Verdict()
    for rule in (*BY_FORM.get(placement.contract, ()), *OF_ALL):
        rule(placement, verdict)
    return verdict
