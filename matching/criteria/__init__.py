"""The criteria by which a flat fits a need, in the order in which they are shown."""

from ..models import FlatFacts, Need
from ..rules import Rules
from .base import Criterion, Hard, Reason, Soft
from .hard import Budget, Dates, Lease, Persons, StepFree
from .soft import Area, CapacityFit, Distance, Duration, RentBurden

HARD: tuple[Hard, ...] = (Persons(), Budget(), Dates(), Lease(), StepFree())
SOFT: tuple[Soft, ...] = (RentBurden(), Distance(), CapacityFit(), Duration(), Area())
BY_NAME: dict[str, Criterion] = {criterion.name: criterion for criterion in (*HARD, *SOFT)}

__all__ = ["BY_NAME", "HARD", "SOFT", "Criterion", "Hard", "Reason", "Soft", "failures", "reasons", "score", "weights"]


def weights(need: Need, rules: Rules) -> dict[Soft, float]:
    """The weight of each soft criterion that applies to this need; together 100."""
    given = {soft: rules.flat_weights.get(soft.name, 0) for soft in SOFT if soft.applies(need)}
    total = sum(given.values()) or 1
    return {soft: 100 * weight / total for soft, weight in given.items()}


def failures(need: Need, flat: FlatFacts) -> list[Hard]:
    """The hard criteria that this flat does not meet."""
    return [hard for hard in HARD if hard.applies(need) and not hard.holds(need, flat)]


def score(need: Need, flat: FlatFacts, rules: Rules) -> float:
    """Points between 0 and 100 for a flat that meets the hard criteria."""
    return sum(weight * soft.share(need, flat, rules) for soft, weight in weights(need, rules).items())


def reasons(need: Need, flat: FlatFacts, rules: Rules) -> list[Reason]:
    """What every criterion that applies says of this flat, hard ones first."""
    hard = [
        Reason(criterion, float(criterion.holds(need, flat)), criterion.sentence(need, flat))
        for criterion in HARD
        if criterion.applies(need)
    ]
    soft = []
    for criterion, weight in weights(need, rules).items():
        share = criterion.share(need, flat, rules)
        soft.append(Reason(criterion, share, criterion.sentence(need, flat), points=weight * share, weight=weight))
    return hard + soft
