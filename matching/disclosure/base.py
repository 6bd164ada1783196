"""What a profile is, and the two that stand for every kind: how it is frozen, read back and printed."""

from abc import ABC, abstractmethod
from datetime import date
from typing import Any, ClassVar, Self

from django.utils import formats

from ..models import Need
from ..rules import Rules


def day(value: date) -> str:
    return formats.date_format(value, "j F Y")


class Profile(ABC):
    """What the other side is shown of a need for one kind of offer, and nothing else of it."""

    kind: ClassVar[str]
    case_code: str

    @classmethod
    @abstractmethod
    def of(cls, need: Need, rules: Rules) -> Self:
        """The profile of a need as it stands today."""

    @abstractmethod
    def as_json(self) -> dict[str, Any]:
        """Plain values, to be frozen in a proposal."""

    @classmethod
    @abstractmethod
    def from_json(cls, frozen: dict[str, Any]) -> Self:
        """The profile that was frozen."""

    @abstractmethod
    def lines(self) -> list[tuple[str, str]]:
        """Label and sentence for each line of the matrix, in the reader's language."""
