"""The criteria by which an offer fits a need, by kind of offer, in the order in which they are shown."""

from dataclasses import dataclass

from ..models import CourseFacts, Facts, FlatFacts, Need, PlacementFacts
from ..rules import Rules
from .base import Criterion, Hard, Reason, Soft
from .course import ChildCare, Cost, Level, NotBefore, SchoolingAsked, Soon, Type
from .hard import Budget, Dates, Lease, Persons, StepFree
from .place import Area, Commute, Distance
from .seats import Ages, Closing, Seats, Times
from .soft import CapacityFit, Duration, RentBurden
from .wanted import Wanted
from .work import Certificates, Contracts, HoursWithin, Licences, MayWork
from .work_soft import Hours, Language, Occupation, Pay, Skills, Start

__all__ = [
    "COURSE", "FLAT", "PLACEMENT", "Criteria", "Criterion", "Hard", "Reason", "Soft", "failures", "of", "reasons",
    "score", "weights",
]  # fmt: skip


@dataclass(frozen=True)
class Criteria:
    """Those of one kind. ``kind`` is the offer's; ``matching.<kind>_weights`` weighs the soft ones."""

    kind: str
    hard: tuple[Hard, ...]
    soft: tuple[Soft, ...]

    @property
    def by_name(self) -> dict[str, Criterion]:
        return {criterion.name: criterion for criterion in (*self.hard, *self.soft)}

    @property
    def bits(self) -> dict[int, Hard]:
        """A bit for each hard criterion: SQL adds up those that fail."""
        return {1 << place: hard for place, hard in enumerate(self.hard)}


FLAT = Criteria(
    kind="flat",
    hard=(Persons(), Budget(), Dates(), Lease(), StepFree()),
    soft=(RentBurden(), Distance(), CapacityFit(), Duration(), Area()),
)
PLACEMENT = Criteria(
    kind="placement",
    hard=(
        Seats(), Closing(), MayWork(), Ages("work_plan"), Licences(), Certificates(), Times("work_plan"), HoursWithin(),
        Contracts(),
    ),
    soft=(Occupation(), Skills(), Language(), Commute(), Hours(), Pay(), Start(), Area()),
)  # fmt: skip
COURSE = Criteria(
    kind="course",
    hard=(Seats(), Closing(), NotBefore(), Ages("course_plan"), SchoolingAsked(), Times("course_plan")),
    soft=(Type(), Level(), Commute(), ChildCare(), Soon(), Cost(), Area()),
)
_BY_FACTS: dict[type[Facts], Criteria] = {FlatFacts: FLAT, PlacementFacts: PLACEMENT, CourseFacts: COURSE}
WANTED = Wanted()


def of(facts: Facts) -> Criteria:
    """The criteria of the kind that these facts are of."""
    return _BY_FACTS[type(facts)]


def weights(need: Need, rules: Rules, criteria: Criteria = FLAT) -> dict[Soft, float]:
    """The weight of each soft criterion that applies to this need; together 100."""
    figures = rules.weights(criteria.kind)
    given = {soft: figures.get(soft.name, 0) for soft in criteria.soft if soft.applies(need)}
    total = sum(given.values()) or 1
    return {soft: 100 * weight / total for soft, weight in given.items()}


def failures(need: Need, facts: Facts) -> list[Hard]:
    """The hard criteria that this offer does not meet; that it is not looked for at all comes alone."""
    criteria = of(facts)
    if not need.wants(criteria.kind):
        return [WANTED]
    return [hard for hard in criteria.hard if hard.applies(need) and not hard.holds(need, facts)]


def score(need: Need, facts: Facts, rules: Rules) -> float:
    """Points between 0 and 100 for an offer that meets the hard criteria; 0 where it is not looked for."""
    criteria = of(facts)
    if not need.wants(criteria.kind):
        return 0
    return sum(weight * soft.share(need, facts, rules) for soft, weight in weights(need, rules, criteria).items())


def reasons(need: Need, facts: Facts, rules: Rules) -> list[Reason]:
    """What every criterion that applies says of this offer, hard ones first."""
    criteria = of(facts)
    if not need.wants(criteria.kind):
        return [Reason(WANTED, 0, WANTED.sentence(need, facts))]
    hard = [
        Reason(criterion, float(criterion.holds(need, facts)), criterion.sentence(need, facts))
        for criterion in criteria.hard
        if criterion.applies(need)
    ]
    soft = []
    for criterion, weight in weights(need, rules, criteria).items():
        share = criterion.share(need, facts, rules)
        soft.append(Reason(criterion, share, criterion.sentence(need, facts), points=weight * share, weight=weight))
    return hard + soft
