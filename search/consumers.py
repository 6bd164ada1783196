"""What the index does when an offer has changed."""

from marketplace.outbox.consumers import consumes

from . import services


@consumes("offer.changed")
def index_offer(offer_id: int) -> None:
    """Write or remove the offer's document as the truth stands now: late or doubled events do no harm."""
    services.index(offer_id)
