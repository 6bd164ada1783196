"""The rulebook's figures that matching goes by, gathered once and passed on."""

from dataclasses import dataclass, fields
from datetime import date

from marketplace.rulebook.selectors import figure


@dataclass(frozen=True)
class Rules:
    """Figures ``matching.*`` as they hold on one day. Their units stand in the rulebook."""

    flat_weights: dict[str, int]
    placement_weights: dict[str, int]
    course_weights: dict[str, int]
    rent_burden_full: float
    distance_metres: dict[str, float]
    spare_persons: int
    occupation_shares: list[float]
    occupation_known: float
    language_tolerated: int
    pay_month: dict[str, int]
    start_days: dict[str, int]
    soon_days: dict[str, int]
    course_cost: int
    travel: dict[str, float]
    proposal_days: int
    proposal_reminders: list[int]
    open_proposals: int
    stalled_days: int
    band_persons: list[int]
    band_budget: int

    def weights(self, kind: str) -> dict[str, int]:
        """The weights of one kind of offer, by name of criterion."""
        weights: dict[str, int] = getattr(self, f"{kind}_weights")
        return weights


def rules(on: date | None = None) -> Rules:
    """The figures of ``on`` (default today). Raises ``Figure.DoesNotExist`` naming the one that is missing."""
    return Rules(**{entry.name: figure(f"matching.{entry.name}", on).value for entry in fields(Rules)})


def weights_since(kind: str = "flat") -> date:
    """The day from which today's weights of a kind hold."""
    return figure(f"matching.{kind}_weights").valid.lower
