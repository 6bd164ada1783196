"""Which questions each form of contract has. What is not asked is not printed, and no rule looks at it."""

from jobs.enums import APPRENTICESHIPS, TRAINEESHIPS, ContractForm

# What single forms have beside the questions for all; the wizard shows them once the form has been chosen.
OF_TERM: dict[str, tuple[str, ...]] = {
    ContractForm.TRAINEESHIP: ("months", "seasonal", "eqf", "qrsp_profile", "may_convert"),
    ContractForm.INCLUSION: ("months", "social_service", "may_convert"),
    ContractForm.WORK_GRANT: ("months", "eqf", "may_convert"),
    ContractForm.APPRENTICE_1: ("months", "school", "qualification", "may_convert"),
    ContractForm.APPRENTICE_2: ("months", "craft", "training_hours", "qualification", "may_convert", "trial_day"),
    ContractForm.APPRENTICE_3: ("months", "school", "qualification", "may_convert"),
    ContractForm.FIXED_TERM: ("months", "cause", "cause_text", "may_convert", "trial_day"),
    ContractForm.SEASONAL: ("months", "may_convert", "trial_day"),
    ContractForm.AGENCY: ("agency_name", "months", "may_convert", "trial_day"),
    ContractForm.ON_CALL: ("call_days", "may_convert", "trial_day"),
    ContractForm.DOMESTIC: ("trial_day",),
    ContractForm.PERMANENT: ("trial_day",),
}
PROMOTED = ("promoter_kind", "promoter_name", "agreed", "plan", "tutor", "tutor_trainees")
OF_DECLARATIONS: dict[str, tuple[str, ...]] = {
    ContractForm.TRAINEESHIP: (*PROMOTED, "employees", "trainees", "no_prior_work"),
    ContractForm.INCLUSION: (*PROMOTED, "employees"),
    ContractForm.WORK_GRANT: ("promoter_name", "plan", "tutor", "tutor_trainees", "employees"),
    **dict.fromkeys(APPRENTICESHIPS, ("plan", "tutor", "employees")),
}
PAID = ("pay_min", "pay_max", "pay_period", "pay_instalments", "ccnl", "level")
INCENTIVES = ("claims_incentive", "siisl_id")
# May stay empty, or are asked for by a rule where it applies.
OPTIONAL = frozenset(
    {
        "cause", "cause_text", "qrsp_profile", "may_convert", "trial_day", "pay_instalments", "siisl_id", "meals",
        "seasonal", "claims_incentive", "tutor",
    }
)  # fmt: skip
LASTING = frozenset({ContractForm.AGENCY})  # whose months may stay open


def of_term(contract: str) -> tuple[str, ...]:
    return OF_TERM.get(contract, ())


def of_pay(contract: str) -> tuple[str, ...]:
    """A traineeship has an indemnity, work a range of pay with its collective agreement."""
    return ("indemnity", "meals") if contract in TRAINEESHIPS else (*PAID, "meals")


def of_declarations(contract: str) -> tuple[str, ...]:
    own = OF_DECLARATIONS.get(contract, ("employees",))
    rest = () if contract in TRAINEESHIPS else INCENTIVES
    return (*own, "safety_declared", "quota_declared", *rest)


def needed(contract: str, names: tuple[str, ...]) -> list[str]:
    """Of these questions those without whose answer the ad cannot be sent."""
    return [name for name in names if name not in OPTIONAL and not (name == "months" and contract in LASTING)]


def of_contract(contract: str) -> frozenset[str]:
    """All questions that depend on the form, for this one."""
    return frozenset((*of_term(contract), *of_pay(contract), *of_declarations(contract)))


DEPENDING = frozenset().union(*(of_contract(form) for form in ContractForm))
