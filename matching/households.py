"""For one offer: which of a body's open needs it serves, and why it does not serve the others."""

from dataclasses import dataclass

from marketplace.organisations.models import Membership

from . import kinds
from .criteria import of
from .enums import LIVE, NeedState
from .fit import Match, match
from .models import Facts, Need
from .rules import rules
from .selectors import needs_of

MOST = 200  # open needs of one body that are compared; the longest-waiting first


@dataclass(frozen=True)
class Household:
    """One need beside the offer."""

    need: Need
    match: Match
    proposed: bool

    @property
    def fits(self) -> bool:
        return not self.match.failed


def households_for(acting: Membership | None, facts: Facts) -> list[Household]:
    """The body's open needs that look for this kind: those it serves by score, then the others by fewest failures."""
    figures = rules()
    wanting = needs_of(acting, state=NeedState.OPEN).filter(kinds.get(of(facts).kind).needs)
    needs = list(wanting[:MOST])
    taken = set(facts.offer.proposals.filter(state__in=LIVE, need__in=needs).values_list("need_id", flat=True))
    found = [Household(need, match(need, facts, figures), need.pk in taken) for need in needs]
    return sorted(found, key=lambda row: (len(row.match.failed), -row.match.score))
