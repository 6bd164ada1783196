"""Counting how often an offer's public page is opened: a number a day, nothing of the visitor."""

import re
from typing import Any

from django.db.models import F
from django.http import HttpRequest

from marketplace.core.clock import today

from ..models import Offer, OfferViews

BOT = re.compile(
    r"bot|crawl|spider|slurp|preview|facebookexternalhit|whatsapp|telegram|monitor|lighthouse|headless|"
    r"curl|wget|python|java/|go-http|okhttp|^$",
    re.IGNORECASE,
)


def count_view(*, offer: Offer, request: HttpRequest) -> bool:
    """Count this opening of the public page, unless it is a machine's, a prefetch, or the owner's own.

    No cookie, no address, no fingerprint is read or kept: the same person counts twice. Returns whether it counted.
    """
    if request.method != "GET" or _is_machine(request) or _is_own(offer, request.user):
        return False
    OfferViews.objects.bulk_create([OfferViews(offer=offer, day=today())], ignore_conflicts=True)
    OfferViews.objects.filter(offer=offer, day=today()).update(count=F("count") + 1)
    return True


def _is_machine(request: HttpRequest) -> bool:
    purpose = request.headers.get("Sec-Purpose", "") + request.headers.get("Purpose", "")
    return "prefetch" in purpose or bool(BOT.search(request.headers.get("User-Agent", "")))


def _is_own(offer: Offer, user: Any) -> bool:
    return user.is_authenticated and user.pk == offer.owner_id
