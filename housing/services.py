"""Writing a flat: each field saves and merges by itself, so that two windows never overwrite each other silently."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from marketplace.audit import services as audit
from marketplace.core.clock import now
from marketplace.core.errors import DomainError, NotAllowed
from marketplace.core.locks import lock
from marketplace.offers.life import Who, parts_of
from marketplace.offers.models import Offer
from marketplace.offers.services import drafts
from marketplace.outbox import services as outbox

from .enums import RoomType
from .models import Flat, Room
from .selectors import flats

if TYPE_CHECKING:  # forms stand above services: they are handed in
    from .forms.base import StepForm, Typed

MAX_ROOMS = 30


@dataclass(frozen=True)
class Saved:
    """What became of a step's answers. ``form`` carries the errors; ``conflicts`` what two windows disagree on."""

    flat: Flat
    form: "StepForm"
    version: int
    at: datetime
    conflicts: dict[str, dict[str, list[str]]] = field(default_factory=dict)


def create(offer: Offer) -> Flat:
    """``OfferKind.create``: the flat of a new offer, in the offer's transaction."""
    return Flat.objects.create(offer=offer)


@transaction.atomic
def save_step(*, offer_id: int, version: int, bind: Callable[[Flat], "StepForm"], actor: Any) -> Saved:
    """Save what is valid of one step, field by field; keep what is not valid as it was typed.

    ``bind(flat)`` binds the answers to the flat as it stands now, under lock. ``version`` is what the window had
    read. A field that another window has changed since is left alone and comes back in ``conflicts``.
    Raises ``NotAllowed``, ``WrongState``, ``NeedsReopening``.
    """
    drafts.check_editable(offer_id=offer_id, actor=actor)
    flat = flats().get(pk=offer_id)
    form = bind(flat)
    form.is_valid()
    changed = [name for name in form.changed_data if name in form.errors or not _same(form, name)]
    clashing = {name for name in changed if flat.saved_in.get(name, 0) > version}
    theirs = form.typed(clashing)
    conflicts = {name: {"mine": form.sent(name), "theirs": theirs[name]} for name in clashing}
    good = [name for name in changed if name not in form.errors and name not in clashing]
    answers = form.read(good)
    wrong = {name: form.sent(name) for name in form.errors if name in form.fields and name not in clashing}
    typed = _typed_wrongly(flat, form, wrong)
    saved_version = flat.offer.version
    if answers.offer or answers.flat or answers.rooms:
        saved_version = drafts.save_content(offer_id=offer_id, version=None, actor=actor, values=answers.offer).version
        for name, value in answers.flat.items():
            setattr(flat, name, value)
        for room in answers.rooms:
            room.save(update_fields=["type", "surface", "height", "window"])
        flat.saved_in |= dict.fromkeys(answers.names, saved_version)
    flat.unsaved = typed
    flat.save(update_fields=["unsaved", "saved_in", *answers.flat])
    return Saved(flats().get(pk=offer_id), form, saved_version, now(), conflicts)


def _same(form: "StepForm", name: str) -> bool:
    """Does this say what is saved already, only written otherwise ("a3" for A/3)?"""
    return form.cleaned_data.get(name) == form.initial[name]


def _typed_wrongly(flat: Flat, form: "StepForm", wrong: "Typed") -> "Typed":
    """What stays typed but not saved: of this step what is wrong now, of the others what was."""
    return {name: values for name, values in flat.unsaved.items() if name not in form.fields} | wrong


@transaction.atomic
def add_room(*, offer_id: int, room_type: str, actor: Any) -> Room:
    """Add a row for a room whose area is still to be written."""
    if room_type not in RoomType.values:
        raise DomainError(_("Scegli che stanza è dall’elenco."), field="add")
    drafts.bump_version(offer_id=offer_id, version=None, actor=actor)
    rooms = Room.objects.filter(flat=offer_id)
    if rooms.count() >= MAX_ROOMS:
        raise DomainError(_("Le stanze sono già %(n)s.") % {"n": MAX_ROOMS}, field="add")
    last = rooms.aggregate(last=Max("position"))["last"]
    return Room.objects.create(flat_id=offer_id, type=room_type, position=0 if last is None else last + 1)


@transaction.atomic
def remove_room(*, offer_id: int, room_id: int, actor: Any) -> None:
    """Remove a room; if it has gone already, nothing happens."""
    drafts.bump_version(offer_id=offer_id, version=None, actor=actor)
    Room.objects.filter(flat=offer_id, pk=room_id).delete()
    flat = Flat.objects.get(pk=offer_id)
    prefix = f"room_{room_id}_"
    flat.unsaved = {name: typed for name, typed in flat.unsaved.items() if not name.startswith(prefix)}
    flat.save(update_fields=["unsaved"])


@transaction.atomic
def send(*, offer_id: int, declared: bool, actor: Any) -> Offer:
    """Send the flat to review with its owner's declaration (D.P.R. 445/2000 art. 46-47).

    Raises ``DomainError`` without the declaration, or naming what is missing.
    """
    if not declared:
        raise DomainError(_("Spunta la dichiarazione per inviare l’annuncio."), field="declared")
    offer = drafts.submit(offer_id=offer_id, actor=actor)
    Flat.objects.filter(pk=offer_id).update(declaration_at=now())
    return offer


NOT_HIGHER = {
    "rent": _("Qui il canone si può solo abbassare: adesso è %(old)s €. Per alzarlo serve un nuovo controllo."),
    "fees": _("Qui le spese si possono solo abbassare: adesso sono %(old)s €. Per alzarle serve un nuovo controllo."),
}


def live_values(flat: Flat) -> dict[str, Any]:
    """What ``change_live`` may change, as it stands."""
    offer = flat.offer
    dates = {"available_from": offer.available_from, "available_to": offer.available_to}
    return {"version": offer.version, **dates, "rent": flat.rent, "fees": flat.fees}


@transaction.atomic
def change_live(*, offer_id: int, version: int | None, values: dict[str, Any], actor: Any) -> Flat:
    """Change dates, and rent and fees downwards, of a flat that stays on the market: no reviewer need look again.

    ``values``: ``available_from``, ``available_to``, ``rent`` and ``fees``, euros a month. Raises ``DomainError`` on
    the field that would rise, and as ``drafts.bump_version``.
    """
    drafts.check_editable(offer_id=offer_id, actor=actor, live=True)
    flat = flats().get(pk=offer_id)
    before = live_values(flat)
    for name, text in NOT_HIGHER.items():
        if values[name] > before[name]:
            raise DomainError(text % {"old": before[name]}, field=name)
    changed = {name: value for name, value in values.items() if value != before[name]}
    dates = {name: value for name, value in changed.items() if name not in NOT_HIGHER}
    offer = drafts.save_content(offer_id=offer_id, version=version, actor=actor, values=dates, live=True)
    for name in changed.keys() - dates.keys():
        setattr(flat, name, changed[name])
    flat.saved_in |= dict.fromkeys(changed, offer.version)
    flat.save(update_fields=["rent", "fees", "saved_in"])
    told = {name: [str(before[name]), str(value)] for name, value in changed.items()}
    audit.log("flat.changed_live", actor=actor, obj=flat, changed=told)
    return flat


@transaction.atomic
def set_office_values(*, offer_id: int, zone: int | None, persons: int | None, actor: Any) -> Flat:
    """What only the office knows: the zone on the accord's map, and the persons that it has seen attested.

    Raises ``NotAllowed`` for anybody but a reviewer, and for her own offers (four eyes).
    """
    offer = lock(Offer.objects.all(), pk=offer_id)
    if Who.REVIEWER not in parts_of(actor, offer):
        raise NotAllowed
    flat = Flat.objects.get(pk=offer_id)
    before = {"zone": flat.concordato_zone, "persons": flat.attested_persons}
    flat.concordato_zone, flat.attested_persons = zone, persons
    flat.save(update_fields=["concordato_zone", "attested_persons"])
    audit.log("flat.office_values", actor=actor, obj=flat, before=before, zone=zone, persons=persons)
    outbox.emit("offer.changed", offer.pk)
    return flat
