"""Writing a placement beside its wizard: its beginning, its shifts, and what may change while it is on the market."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from jobs.enums import TRAINEESHIPS
from jobs.models import Placement, Shift
from marketplace.audit import services as audit
from marketplace.core.errors import DomainError
from marketplace.offers.models import Offer, SeatPool
from marketplace.offers.services import drafts, seats
from marketplace.offers.wizard.services import forget_typed

from . import rules
from .selectors import placements

MAX_SHIFTS = 20


def create(offer: Offer) -> Placement:
    """``OfferKind.create``: the placement of a new offer with its one seat, in the offer's transaction."""
    SeatPool.objects.create(offer=offer, total=1)
    return Placement.objects.create(offer=offer)


@transaction.atomic
def add_shift(*, offer_id: int, actor: Any) -> Shift:
    """Add a row for a shift whose days and hours are still to be written."""
    drafts.bump_version(offer_id=offer_id, version=None, actor=actor)
    if Shift.objects.filter(placement=offer_id).count() >= MAX_SHIFTS:
        raise DomainError(_("I turni sono già %(n)s.") % {"n": MAX_SHIFTS}, field="add")
    return Shift.objects.create(placement_id=offer_id)


@transaction.atomic
def remove_shift(*, offer_id: int, shift_id: int, actor: Any) -> None:
    """Remove a shift; if it has gone already, nothing happens."""
    drafts.bump_version(offer_id=offer_id, version=None, actor=actor)
    Shift.objects.filter(placement=offer_id, pk=shift_id).delete()
    forget_typed(Placement.objects.get(pk=offer_id), f"shift_{shift_id}_")


NOT_LOWER = _("Qui la paga si può solo alzare: adesso è %(old)s. Per abbassarla serve un nuovo controllo.")
FEWER = _("Qui i posti si possono solo aumentare: adesso sono %(old)s.")


def pay_names(placement: Placement) -> tuple[str, ...]:
    """The columns that say what one earns: an indemnity or a range."""
    return ("indemnity",) if placement.contract in TRAINEESHIPS else ("pay_min", "pay_max")


def live_values(placement: Placement) -> dict[str, Any]:
    """What ``change_live`` may change, as it stands."""
    offer = placement.offer
    known = {"version": offer.version, "available_from": offer.available_from, "available_to": offer.available_to}
    return known | {"seats": placement.pool.total} | {name: getattr(placement, name) for name in pay_names(placement)}


@transaction.atomic
def change_live(*, offer_id: int, version: int | None, values: dict[str, Any], actor: Any) -> Placement:
    """Change dates, add seats and raise the pay of a placement on the market: no reviewer need look again.

    ``values``: ``available_from``, ``available_to``, ``seats`` and the columns of ``pay_names``. Raises ``DomainError``
    on the field that would fall or break a rule, and as ``drafts.bump_version``.
    """
    drafts.check_editable(offer_id=offer_id, actor=actor, live=True)
    placement = placements().get(pk=offer_id)
    before, paid = live_values(placement), pay_names(placement)
    _check_rises(before, values, paid)
    changed = {name: value for name, value in values.items() if value != before[name]}
    dates = {name: changed[name] for name in ("available_from", "available_to") if name in changed}
    offer = drafts.save_content(offer_id=offer_id, version=version, actor=actor, values=dates, live=True)
    for name in changed.keys() & set(paid):
        setattr(placement, name, changed[name])
    _check_lawful(placement, paid)
    placement.saved_in |= dict.fromkeys(changed, offer.version)
    placement.save(update_fields=["saved_in", *paid])
    if changed.keys() & {"seats", "available_to"}:
        kept, last_day = placement.pool.waiting_list, values["available_to"]
        seats.pool(offer_id=offer_id, total=values["seats"], actor=actor, waiting_list=kept, closes_on=last_day)
    told = {name: [str(before[name]), str(value)] for name, value in changed.items()}
    audit.log("placement.changed_live", actor=actor, obj=placement, changed=told)
    return placement


def _check_rises(before: dict[str, Any], values: dict[str, Any], paid: tuple[str, ...]) -> None:
    for name in paid:
        if before[name] is not None and (values[name] is None or values[name] < before[name]):
            raise DomainError(NOT_LOWER % {"old": before[name]}, field=name)
    if values["seats"] < before["seats"]:
        raise DomainError(FEWER % {"old": before["seats"]}, field="seats")


def _check_lawful(placement: Placement, paid: tuple[str, ...]) -> None:
    for found in rules.check(placement).problems:
        if found.field in paid:
            raise DomainError(found.text, field=found.field)
