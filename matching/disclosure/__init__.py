"""The minimisation matrix (``domain.md`` §5) as code: what leaves a body about a household, and nothing else.

A profile is built here, one class a kind of offer, frozen in the proposal, and is all that owners' pages, e-mails and
calendars print: they never read the need. Free text that goes out is screened here too.
"""

from collections.abc import Iterable
from typing import Any

from ..models import Need
from ..rules import Rules
from .base import Profile
from .home import HomeProfile, area_names
from .texts import FORBIDDEN, HIDDEN, TOO_MUCH, WHY_HIDDEN, SaysTooMuch, check_outgoing, hide_contacts
from .work import TrainingProfile, WorkProfile

_profiles: dict[str, type[Profile]] = {one.kind: one for one in (HomeProfile, WorkProfile, TrainingProfile)}


def register(profile: type[Profile]) -> None:
    """Add the profile of a kind of offer."""
    _profiles[profile.kind] = profile


def profile_of(need: Need, rules: Rules, kind: str = HomeProfile.kind, areas: Iterable[str] | None = None) -> Profile:
    """The anonymous profile of a need; the only function that turns a need into something for others to see."""
    if kind == HomeProfile.kind:
        return HomeProfile.of(need, rules, areas)
    return _profiles[kind].of(need, rules)


def thawed(frozen: dict[str, Any]) -> Profile:
    """The profile that was frozen in a proposal; those of flats do not say their kind."""
    return _profiles[frozen.get("kind", HomeProfile.kind)].from_json(frozen)


__all__ = [
    "FORBIDDEN", "HIDDEN", "TOO_MUCH", "WHY_HIDDEN", "HomeProfile", "Profile", "SaysTooMuch",
    "TrainingProfile", "WorkProfile", "area_names", "check_outgoing", "hide_contacts", "profile_of", "register",
    "thawed",
]  # fmt: skip
