"""The kinds of offer. A kind describes itself from its own app (floor 4) in ``AppConfig.ready``."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.urls import reverse

from . import flow as flows
from .words import HOME, Words

if TYPE_CHECKING:
    from .models import Offer


@dataclass(frozen=True)
class Missing:
    """Something that keeps an offer from being sent: a sentence and the wizard step that cures it."""

    text: str
    step: str
    field: str = ""


@dataclass(frozen=True)
class ChecklistItem:
    """A line of the reviewer's checklist. Required lines must be ticked before publication.

    ``public`` is the sentence that the offer's page shows as "what has been checked", empty for none.
    """

    code: str
    label: str
    required: bool = True
    public: str = ""


@dataclass(frozen=True)
class OfferKind:
    """How one kind of offer (flat, placement, course) differs from the others.

    ``create(offer)`` makes the kind's own row; ``missing(offer)`` what keeps it from being submitted;
    ``fields(offer)`` the printed content as ``[(label, value)]`` for the review's two columns, in order;
    ``texts(offer)`` the free texts as ``[(label, text)]`` that the screening reads;
    ``wizard_url`` is the name of the address where it is edited, with the offer's ``public_id`` as its argument;
    ``new_url`` the name of the one where such an offer is begun (empty: no button for it on the owner's page);
    ``step_name`` the name of the address of one step of it, with ``public_id`` and the step as arguments;
    ``live_name`` the one where the owner changes what a published offer may change without a new review, and
    ``office_name`` the one where the reviewer enters what only the office knows, ``public_id`` their argument;
    ``cards(ids)`` are the offers' cards, each with an ``id``, that ``card_template`` prints as ``card`` (None: plain);
    ``terms(terms)`` prints what an agreement of this kind has recorded, as ``[(label, value)]``;
    ``file_name``: the address where many are loaded from a file (empty: nowhere);
    ``proposable``: matching knows how to propose somebody for it;
    ``words`` and ``flow`` say what its life is called and consists of. An offer that is not ``exclusive`` has seats.
    """

    code: str
    label: str
    label_plural: str
    icon: str
    exclusive: bool
    roles: frozenset[str]
    wizard_url: str
    create: Callable[["Offer"], Any]
    missing: Callable[["Offer"], list[Missing]]
    fields: Callable[["Offer"], list[tuple[str, str]]]
    texts: Callable[["Offer"], list[tuple[str, str]]]
    checklist: tuple[ChecklistItem, ...] = ()
    detail_template: str = ""
    card_template: str = "offers/_card.html"
    cards: Callable[[list[int]], list[Any]] | None = None
    detail_context: Callable[["Offer"], dict[str, Any]] = field(default=lambda offer: {})
    select_related: tuple[str, ...] = ()
    new_url: str = ""
    step_name: str = ""
    live_name: str = ""
    office_name: str = ""
    file_name: str = ""
    terms: Callable[[dict[str, Any]], list[tuple[str, str]]] = field(default=lambda terms: [])
    proposable: bool = False
    words: Words = HOME
    flow: flows.Flow = flows.HOME

    @property
    def seats(self) -> bool:
        """Can several people have it, each a seat?"""
        return not self.exclusive

    def edit_url(self, offer: "Offer") -> str:
        """Where the owner edits ``offer``."""
        return reverse(self.wizard_url, args=[offer.public_id])

    def live_url(self, offer: "Offer") -> str:
        """Where the owner changes ``offer`` while it stays on the market; empty where this kind cannot."""
        return reverse(self.live_name, args=[offer.public_id]) if self.live_name else ""

    def office_url(self, offer: "Offer") -> str:
        """Where the reviewer completes ``offer``; empty where there is nothing to add to this kind."""
        return reverse(self.office_name, args=[offer.public_id]) if self.office_name else ""

    def step_url(self, offer: "Offer", step: str) -> str:
        """Where the owner edits one step of ``offer``."""
        return reverse(self.step_name, args=[offer.public_id, step])


_kinds: dict[str, OfferKind] = {}


def register(kind: OfferKind) -> None:
    """Add a kind. Raises ``ValueError`` if its code is taken by another."""
    if kind.code in _kinds and _kinds[kind.code] is not kind:
        raise ValueError(f"The kind {kind.code!r} is registered already.")
    _kinds[kind.code] = kind


def get(code: str) -> OfferKind:
    """The kind with this code. Raises ``KeyError``."""
    return _kinds[code]


def all_kinds() -> Iterable[OfferKind]:
    return _kinds.values()
