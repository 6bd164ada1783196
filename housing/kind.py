"""How a flat presents itself to the life that all offers share."""

from django.utils.translation import gettext_lazy as _

from marketplace.offers import kinds
from marketplace.offers.kinds import ChecklistItem
from marketplace.organisations.enums import Role

from . import details, printed, selectors
from .wizard import WIZARD

CHECKLIST = (
    ChecklistItem(
        "energy",
        _("L’APE è leggibile: classe, indici e data sono quelli dell’annuncio"),
        public=_("Abbiamo letto l’APE"),
    ),
    ChecklistItem(
        "photos", _("Le foto sono coerenti con la casa descritta"), public=_("Le foto sono coerenti con la casa")
    ),
    ChecklistItem(
        "title",
        _("Chi affitta ha dichiarato il suo titolo e il consenso di tutti i proprietari"),
        public=_("Chi affitta ha dichiarato il suo titolo"),
    ),
    ChecklistItem(
        "place", _("L’indirizzo esiste e il segnaposto è al posto giusto"), public=_("La posizione è stata controllata")
    ),
    ChecklistItem(
        "rent", _("Canone, spese e deposito rispettano le regole"), public=_("Il deposito è nei limiti di legge")
    ),
    ChecklistItem("words", _("Titolo e descrizione non contengono indirizzo, telefono o nomi")),
    ChecklistItem("zone", _("Zona del canone concordato: letta sulla mappa dell’accordo"), required=False),
)


def register() -> None:
    """Called once, when the app is ready."""
    kinds.register(
        WIZARD.offer_kind(
            label=_("Casa"),
            label_plural=_("Case"),
            icon="house",
            exclusive=True,
            proposable=True,
            roles=frozenset({Role.LANDLORD}),
            live_name="flat_live",
            office_name="flat_office",
            terms=printed.terms,
            checklist=CHECKLIST,
            detail_template="housing/detail.html",
            card_template="housing/_card.html",
            cards=selectors.cards,
            detail_context=details.context,
        )
    )
