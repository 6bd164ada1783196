"""How a bicycle presents itself to the life that all offers share."""

from typing import Any

from marketplace.core.numbers import euros
from marketplace.offers import kinds, maps
from marketplace.offers.flow import Flow
from marketplace.offers.kinds import ChecklistItem
from marketplace.offers.models import Offer
from marketplace.offers.words import Asking, Ending, Words
from marketplace.organisations.enums import Role

from .wizard import WIZARD


def _detail(offer: Offer) -> dict[str, Any]:
    """What the public page prints: no address, no exact point."""
    return {"bicycle": WIZARD.of(offer), "map": maps.layers()}


def _terms(recorded: dict[str, Any]) -> list[tuple[str, str]]:
    return [("Cauzione", euros(recorded["deposit"]))] if "deposit" in recorded else []


KIND = WIZARD.offer_kind(
    label="Bicicletta in prestito",
    label_plural="Biciclette in prestito",
    icon="it-bookmark",
    exclusive=True,
    roles=frozenset({Role.LANDLORD}),
    checklist=(ChecklistItem("real", "La bicicletta esiste", public="Abbiamo visto la bicicletta"),),
    detail_template="fourth_kind/detail.html",
    detail_context=_detail,
    terms=_terms,
    words=Words(
        add="Inserisci la bicicletta",
        asking=Asking(question="È ancora libera?"),
        ending=Ending(begin="Segna la consegna della bicicletta", begin_done="Consegna segnata."),
    ),
    flow=Flow(registers=False, begins_at_hour=False),
)


def register() -> None:
    kinds.register(KIND)
