"""The agreement that an offer ends in: drafting, signing, its duties, its end.

Two exclusive agreements never share a day of one offer. The service looks while it holds the offer's row and answers
in words; the exclusion constraint of the table stands behind it for whatever does not come this way. The others hold
a seat of a pool from the draft on: see ``seats``.
"""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from marketplace.core.clock import now, today
from marketplace.core.errors import Conflict, DomainError, WrongState
from marketplace.core.locks import lock
from marketplace.organisations.models import Body

from .. import deadlines, kinds
from ..enums import GONE, IN_FORCE, AgreementState, OfferState, PauseReason
from ..life import walk
from ..models import Agreement, Deadline, Offer
from . import market, seats
from .accords import (
    check_past,
    kind_of,
    locked,
    period_of,
    plan_followups,
    record,
    require_side,
    set_deadlines,
    sides,
    tick,
)

__all__ = [
    "cancel", "change", "complete", "draft", "end", "hand_over", "mark_registered", "sides", "sign",
]  # fmt: skip

BEFORE_START = (AgreementState.WAITING, AgreementState.DRAFT, AgreementState.SIGNED, AgreementState.REGISTERED)


@transaction.atomic
def draft(
    *, offer_id: int, body: Body, case_code: str, start: date, end: date | None, terms: dict[str, Any], actor: Any
) -> Agreement:
    """Begin the agreement on a reserved offer. ``start`` is the first day, ``end`` the first day after (None: open).

    For an offer that only one can have; a seat is held by ``seats.hold``. Raises ``Conflict`` where another agreement
    holds one of these days, ``WrongState``, ``NotAllowed``.
    """
    offer = lock(Offer.objects.select_related("body"), pk=offer_id)
    require_side(actor, offer, body)
    if not kinds.get(offer.kind).exclusive:
        raise WrongState(_("Questa offerta ha più posti: si prende un posto."))
    if offer.state != OfferState.RESERVED:
        raise WrongState(_("Si prepara un accordo solo su un’offerta prenotata."))
    agreement = Agreement(
        offer=offer, body=body, case_code=case_code, period=period_of(start, end), terms=terms,
        exclusive=True, created_by=actor, created_at=now(),
    )  # fmt: skip
    _check_free(agreement)
    agreement.save(force_insert=True)
    record(agreement, "drafted", actor)
    return agreement


@transaction.atomic
def change(*, agreement_id: int, start: date, end: date | None, terms: dict[str, Any], actor: Any) -> Agreement:
    """Change dates and terms of an agreement that is not signed yet."""
    agreement = locked(agreement_id, actor, AgreementState.DRAFT)
    agreement.period, agreement.terms = period_of(start, end), terms
    _check_free(agreement)
    agreement.save(update_fields=["period", "terms"])
    record(agreement, "changed", actor)
    return agreement


@transaction.atomic
def sign(*, agreement_id: int, signed_on: date, actor: Any) -> Agreement:
    """Record the signature of both sides, and give the duties that follow their dates.

    An offer that only one can have is taken; one with seats when the last of them is signed for.
    """
    agreement = locked(agreement_id, actor, AgreementState.DRAFT)
    check_past(signed_on, "signed_on")
    _check_free(agreement)
    agreement.state, agreement.signed_on = AgreementState.SIGNED, signed_on
    agreement.save(update_fields=["state", "signed_on"])
    set_deadlines(agreement, deadlines.SIGNED, deadlines.end_of(signed_on))
    if agreement.exclusive:
        market.take(offer_id=agreement.offer_id, actor=actor)
    else:
        seats.settle(agreement.offer)
    record(agreement, "signed", actor)
    return agreement


@transaction.atomic
def mark_registered(*, agreement_id: int, on: date, actor: Any) -> Agreement:
    """Record that the contract has been registered, where its kind is."""
    agreement = locked(agreement_id, actor, *IN_FORCE)
    if not kind_of(agreement).flow.registers:
        raise WrongState(_("Questo accordo non si registra all’Agenzia delle Entrate."))
    check_past(on, "on", not_before=agreement.signed_on)
    agreement.registered_on = on
    if agreement.state == AgreementState.SIGNED:
        agreement.state = AgreementState.REGISTERED
    agreement.save(update_fields=["registered_on", "state"])
    tick(agreement, "registration", actor)
    record(agreement, "registered", actor)
    return agreement


@transaction.atomic
def hand_over(*, agreement_id: int, at: datetime, actor: Any) -> Agreement:
    """Record the moment in which it begins: the keys (the 48 hours of the notice run from it), the first day of work
    or of the course. The looks back are counted from that day.
    """
    agreement = locked(agreement_id, actor, AgreementState.SIGNED, AgreementState.REGISTERED)
    if at > now():
        raise DomainError(kind_of(agreement).words.ending.begin_future, field="at")
    agreement.handed_over_on = at.astimezone(deadlines.ROME).date()
    agreement.state = AgreementState.HANDED_OVER
    agreement.save(update_fields=["handed_over_on", "state"])
    set_deadlines(agreement, deadlines.HANDED_OVER, at)
    plan_followups(agreement)
    record(agreement, "handed_over", actor)
    return agreement


@transaction.atomic
def complete(*, deadline_id: int, actor: Any) -> Deadline:
    """Tick a duty off; registering has its own verb, which also keeps the day."""
    agreement_id = Deadline.objects.values_list("agreement_id", flat=True).get(pk=deadline_id)
    agreement = locked(agreement_id, actor, *IN_FORCE)
    deadline = tick(agreement, Deadline.objects.get(pk=deadline_id).kind, actor)
    record(agreement, f"{deadline.kind}_done", actor)
    return deadline


@transaction.atomic
def end(*, agreement_id: int, on: date, reason: str, actor: Any) -> Agreement:
    """End an agreement in force; a taken offer rests in pause, from where its owner may put it online again."""
    agreement = locked(agreement_id, actor, *IN_FORCE)
    _check_reason(reason, kind_of(agreement).flow.end_reasons)
    check_past(on, "on", not_before=agreement.signed_on)
    _close(agreement, AgreementState.ENDED, on, reason)
    _free_offer(agreement, actor)
    record(agreement, "ended", actor, reason=reason)
    return agreement


@transaction.atomic
def cancel(*, agreement_id: int, reason: str, actor: Any) -> Agreement:
    """Give up an agreement before it begins, or a place on the waiting list.

    A reserved offer is free again, a taken one rests in pause; a seat goes to who waits for it, else it is free.
    """
    agreement = locked(agreement_id, actor, *BEFORE_START)
    _check_reason(reason, kind_of(agreement).flow.cancel_reasons)
    _close(agreement, AgreementState.CANCELLED, today(), reason)
    _free_offer(agreement, actor)
    record(agreement, "cancelled", actor, reason=reason)
    return agreement


def _close(agreement: Agreement, state: str, on: date, reason: str) -> None:
    agreement.state, agreement.ended_on, agreement.end_reason = state, on, reason
    agreement.save(update_fields=["state", "ended_on", "end_reason"])


def _check_free(agreement: Agreement) -> None:
    if not agreement.exclusive:
        return
    others = Agreement.objects.filter(offer_id=agreement.offer_id, exclusive=True, period__overlap=agreement.period)
    if others.exclude(state__in=GONE).exclude(pk=agreement.pk).exists():
        raise Conflict(_("Per questi giorni c’è già un altro accordo su questa offerta."))


def _check_reason(reason: str, reasons: type[TextChoices]) -> None:
    if reason not in reasons.values:
        raise DomainError(_("Scegli un motivo dall’elenco."), field="reason")


def _free_offer(agreement: Agreement, actor: Any) -> None:
    """What an agreement that is over leaves behind: a free offer, or a seat for who waits.

    A taken offer rests in pause once somebody's time has ended, so that it is not online again unless its owner wants.
    """
    offer = agreement.offer
    if agreement.pool_id and not _is_last_of_taken(agreement):
        seats.move_up(agreement.pool_id)
    elif offer.state == OfferState.RESERVED:
        market.release(offer_id=offer.pk, actor=actor)
    elif offer.state == OfferState.TAKEN:
        walk(offer_id=offer.pk, to=OfferState.PAUSED, actor=actor, reason=PauseReason.TENANCY_ENDED)


def _is_last_of_taken(agreement: Agreement) -> bool:
    """Has somebody's time ended in an offer without a free seat, and nobody waits for this one?"""
    if agreement.state != AgreementState.ENDED or agreement.offer.state != OfferState.TAKEN:
        return False
    return agreement.pool.open and not agreement.pool.agreements.filter(state=AgreementState.WAITING).exists()
