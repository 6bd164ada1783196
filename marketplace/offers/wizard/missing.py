"""What keeps an offer from being sent, as far as all kinds ask it alike."""

from collections.abc import Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from ..kinds import Missing
from ..models import Content, Offer
from ..photos import selectors
from .steps import PHOTOS, Steps


def empty(row: Any, step: str, wanted: Mapping[str, str | Promise]) -> list[Missing]:
    """A sentence for each column of ``row`` (the content, its offer) without an answer; 0 and No are answers."""
    return [Missing(str(text), step, name) for name, text in wanted.items() if getattr(row, name) in (None, "", [])]


def address(offer: Offer, step: str) -> list[Missing]:
    if offer.point and offer.address:
        return []
    return [Missing(_("Scrivi l’indirizzo e sceglilo dall’elenco"), step, "address")]


def photos(offer: Offer) -> list[Missing]:
    """At least one photo, and for each what it shows."""
    views = selectors.of_offer(offer)
    if not views:
        return [Missing(_("Aggiungi almeno una foto"), PHOTOS)]
    return [
        Missing(_("Scrivi che cosa si vede nella foto %(n)s") % {"n": number}, PHOTOS, f"alt-{view.id}")
        for number, view in enumerate(views, 1)
        if not view.alt
    ]


def unsaved(content: Content, steps: Steps) -> list[Missing]:
    """One line for each step where something typed is not valid yet."""
    found = []
    for step in steps:
        names = [name for name in content.unsaved if steps.step_of(name) is step]
        if names:
            found.append(Missing(_("Correggi un dato in «%(step)s»") % {"step": step.label}, step.code, names[0]))
    return found
