"""A proposal's timeline as both sides read it: each line in the words of its kind of offer, or of its meeting."""

from dataclasses import dataclass
from datetime import datetime

from .enums import Meeting, Side, Step
from .models import Proposal, ThreadEntry
from .words import MEETINGS
from .words.base import Text


@dataclass(frozen=True)
class Line:
    """``text``: what somebody wrote; ``hidden``: contacts were hidden in it."""

    at: datetime
    side: Side
    title: Text
    text: str
    hidden: bool


def timeline(proposal: Proposal) -> list[Line]:
    """The lines of a thread, oldest first."""
    return [
        Line(row.at, Side(row.side), title(row, proposal), row.text, bool(row.data.get("hidden")))
        for row in proposal.entries.all()
    ]


def title(entry: ThreadEntry, proposal: Proposal) -> Text:
    """What a line records."""
    step = Step(entry.kind)
    return MEETINGS[entry.data.get("purpose", Meeting.VISIT)].steps.get(step) or proposal.words.step(step)
