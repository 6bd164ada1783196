"""What the outbox would lead to for many new offers of one kind: their copies for matching and for search."""

from django.utils.translation import override

from marketplace.offers.enums import FINDABLE
from marketplace.offers.models import Offer
from matching import kinds
from search.documents import row
from search.services import write
from search.sources import READERS

from .bulk import copy


def publish(offers: list[Offer]) -> None:
    """``offers``: all of one kind, saved, with their places."""
    public = {offer.pk: offer for offer in offers if offer.state in FINDABLE}
    if not public:
        return
    code = offers[0].kind
    kind = kinds.get(code)
    copy([facts for offer in kind.offers().filter(pk__in=public).order_by("pk") for facts in kind.rows(offer)])
    with override("it"):
        write([row(source) for source in READERS[code](list(public.values()))])
