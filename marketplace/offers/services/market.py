"""An approved offer on the market: pause, resume, withdraw, reserve, release, take, expire."""

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from marketplace.core.clock import now, today
from marketplace.core.errors import DomainError, WrongState
from marketplace.rulebook.selectors import figure

from ..enums import AgreementState, OfferState, PauseReason, WithdrawReason
from ..life import walk
from ..models import Agreement, Answer, Offer
from . import seats
from .questions import close_question

CHUNK = 500


@transaction.atomic
def pause(*, offer_id: int, actor: Any, reason: str = PauseReason.OWNER) -> Offer:
    """Take a published offer off the public pages for a while."""
    offer = walk(offer_id=offer_id, to=OfferState.PAUSED, actor=actor, reason=reason)
    close_question(offer_id, Answer.SILENCE if reason == PauseReason.SILENCE else Answer.PAUSE)
    return offer


@transaction.atomic
def resume(*, offer_id: int, actor: Any) -> Offer:
    """Put a paused offer online again: nothing of its content has changed since it was approved."""
    last_day = Offer.objects.values_list("available_to", flat=True).get(pk=offer_id)
    if last_day and last_day < today():
        raise DomainError(_("L’ultimo giorno dell’offerta è passato: cambia le date, poi rimettila online."))
    offer = walk(offer_id=offer_id, to=OfferState.PUBLISHED, actor=actor, values={"confirmed_at": now()})
    return seats.settle(offer)


@transaction.atomic
def withdraw(*, offer_id: int, actor: Any, reason: str) -> Offer:
    """Take an offer off the market for good; ``reason`` is of its kind's list.

    A guard may forbid it, and so does a seat that somebody holds or waits for without having signed.
    """
    unsigned = {AgreementState.DRAFT, AgreementState.WAITING}
    if n := Agreement.objects.filter(offer=offer_id, pool__isnull=False, state__in=unsigned).count():
        raise DomainError(
            ngettext(
                "Una persona ha un posto o lo aspetta: annulla prima il suo accordo.",
                "%(n)s persone hanno un posto o lo aspettano: annulla prima i loro accordi.",
                n,
            )
            % {"n": n}
        )
    offer = walk(offer_id=offer_id, to=OfferState.WITHDRAWN, actor=actor, reason=reason)
    close_question(offer_id, Answer.LET if reason == WithdrawReason.LET_ELSEWHERE else Answer.MOOT)
    return offer


def mark_let_elsewhere(*, offer_id: int, actor: Any) -> Offer:
    """The owner has let it by another way."""
    return withdraw(offer_id=offer_id, actor=actor, reason=WithdrawReason.LET_ELSEWHERE)


@transaction.atomic
def reserve(*, offer_id: int, actor: Any, note: str = "") -> Offer:
    """Hold the offer for one accepted proposal."""
    offer = walk(offer_id=offer_id, to=OfferState.RESERVED, actor=actor, note=note)
    close_question(offer_id)
    return offer


@transaction.atomic
def release(*, offer_id: int, actor: Any, note: str = "") -> Offer:
    """The proposal that held the offer came to nothing: it is free for others again."""
    return walk(offer_id=offer_id, to=OfferState.PUBLISHED, actor=actor, note=note, values={"confirmed_at": now()})


def take(*, offer_id: int, actor: Any) -> Offer:
    """A signed agreement takes the offer off the market; called by ``agreements.sign``."""
    return walk(offer_id=offer_id, to=OfferState.TAKEN, actor=actor)


def expire(*, offer_id: int) -> Offer:
    """The portal ends an offer whose days have passed, or that nobody has touched for long."""
    offer = walk(offer_id=offer_id, to=OfferState.EXPIRED, actor=None)
    close_question(offer_id)
    return offer


def expire_due() -> int:
    """Expire all offers that are past their last free day or have rested too long; returns how many.

    One transaction an offer: a single one that cannot be expired now keeps none of the others.
    """
    rested = now() - timedelta(days=figure("offer.expire_days").value)
    due = Offer.objects.filter(
        Q(state__in=[OfferState.PUBLISHED, OfferState.PAUSED], available_to__lt=today())
        | Q(state__in=[OfferState.PAUSED, OfferState.CHANGES], changed_at__lt=rested)
    ).order_by("pk")
    expired, last = 0, 0
    while ids := list(due.filter(pk__gt=last).values_list("pk", flat=True)[:CHUNK]):
        for offer_id in ids:
            try:
                expire(offer_id=offer_id)
                expired += 1
            except WrongState:
                pass  # somebody has moved it meanwhile
        last = ids[-1]
    return expired
