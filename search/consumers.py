"""What the index does when an offer has changed."""

from marketplace.offers.models import Agreement
from marketplace.outbox.consumers import consumes

from . import services


@consumes("agreement.changed")
def index_seats(agreement_id: int) -> None:
    """A seat that is taken or free again changes what can be found of its offer."""
    for offer_id in Agreement.objects.filter(pk=agreement_id).exclude(pool=None).values_list("offer_id", flat=True):
        services.index(offer_id)


@consumes("offer.changed", many=True)
def index_offers(offer_ids: list[int]) -> None:
    """Write or remove the offers' documents as the truth stands now: late or doubled events do no harm."""
    services.index_many(offer_ids, news=True)
