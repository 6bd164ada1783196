"""What a criterion is: the same question asked in SQL of all flats, and in Python of one."""

from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import ClassVar

from django.db.models import Expression, FloatField, IntegerField, Q, Value
from django.utils.functional import Promise

from ..models import FlatFacts, Need
from ..rules import Rules


class Criterion(ABC):
    """One reason for or against a flat. Legal and physical facts only: no trait of the persons is asked."""

    name: ClassVar[str]
    label: ClassVar[str | Promise]
    hard: ClassVar[bool]

    def applies(self, need: Need) -> bool:
        """Whether this need says anything about it; what does not apply neither excludes nor weighs."""
        return True

    @abstractmethod
    def sentence(self, need: Need, flat: FlatFacts) -> str:
        """Why this flat passes or fails, and by how much."""


class Hard(Criterion):
    """Excludes a flat. ``condition`` (SQL) and ``holds`` (Python) agree on every pair: a property test says so."""

    hard = True
    without: ClassVar[str | Promise]

    @abstractmethod
    def condition(self, need: Need) -> Q:
        """True in SQL for the flats that pass; NULL counts as false."""

    @abstractmethod
    def holds(self, need: Need, flat: FlatFacts) -> bool:
        """The same for one flat."""

    def gap(self, need: Need) -> Expression:
        """By how much a failing flat fails, in the criterion's own unit: the nearest come first."""
        return Value(0, output_field=IntegerField())


class Soft(Criterion):
    """Ranks the flats that pass: a share of the criterion's points between 0 and 1."""

    hard = False

    @abstractmethod
    def expression(self, need: Need, rules: Rules) -> Expression:
        """The share in SQL."""

    @abstractmethod
    def share(self, need: Need, flat: FlatFacts, rules: Rules) -> float:
        """The same for one flat."""


@dataclass(frozen=True)
class Reason:
    """What one criterion says of one flat. ``share`` is 1 or 0 for a hard criterion."""

    criterion: Criterion
    share: float
    sentence: str
    points: float = 0
    weight: float = 0

    @property
    def mark(self) -> str:
        """``yes``, ``partly`` or ``no``."""
        return "yes" if self.share >= 0.995 else "no" if self.share <= 0.005 else "partly"

    def as_json(self) -> dict[str, object]:
        """Kept with a proposal: the reasons as they were when it was sent."""
        return {"name": self.criterion.name, "mark": self.mark, "text": self.sentence, "points": round(self.points, 1)}


def clamp(value: float) -> float:
    """``value`` kept between 0 and 1."""
    return min(1.0, max(0.0, value))


FLOAT = FloatField()
