"""The flat's content as label and printed value: the owner's summary, and the reviewer's two columns."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from marketplace.offers.models import Offer
from marketplace.offers.photos import selectors as photos

from .enums import LeaseType
from .forms.base import StepForm
from .models import Flat, Room
from .rules.numbers import euros, printed
from .selectors import flats
from .steps import STEPS, Step

MONTHS = gettext_lazy("mesi")
UNITS = {
    "surface_net": "m²",
    "surface_cadastral": "m²",
    "deposit_months": MONTHS,
    "guarantee_months": MONTHS,
    "min_months": MONTHS,
    "max_months": MONTHS,
    "ape_nren": "kWh/m²",
    "ape_ren": "kWh/m²",
}
MONEY = {"rent", "fees", "rendita"}
HIDDEN = {"lon", "lat"}


@dataclass(frozen=True)
class Section:
    """One step of the wizard as it was answered."""

    step: Step
    rows: list[tuple[str | Promise, str]]


def sections(flat: Flat) -> list[Section]:
    """All steps but the last, each with its answers; what was left out is an empty string."""
    return [Section(step, _rows(flat, step)) for step in STEPS[:-1]]


def fields(offer: Offer) -> list[tuple[str, str]]:
    """``OfferKind.fields``: everything that a reviewer compares."""
    flat = flats().get(pk=offer.pk)
    return [(str(label), value) for step in STEPS for label, value in _rows(flat, step)]


def texts(offer: Offer) -> list[tuple[str, str]]:
    """``OfferKind.texts``: what the owner has written freely, read by the screening."""
    pairs = [(_("Titolo"), offer.title), (_("Descrizione"), offer.description)]
    alts = [(_("Foto %(n)s") % {"n": n}, view.alt) for n, view in enumerate(photos.of_offer(offer), 1)]
    return [pair for pair in pairs + alts if pair[1]]


def terms(recorded: dict[str, Any]) -> list[tuple[str, str]]:
    """``OfferKind.terms``: the money and the contract of an agreement, in words; what was not recorded is left out."""
    money = [(_("Canone al mese"), recorded.get("rent")), (_("Spese condominiali al mese"), recorded.get("fees"))]
    lines = [(label, euros(amount)) for label, amount in money if amount is not None]
    lease = recorded.get("lease_type")
    return [*lines, (_("Contratto"), str(LeaseType(lease).label))] if lease in LeaseType else lines


def _rows(flat: Flat, step: Step) -> list[tuple[str | Promise, str]]:
    match step.code:
        case "stanze":
            return [(_("Stanza %(n)s") % {"n": n}, _room(room)) for n, room in enumerate(flat.rooms.all(), 1)]
        case "foto":
            views = photos.of_offer(flat.offer)
            return [(_("Foto %(n)s") % {"n": n}, view.alt or _("senza descrizione")) for n, view in enumerate(views, 1)]
    form = step.form(flat=flat)
    return [(form.fields[name].label, value(form, name)) for name in _shown(form)]


def _shown(form: StepForm) -> Iterable[str]:
    return (name for name in form.fields if name not in HIDDEN)


def value(form: StepForm, name: str) -> str:
    """A saved answer in words."""
    saved = form.initial[name]
    if saved is None or saved == "" or saved == []:
        return ""
    if isinstance(saved, bool):
        return _("Sì") if saved else _("No")
    if name in MONEY:
        return euros(saved)
    return _words(form, name, saved)


def _words(form: StepForm, name: str, saved: Any) -> str:
    choices = dict(getattr(form.fields[name], "choices", ()))
    if isinstance(saved, list):
        return ", ".join(str(choices.get(code, code)) for code in saved)
    if choices:
        return str(choices.get(saved, saved))
    if hasattr(saved, "year"):
        return date_format(saved, "j F Y")
    if isinstance(saved, str):
        return saved
    return f"{printed(saved)} {UNITS.get(name, '')}".strip()


def _room(room: Room) -> str:
    parts = [room.get_type_display()]
    if room.surface is not None:
        parts.append(f"{printed(room.surface)} m²")
    if room.height is not None:
        parts.append(_("alta %(height)s m") % {"height": printed(room.height)})
    parts.append(_("con finestra") if room.window else _("senza finestra"))
    return ", ".join(parts)
