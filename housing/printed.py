"""The flat's content as label and printed value, and the terms of an agreement about it."""

from typing import Any

from django.utils.translation import gettext as _

from marketplace.core.numbers import euros, printed
from marketplace.offers.wizard.printed import Rows, Section
from marketplace.offers.wizard.printed import sections as printed_sections

from .enums import LeaseType, LettingScheme
from .models import Flat, Room
from .steps import STEPS


def sections(flat: Flat) -> list[Section]:
    """All steps, each with its answers."""
    return printed_sections(flat, STEPS, own={"stanze": _rooms})


def terms(recorded: dict[str, Any]) -> list[tuple[str, str]]:
    """``OfferKind.terms``: the money and the contract of an agreement, in words; what was not recorded is left out."""
    money = [(_("Canone al mese"), recorded.get("rent")), (_("Spese condominiali al mese"), recorded.get("fees"))]
    lines = [(label, euros(amount)) for label, amount in money if amount is not None]
    kinds = ((_("Contratto"), LeaseType, "lease_type"), (_("Come si affitta"), LettingScheme, "scheme"))
    coded = [(label, codes, recorded.get(name)) for label, codes, name in kinds]
    return lines + [(label, str(codes(code).label)) for label, codes, code in coded if code in codes]


def _rooms(flat: Flat) -> Rows:
    return [(_("Stanza %(n)s") % {"n": n}, _room(room)) for n, room in enumerate(flat.rooms.all(), 1)]


def _room(room: Room) -> str:
    parts = [room.get_type_display()]
    if room.surface is not None:
        parts.append(f"{printed(room.surface)} m²")
    if room.height is not None:
        parts.append(_("alta %(height)s m") % {"height": printed(room.height)})
    parts.append(_("con finestra") if room.window else _("senza finestra"))
    return ", ".join(parts)
