"""What a criterion is: the same question asked in SQL of all offers, and in Python of one."""

from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import ClassVar, Generic, TypeVar

from django.db.models import Case, Expression, F, FloatField, IntegerField, Q, Value, When
from django.db.models.functions import Cast, Greatest, Least
from django.utils import formats
from django.utils.functional import Promise

from ..models import Facts, Need
from ..rules import Rules

F_ = TypeVar("F_", bound=Facts)
FLOAT = FloatField()


class Criterion(ABC, Generic[F_]):
    """One reason for or against an offer. Legal and physical facts only: no trait of the persons is asked."""

    name: ClassVar[str]
    label: ClassVar[str | Promise]
    hard: ClassVar[bool]

    def applies(self, need: Need) -> bool:
        """Whether this need says anything about it; what does not apply neither excludes nor weighs."""
        return True

    @abstractmethod
    def sentence(self, need: Need, facts: F_) -> str:
        """Why this offer passes or fails, and by how much."""


class Hard(Criterion[F_]):
    """Excludes an offer. ``condition`` (SQL) and ``holds`` (Python) agree on every pair: a property test says so."""

    hard = True
    without: ClassVar[str | Promise]

    @abstractmethod
    def condition(self, need: Need) -> Q:
        """True in SQL for the offers that pass; NULL counts as false."""

    @abstractmethod
    def holds(self, need: Need, facts: F_) -> bool:
        """The same for one offer."""

    def gap(self, need: Need) -> Expression:
        """By how much a failing offer fails, in the criterion's own unit: the nearest come first."""
        return Value(0, output_field=IntegerField())


class Soft(Criterion[F_]):
    """Ranks the offers that pass: a share of the criterion's points between 0 and 1."""

    hard = False

    @abstractmethod
    def expression(self, need: Need, rules: Rules) -> Expression:
        """The share in SQL."""

    @abstractmethod
    def share(self, need: Need, facts: F_, rules: Rules) -> float:
        """The same for one offer."""


@dataclass(frozen=True)
class Reason:
    """What one criterion says of one offer. ``share`` is 1 or 0 for a hard criterion."""

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


def clamped(expression: Expression) -> Expression:
    """The same in SQL."""
    return Greatest(Value(0.0), Least(Value(1.0), expression))


def number(name: str) -> Cast:
    """A column as a floating point number."""
    return Cast(F(name), FLOAT)


def steps(*cases: tuple[Q, float]) -> Case:
    """The value of the first case that holds, else 0."""
    return Case(*(When(test, then=Value(value)) for test, value in cases), default=Value(0.0), output_field=FLOAT)


def always(value: float) -> Value:
    """A share that is the same for all."""
    return Value(value, output_field=FLOAT)


def day(value: object) -> str:
    """A date as people write it."""
    return str(formats.date_format(value, "j F Y"))
