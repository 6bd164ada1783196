"""What search engines are told about an offer (schema.org): nothing that the page does not show."""

import json
from typing import Any

from django.http import HttpRequest
from django.utils.safestring import SafeString, mark_safe

from marketplace.offers.models import Offer

from .courses import course
from .flats import home
from .placements import job

_ESCAPES = {ord(">"): "\\u003E", ord("<"): "\\u003C", ord("&"): "\\u0026", 0x2028: "\\u2028", 0x2029: "\\u2029"}
_WRITERS = {"flat": home, "placement": job, "course": course}


def structured_data(request: HttpRequest, offer: Offer, card: Any) -> SafeString:
    """A JSON-LD text, safe inside ``<script type="application/ld+json">``: a data block, which the CSP lets be.

    Empty for a kind of offer that schema.org has no words for.
    """
    if offer.kind not in _WRITERS:
        return SafeString("")
    url = request.build_absolute_uri(request.path)
    data = {"@context": "https://schema.org", **_WRITERS[offer.kind](offer, card, url)}
    return mark_safe(json.dumps(data, ensure_ascii=False).translate(_ESCAPES))  # noqa: S308 -- escaped above
