"""The Comune's look at an offer: taking charge, ticking, asking for changes, approving, refusing.

Four eyes: ``life.parts_of`` never makes an owner, or a colleague of the owner's body, the reviewer of an offer.
"""

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils.timesince import timesince
from django.utils.translation import gettext_lazy as _

from marketplace.audit import services as audit
from marketplace.core.clock import now
from marketplace.core.errors import Conflict, DomainError, NotAllowed, WrongState
from marketplace.core.locks import lock
from marketplace.rulebook.selectors import figure

from ..enums import OfferState
from ..life import Who, parts_of, walk
from ..models import Offer, Review, ReviewOutcome
from ..review import checklist_of, printed


@transaction.atomic
def take_charge(*, offer_id: int, actor: Any) -> Review:
    """Make ``actor`` the one who looks at this offer; asking twice answers the same look.

    Raises ``Conflict`` while a colleague has it, for ``offer.charge_hours``; after that anybody may take over.
    """
    offer = _locked(offer_id, actor)
    if offer.state != OfferState.SUBMITTED:
        raise WrongState(_("Questa offerta non è più in revisione: l’ha già decisa qualcuno o è stata ripresa."))
    running = offer.reviews.filter(outcome=ReviewOutcome.OPEN).first()
    if running and running.reviewer_id == actor.pk:
        return running
    if running:
        _take_over(running)
    offer.reviewer, offer.taken_charge_at = actor, now()
    offer.save(update_fields=["reviewer", "taken_charge_at"])
    review = Review.objects.create(
        offer=offer, reviewer=actor, version=offer.version, snapshot=printed(offer), started_at=now()
    )
    audit.log("offer.review_started", actor=actor, obj=offer)
    return review


@transaction.atomic
def release_charge(*, offer_id: int, actor: Any) -> Offer:
    """Give the offer back to the queue."""
    offer = _locked(offer_id, actor)
    review = _own_review(offer, actor)
    _close(review, ReviewOutcome.DROPPED)
    offer.reviewer = offer.taken_charge_at = None
    offer.save(update_fields=["reviewer", "taken_charge_at"])
    audit.log("offer.review_released", actor=actor, obj=offer)
    return offer


@transaction.atomic
def save_checklist(*, offer_id: int, ticked: set[str], message: str = "", actor: Any) -> Review:
    """Keep the ticks and the message begun, so that a look can be interrupted."""
    offer = _locked(offer_id, actor)
    review = _own_review(offer, actor)
    known = {item.code for item in checklist_of(offer)}
    review.checklist = dict.fromkeys(sorted(ticked & known), True)
    review.message = message
    review.save(update_fields=["checklist", "message"])
    return review


@transaction.atomic
def request_changes(*, offer_id: int, message: str, actor: Any) -> Offer:
    """Send the offer back with a message. Also for a published one: it leaves the public pages at once."""
    offer = _locked(offer_id, actor)
    review = None
    if offer.state == OfferState.SUBMITTED:
        review = _own_review(offer, actor)
    elif offer.state == OfferState.PUBLISHED:
        review = Review(offer=offer, reviewer=actor, version=offer.version, snapshot=printed(offer), started_at=now())
    values = FREE | {"review_spent": _spent(offer)}
    offer = walk(offer_id=offer_id, to=OfferState.CHANGES, actor=actor, note=message.strip(), values=values)
    if review:
        _close(review, ReviewOutcome.CHANGES, message=message.strip())
    return offer


@transaction.atomic
def approve(*, offer_id: int, actor: Any, message: str = "") -> Offer:
    """Publish the offer. Raises ``DomainError`` while a required line of the checklist is not ticked."""
    offer = _locked(offer_id, actor)
    review = _own_review(offer, actor)
    open_lines = [i.label for i in checklist_of(offer) if i.required and not review.checklist.get(i.code)]
    if open_lines:
        listed = "; ".join(str(label) for label in open_lines)
        raise DomainError(_("Prima di pubblicare controlla e spunta: %(lines)s") % {"lines": listed}, field="checklist")
    if review.version != offer.version:
        raise Conflict
    moment = now()
    published = {"published_at": offer.published_at or moment, "confirmed_at": moment}
    offer = walk(offer_id=offer_id, to=OfferState.PUBLISHED, actor=actor, values=FREE | published)
    _close(review, ReviewOutcome.APPROVED, message=message.strip())
    return offer


@transaction.atomic
def reject(*, offer_id: int, reason: str, message: str, actor: Any) -> Offer:
    """Refuse the offer for good. ``reason`` is a ``RejectReason``; the message explains it (L. 241/1990 art. 3)."""
    offer = _locked(offer_id, actor)
    review = _own_review(offer, actor)
    if not message.strip():
        raise DomainError(_("Scrivi perché l’offerta è respinta: la decisione va motivata."), field="message")
    offer = walk(
        offer_id=offer_id, to=OfferState.REJECTED, actor=actor, reason=reason, note=message.strip(), values=FREE
    )
    _close(review, ReviewOutcome.REJECTED, message=message.strip(), reason=reason)
    return offer


FREE: dict[str, Any] = {"reviewer": None, "taken_charge_at": None}


def _spent(offer: Offer) -> timedelta:
    """What the Comune has used of its term, which now rests. After a complaint about a published one it is new."""
    if offer.state != OfferState.SUBMITTED:
        return timedelta(0)
    return offer.review_spent + (now() - offer.submitted_at)


def _locked(offer_id: int, actor: Any) -> Offer:
    offer = lock(Offer.objects.select_related("body", "comune", "nil"), pk=offer_id)
    if Who.REVIEWER not in parts_of(actor, offer):
        raise NotAllowed(_("Non puoi controllare questa offerta: è tua, del tuo ente, o non fai revisione."))
    return offer


def _own_review(offer: Offer, actor: Any) -> Review:
    review = offer.reviews.filter(outcome=ReviewOutcome.OPEN, reviewer=actor).first()
    if offer.state != OfferState.SUBMITTED or review is None:
        raise WrongState(_("Prima prendi in carico questa offerta."))
    return review


def _take_over(running: Review) -> None:
    if now() - running.started_at < timedelta(hours=figure("offer.charge_hours").value):
        raise Conflict(
            _("L’ha presa in carico %(name)s %(ago)s fa.")
            % {"name": running.reviewer, "ago": timesince(running.started_at, now(), depth=1)}
        )
    _close(running, ReviewOutcome.DROPPED)


def _close(review: Review, outcome: str, *, message: str | None = None, reason: str = "") -> None:
    review.outcome, review.closed_at, review.reason = outcome, now(), reason
    if message is not None:
        review.message = message
    review.save()
