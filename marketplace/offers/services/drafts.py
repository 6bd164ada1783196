"""Writing an offer: beginning it, saving its content, sending it, and opening a published one again."""

from datetime import timedelta
from typing import Any

from django.contrib.gis.geos import Point
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from marketplace.audit import services as audit
from marketplace.core.clock import now
from marketplace.core.errors import Conflict, NotAllowed, WrongState
from marketplace.core.locks import lock
from marketplace.organisations.models import Body
from marketplace.organisations.selectors import valid_memberships
from marketplace.outbox import services as outbox
from marketplace.places.selectors import locate

from .. import displacement, kinds, screening
from ..enums import EDITABLE, FINDABLE, OfferState
from ..life import Who, parts_of, walk
from ..models import Offer, ReviewOutcome


class StaleVersion(Conflict):
    """Another window has saved since; ``offer`` is the row as it stands now."""

    def __init__(self, offer: Offer):
        super().__init__(_("Questo annuncio è stato modificato in un’altra finestra."))
        self.offer = offer


class NeedsReopening(WrongState):
    """The content of a published or paused offer: the owner must agree to a new review first (``reopen``)."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "L’annuncio è già stato controllato. Per cambiare questo dato va tolto dal sito e controllato "
                "di nuovo: "
                "scegli «Modifica e rimanda in revisione»."
            )
        )


@transaction.atomic
def create_draft(*, actor: Any, kind: str, body: Body | None = None) -> Offer:
    """Begin an offer of ``kind``, for oneself or for a body. Raises ``NotAllowed`` without such a mandate today."""
    allowed = kinds.get(kind).roles
    body_id = body.pk if body else None
    if not any(m.role in allowed and m.body_id == body_id for m in valid_memberships(actor)):
        raise NotAllowed(_("Per pubblicare questo tipo di offerta serve un altro ruolo."))
    offer = Offer.objects.create(kind=kind, owner=actor, body=body)
    kinds.get(kind).create(offer)
    audit.log("offer.created", actor=actor, obj=offer, kind=kind)
    return offer


@transaction.atomic
def check_editable(*, offer_id: int, actor: Any, live: bool = False) -> Offer:
    """Lock the offer and return it if ``actor`` may change its content now; raises as ``bump_version`` does."""
    offer = lock(Offer.objects.all(), pk=offer_id)
    if Who.OWNER not in parts_of(actor, offer):
        raise NotAllowed
    if offer.state not in EDITABLE:
        raise WrongState(
            _(
                "L’annuncio è nello stato «%(state)s» e non si può modificare: ricarica la pagina per vedere i passi "
                "possibili."
            )
            % {"state": offer.get_state_display()}
        )
    if not (offer.editable or live):
        raise NeedsReopening
    return offer


@transaction.atomic
def bump_version(*, offer_id: int, version: int | None, actor: Any, live: bool = False) -> Offer:
    """Lock the offer for a change of its content and count its version up; to be called first in that transaction.

    ``version`` is what the window had read (None: do not compare). ``live``: the change is one that a published
    offer may have without a new review. Raises ``StaleVersion``, ``NeedsReopening``, ``WrongState``, ``NotAllowed``.
    """
    offer = check_editable(offer_id=offer_id, actor=actor, live=live)
    if version is not None and version != offer.version:
        raise StaleVersion(offer)
    offer.version, offer.changed_at = offer.version + 1, now()
    offer.save(update_fields=["version", "changed_at"])
    if offer.state in FINDABLE:
        outbox.emit("offer.changed", offer.pk)
    return offer


@transaction.atomic
def save_content(
    *, offer_id: int, version: int | None, actor: Any, values: dict[str, Any], live: bool = False
) -> Offer:
    """Save columns that all offers share (title, description, address, cap, point, available_from …).

    A ``point`` brings its comune, municipio, NIL and public point with it. Raises as ``bump_version``, and
    ``places.OutsideArea``.
    """
    if unknown := values.keys() - SHARED:
        raise ValueError(f"Not a column of the content: {sorted(unknown)}")
    offer = bump_version(offer_id=offer_id, version=version, actor=actor, live=live)
    changed = [name for name in values if name != "point"]
    for name in changed:
        setattr(offer, name, values[name])
    if "point" in values:
        changed += place(offer, values["point"])
    offer.save(update_fields=changed)
    return offer


SHARED = frozenset({"title", "description", "address", "cap", "point", "available_from", "available_to"})


def place(offer: Offer, point: Point | None) -> list[str]:
    """Put ``offer`` at ``point`` without saving it; return the names of the columns that it set."""
    if point is None:
        offer.point = offer.public_point = offer.comune = offer.municipio = offer.nil = None
    else:
        found = locate(point)
        inside = found.comune.area and found.comune.area.prepared.covers
        public = displacement.follow(point, offer.point, offer.public_point, inside)
        offer.point, offer.public_point = point, public
        offer.comune, offer.municipio, offer.nil = found.comune, found.municipio, found.nil
    return ["point", "public_point", "comune", "municipio", "nil"]


@transaction.atomic
def submit(*, offer_id: int, actor: Any) -> Offer:
    """Send the offer to the Comune: a new term begins, or after changes the old one goes on.

    Raises ``DomainError`` naming what is missing.
    """
    values: dict[str, Any] = {"submitted_at": now()}
    if Offer.objects.filter(pk=offer_id).exclude(state=OfferState.CHANGES).exists():
        values["review_spent"] = timedelta(0)
    offer = walk(offer_id=offer_id, to=OfferState.SUBMITTED, actor=actor, values=values)
    offer.hits = sum(passage.hits for passage in screening.passages(offer))
    offer.save(update_fields=["hits"])
    return offer


@transaction.atomic
def recall(*, offer_id: int, actor: Any) -> Offer:
    """Take a sent offer back to draft, before it has been answered; an open look at it ends without outcome."""
    offer = walk(
        offer_id=offer_id, to=OfferState.DRAFT, actor=actor, values={"reviewer": None, "taken_charge_at": None}
    )
    offer.reviews.filter(outcome=ReviewOutcome.OPEN).update(outcome=ReviewOutcome.DROPPED, closed_at=now())
    return offer


@transaction.atomic
def reopen(*, offer_id: int, actor: Any) -> Offer:
    """Make the content of a published, paused, withdrawn or expired offer a draft again.

    The rule for what is published: dates and a lower rent may change in place (``live``); anything that a reviewer
    has checked may not. So the offer leaves the public pages, is edited, and is sent to a new look, which shows
    the reviewer the differences only.
    """
    offer = Offer.objects.get(pk=offer_id)
    if offer.state == OfferState.SUBMITTED:
        return recall(offer_id=offer_id, actor=actor)
    fresh = {"published_at": None} if offer.state in {OfferState.WITHDRAWN, OfferState.EXPIRED} else None
    return walk(offer_id=offer_id, to=OfferState.DRAFT, actor=actor, values=fresh)


@transaction.atomic
def delete_draft(*, offer_id: int, actor: Any) -> None:
    """Remove an offer that was never sent. Raises ``WrongState`` once somebody else may have seen it."""
    offer = lock(Offer.objects.all(), pk=offer_id)
    if Who.OWNER not in parts_of(actor, offer):
        raise NotAllowed
    if offer.state != OfferState.DRAFT or offer.changes.exists():
        raise WrongState(_("Questo annuncio è già stato inviato: puoi ritirarlo, non cancellarlo."))
    audit.log("offer.deleted", actor=actor, obj=offer)
    offer.delete()
