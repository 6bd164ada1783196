"""What higher floors add to an owner's pages. Ports, filled in ``AppConfig.ready``.

    from marketplace.offers import panels
    panels.register_facts(proposal_facts)        # (offers, user) -> {offer.pk: [Fact]}      one query for all offers
    panels.register_tasks(proposals_to_answer)   # (offers, user) -> [Task]                  the card "Adesso"
    panels.register_timeline(proposal_entries)   # (offer, user) -> [Entry]                  the page of one offer
    panels.register_agreement_part(...)          # (agreement, user) -> [Fact]               the page of an agreement
    panels.register_agreement_link(...)          # (agreement, user) -> Fact | None          its way back, for operators

All get rows that ``user`` may see. Nothing of a beneficiary beyond the minimisation matrix may be handed over here.
"""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.utils.functional import Promise

if TYPE_CHECKING:
    from .models import Agreement, Offer

Text = str | Promise


@dataclass(frozen=True)
class Fact:
    """A short statement beside an offer, "2 proposte", with a link where there is something behind it."""

    text: Text
    url: str = ""
    icon: str = ""


@dataclass(frozen=True)
class Task:
    """Something that the owner should do now. ``due`` orders the cards: the earliest first, None last."""

    text: Text
    url: str
    action: Text
    due: date | None = None
    offer_id: int | None = None


@dataclass(frozen=True)
class Entry:
    """A line of an offer's timeline. ``who`` says which side it comes from, in words."""

    at: datetime
    title: Text
    text: Text = ""
    who: Text = ""
    url: str = ""


Facts = Callable[[Sequence["Offer"], Any], dict[int, list[Fact]]]
Tasks = Callable[[Sequence["Offer"], Any], list[Task]]
Timeline = Callable[["Offer", Any], list[Entry]]
AgreementPart = Callable[["Agreement", Any], list[Fact]]
AgreementLink = Callable[["Agreement", Any], Fact | None]
_facts: list[Facts] = []
_tasks: list[Tasks] = []
_timelines: list[Timeline] = []
_agreement_parts: list[AgreementPart] = []
_agreement_links: list[AgreementLink] = []


def register_facts(source: Facts) -> None:
    if source not in _facts:
        _facts.append(source)


def register_tasks(source: Tasks) -> None:
    if source not in _tasks:
        _tasks.append(source)


def register_timeline(source: Timeline) -> None:
    if source not in _timelines:
        _timelines.append(source)


def register_agreement_part(source: AgreementPart) -> None:
    if source not in _agreement_parts:
        _agreement_parts.append(source)


def register_agreement_link(source: AgreementLink) -> None:
    if source not in _agreement_links:
        _agreement_links.append(source)


def facts(offers: Sequence["Offer"], user: Any) -> dict[int, list[Fact]]:
    """What all sources say of each offer, by its id; as many queries as there are sources."""
    found: dict[int, list[Fact]] = defaultdict(list)
    for source in _facts:
        for offer_id, lines in source(offers, user).items():
            found[offer_id] += lines
    return found


def tasks(offers: Sequence["Offer"], user: Any) -> list[Task]:
    return [task for source in _tasks for task in source(offers, user)]


def timeline(offer: "Offer", user: Any) -> list[Entry]:
    return [entry for source in _timelines for entry in source(offer, user)]


def agreement_part(agreement: "Agreement", user: Any) -> list[Fact]:
    return [fact for source in _agreement_parts for fact in source(agreement, user)]


def agreement_link(agreement: "Agreement", user: Any) -> Fact | None:
    """Where the agreement came from, as the first source says that knows it."""
    return next((found for source in _agreement_links if (found := source(agreement, user))), None)
