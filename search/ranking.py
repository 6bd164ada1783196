"""What counts beside the words when they decide the order: integers too, so that engines agree (``search.md`` §3)."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

import numpy as np
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from marketplace.core.clock import ROME

from .record import EPOCH

CHECKED_DAYS = 365


@dataclass(frozen=True)
class Bonus:
    """``points`` for a document whose ``field`` (``published`` or ``checked``) is not before ``day`` in Rome."""

    field: str
    day: date
    points: int
    label: str | Promise

    @property
    def seconds(self) -> int:
        """The first moment of the day, since 1970."""
        return int(datetime.combine(self.day, time(), ROME).timestamp())

    def met(self, records: np.ndarray) -> np.ndarray:
        """Which records get it."""
        bound = self.seconds if self.field == "published" else (self.day - EPOCH).days
        return records[self.field] >= bound


def bonuses(day: date) -> tuple[Bonus, ...]:
    """A word in the middle of the list is worth about 20. Ages are classes, so that a cursor stays valid all day."""
    return (
        Bonus("published", day - timedelta(days=7), 3, _("pubblicata negli ultimi 7 giorni")),
        Bonus("published", day - timedelta(days=30), 3, _("pubblicata negli ultimi 30 giorni")),
        Bonus("published", day - timedelta(days=90), 3, _("pubblicata negli ultimi 90 giorni")),
        Bonus("checked", day - timedelta(days=CHECKED_DAYS), 6, _("controllata nell’ultimo anno")),
    )


def points(day: date, records: np.ndarray) -> np.ndarray:
    """The sum of the bonuses of each record."""
    total = np.zeros(len(records), np.int64)
    for bonus in bonuses(day):
        total += bonus.points * bonus.met(records)
    return total


def explained(day: date, document: Any) -> list[Bonus]:
    """The bonuses of a ``SearchDocument``."""
    return [
        bonus for bonus in bonuses(day)
        if (document.published.timestamp() >= bonus.seconds if bonus.field == "published"
            else document.checked and document.checked >= bonus.day)
    ]  # fmt: skip
