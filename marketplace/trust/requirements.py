"""Which checks of its body an offer must have before it is published. A port: each kind of offer says so itself.

    requirements.register("placement", lambda offer: kinds.due_from_employer(offer.body))

in the ``AppConfig.ready`` of the kind's app. A kind that registers nothing asks for nothing.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from marketplace.offers.models import Offer

Rule = Callable[["Offer"], set[str]]
_rules: dict[str, Rule] = {}


def register(offer_kind: str, rule: Rule) -> None:
    """``rule(offer)`` answers the codes of the required checks (``trust.kinds``)."""
    _rules[offer_kind] = rule


def of_offer(offer: "Offer") -> set[str]:
    """The codes of the checks that ``offer`` needs, for its kind and its content."""
    rule = _rules.get(offer.kind)
    return rule(offer) if rule else set()


def offer_kinds() -> frozenset[str]:
    """The kinds of offer that ask for anything."""
    return frozenset(_rules)
