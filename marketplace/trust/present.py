"""Where a body stands, kind by kind, as its own page and the reviewer's print it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from marketplace.core.clock import today
from marketplace.organisations.models import Body
from marketplace.organisations.selectors import members_of
from marketplace.rulebook.selectors import figure

from . import kinds
from .enums import CheckState
from .models import Check
from .selectors import decided_and_proposed

# The colour of an offer's state, and the word.
WAITING, GOOD, ENDING = ("submitted", _("Da controllare")), ("published", _("In regola")), ("changes", _("In scadenza"))
ENDED, BAD, NONE = ("expired", _("Non vale più")), ("rejected", _("Non in regola")), ("draft", _("Manca"))


@dataclass(frozen=True)
class Standing:
    """One kind of check on one body. ``look`` and ``word`` are its badge; ``asked`` of bodies like this one."""

    kind: kinds.CheckKind
    current: Check | None
    proposal: Check | None
    look: str
    word: str | Promise
    asked: bool = True

    @property
    def holds(self) -> bool:
        return self.look in {GOOD[0], ENDING[0]}

    @property
    def known(self) -> Check | None:
        """What a form may begin with: the proposal, or the entry in a register that is looked up once again."""
        return self.proposal or (self.current if self.kind.from_register else None)


def standings(body: Body) -> list[Standing]:
    """What a body is asked for and what it has, in the order of the registry; what is neither is left out."""
    asked = {kind.code for kind in kinds.asked_of(body, {row.role for row in members_of(body)})}
    rows = decided_and_proposed(body)
    known = asked | {row.kind for row in rows}
    return [standing(kind, rows, kind.code in asked) for kind in kinds.all_kinds() if kind.code in known]


def standing(kind: kinds.CheckKind, rows: Iterable[Check], asked: bool = True) -> Standing:
    """``rows``: the open checks and proposals of one body, of whatever kind."""
    mine = [row for row in rows if row.kind == kind.code]
    current = next((row for row in mine if row.state != CheckState.PROPOSED), None)
    proposal = next((row for row in mine if row.state == CheckState.PROPOSED), None)
    look, word = badge(current, proposal)
    return Standing(kind, current, proposal, look, word, asked)


def badge(current: Check | None, proposal: Check | None = None) -> tuple[str, str | Promise]:
    """Look and word: what holds says so, even while a newer paper waits; else what waits comes before what failed."""
    if current and current.state == CheckState.OK and current.valid_until >= today():
        soon = today() + timedelta(days=max(figure("check.warn_days").value))
        return ENDING if current.valid_until <= soon else GOOD
    if proposal:
        return WAITING
    if current is None:
        return NONE
    return BAD if current.state == CheckState.DEFECT else ENDED
