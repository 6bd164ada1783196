"""The content as label and printed value: the owner's summary, and the reviewer's two columns."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, time
from typing import Any

from django.utils.formats import date_format, time_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from marketplace.core.numbers import euros, printed

from ..models import Content, Offer
from ..photos import selectors as photos
from .forms import StepForm
from .steps import PHOTOS, Step, Steps

Rows = list[tuple[str | Promise, str]]


@dataclass(frozen=True)
class Section:
    """One step of the wizard as it was answered."""

    step: Step
    rows: Rows


def sections(content: Content, steps: Steps, own: Mapping[str, Callable[[Any], Rows]] | None = None) -> list[Section]:
    """All steps, each with its answers; what was left out is an empty string.

    ``own``: code of a step → what it prints, for rows and for pages without a form.
    """
    makers = {PHOTOS: _photos, **(own or {})}
    return [
        Section(step, makers[step.code](content) if step.code in makers else answers(content, step)) for step in steps
    ]


def answers(content: Content, step: Step) -> Rows:
    """The visible fields of a step with their saved values."""
    if step.form is None:
        return []
    form = step.form(content=content)
    return [(field.label, value(form, name)) for name, field in form.fields.items() if not field.widget.is_hidden]


def _photos(content: Content) -> Rows:
    views = photos.of_offer(content.offer)
    return [(_("Foto %(n)s") % {"n": n}, view.alt or _("senza descrizione")) for n, view in enumerate(views, 1)]


def texts(offer: Offer) -> list[tuple[str, str]]:
    """``OfferKind.texts``: what the owner has written freely, read by the screening."""
    pairs = [(_("Titolo"), offer.title), (_("Descrizione"), offer.description)]
    alts = [(_("Foto %(n)s") % {"n": n}, view.alt) for n, view in enumerate(photos.of_offer(offer), 1)]
    return [pair for pair in pairs + alts if pair[1]]


def value(form: StepForm, name: str) -> str:
    """A saved answer in words."""
    saved, field = form.initial[name], form.fields[name]
    if saved is None or saved == "" or saved == []:
        return ""
    if isinstance(saved, bool):
        return _("Sì") if saved else _("No")
    if choices := {str(code): label for code, label in getattr(field, "choices", ())}:
        return ", ".join(str(choices.get(str(code), code)) for code in (saved if isinstance(saved, list) else [saved]))
    return _words(saved, getattr(field.widget, "unit", ""))


def _words(saved: Any, unit: str | Promise) -> str:
    match saved:
        case date():
            return date_format(saved, "j F Y")
        case time():
            return time_format(saved, "H:i")
        case str():
            return saved
        case list():
            return ", ".join(str(item) for item in saved)
    return euros(saved) if unit == "€" else f"{printed(saved)} {unit}".strip()
