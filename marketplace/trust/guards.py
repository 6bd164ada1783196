"""The veto against publishing what its body's checks do not carry."""

from django.utils.translation import gettext as _

from marketplace.offers.enums import OfferState
from marketplace.offers.models import Offer

from .selectors import gaps

# Back from a reservation it comes as it was: an agreement that is cancelled must not fail for a DURC. See consumers.
COMES_ONTO_THE_MARKET = frozenset({OfferState.SUBMITTED, OfferState.PAUSED})


def needs_its_checks(offer: Offer, new_state: str) -> str | None:
    """Why ``offer`` may not be published now: each required check that is missing, and since when."""
    if new_state != OfferState.PUBLISHED or offer.state not in COMES_ONTO_THE_MARKET:
        return None
    if not (found := gaps(offer)):
        return None
    listed = " ".join(gap.text for gap in found)
    return _("Prima di pubblicare servono le verifiche su chi offre. %(listed)s") % {"listed": listed}
