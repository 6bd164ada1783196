"""Links that act without signing in: the number of a search, signed for one purpose."""

from django.conf import settings
from django.core import signing
from django.urls import reverse
from django.utils.translation import override

from ..models import SavedSearch

CONFIRM, STOP = "saved_confirm", "saved_stop"


def token(search: SavedSearch, purpose: str) -> str:
    return signing.Signer(salt=f"search.{purpose}").sign(search.public_id)


def link(search: SavedSearch, purpose: str) -> str:
    """The whole address, of the page in the language of the search."""
    with override(search.language):
        return settings.SITE_URL + reverse(purpose, args=[token(search, purpose)])


def public_id_of(text: str, purpose: str) -> str:
    """The search that a link stands for. Raises ``SavedSearch.DoesNotExist`` for one that we never gave out."""
    try:
        return signing.Signer(salt=f"search.{purpose}").unsign(text)
    except signing.BadSignature:
        raise SavedSearch.DoesNotExist from None
