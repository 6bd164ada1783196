"""Writing a flat beside its wizard: rooms, what may change on the market, and what the office knows."""

from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from marketplace.audit import services as audit
from marketplace.core.errors import DomainError, NotAllowed
from marketplace.core.locks import lock
from marketplace.offers.life import Who, parts_of
from marketplace.offers.models import Offer
from marketplace.offers.services import drafts
from marketplace.offers.wizard.services import forget_typed
from marketplace.outbox import services as outbox

from .enums import RoomType
from .models import Flat, Room
from .selectors import flats

MAX_ROOMS = 30


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
    forget_typed(Flat.objects.get(pk=offer_id), f"room_{room_id}_")


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
