"""The agreement that a reserved offer ends in: drafting, signing, its duties, its end.

Two exclusive agreements never share a day of one offer. The service looks while it holds the offer's row and answers
in words; the exclusion constraint of the table stands behind it for whatever does not come this way.
"""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils.translation import gettext_lazy as _

from marketplace.audit import services as audit
from marketplace.core.clock import now, today
from marketplace.core.errors import Conflict, DomainError, NotAllowed, WrongState
from marketplace.core.locks import lock
from marketplace.organisations.enums import CASE_WORKERS
from marketplace.organisations.models import Body
from marketplace.organisations.selectors import bodies_where
from marketplace.outbox import services as outbox

from .. import deadlines, kinds
from ..enums import IN_FORCE, AgreementState, EndReason, OfferState, PauseReason
from ..life import Who, parts_of, walk
from ..models import Agreement, Deadline, Offer
from . import market

GONE = (AgreementState.CANCELLED, AgreementState.ENDED)


@transaction.atomic
def draft(
    *, offer_id: int, body: Body, case_code: str, start: date, end: date | None, terms: dict[str, Any], actor: Any
) -> Agreement:
    """Begin the agreement on a reserved offer. ``start`` is the first day, ``end`` the first day after (None: open).

    Raises ``Conflict`` where another agreement holds one of these days, ``WrongState``, ``NotAllowed``.
    """
    offer = lock(Offer.objects.select_related("body"), pk=offer_id)
    _require_side(actor, offer, body)
    if offer.state != OfferState.RESERVED:
        raise WrongState(_("Si prepara un accordo solo su un’offerta prenotata."))
    agreement = Agreement(
        offer=offer, body=body, case_code=case_code, period=_period(start, end), terms=terms,
        exclusive=kinds.get(offer.kind).exclusive, created_by=actor, created_at=now(),
    )  # fmt: skip
    _check_free(agreement)
    agreement.save(force_insert=True)
    _record(agreement, "drafted", actor)
    return agreement


@transaction.atomic
def change(*, agreement_id: int, start: date, end: date | None, terms: dict[str, Any], actor: Any) -> Agreement:
    """Change dates and terms of an agreement that is not signed yet."""
    agreement = _locked(agreement_id, actor, AgreementState.DRAFT)
    agreement.period, agreement.terms = _period(start, end), terms
    _check_free(agreement)
    agreement.save(update_fields=["period", "terms"])
    _record(agreement, "changed", actor)
    return agreement


@transaction.atomic
def sign(*, agreement_id: int, signed_on: date, actor: Any) -> Agreement:
    """Record the signature of both sides: the offer is taken, and the duties that follow get their dates."""
    agreement = _locked(agreement_id, actor, AgreementState.DRAFT)
    _check_past(signed_on, "signed_on")
    _check_free(agreement)
    agreement.state, agreement.signed_on = AgreementState.SIGNED, signed_on
    agreement.save(update_fields=["state", "signed_on"])
    _set_deadlines(agreement, deadlines.SIGNED, deadlines.end_of(signed_on))
    market.take(offer_id=agreement.offer_id, actor=actor)
    _record(agreement, "signed", actor)
    return agreement


@transaction.atomic
def mark_registered(*, agreement_id: int, on: date, actor: Any) -> Agreement:
    """Record that the contract has been registered."""
    agreement = _locked(agreement_id, actor, *IN_FORCE)
    _check_past(on, "on", not_before=agreement.signed_on)
    agreement.registered_on = on
    if agreement.state == AgreementState.SIGNED:
        agreement.state = AgreementState.REGISTERED
    agreement.save(update_fields=["registered_on", "state"])
    _done(agreement, "registration", actor)
    _record(agreement, "registered", actor)
    return agreement


@transaction.atomic
def hand_over(*, agreement_id: int, at: datetime, actor: Any) -> Agreement:
    """Record the moment of the keys: the 48 hours of the notice run from it."""
    agreement = _locked(agreement_id, actor, AgreementState.SIGNED, AgreementState.REGISTERED)
    if at > now():
        raise DomainError(_("La consegna delle chiavi non può essere nel futuro."), field="at")
    agreement.handed_over_on = at.astimezone(deadlines.ROME).date()
    agreement.state = AgreementState.HANDED_OVER
    agreement.save(update_fields=["handed_over_on", "state"])
    _set_deadlines(agreement, deadlines.HANDED_OVER, at)
    _record(agreement, "handed_over", actor)
    return agreement


@transaction.atomic
def complete(*, deadline_id: int, actor: Any) -> Deadline:
    """Tick a duty off; registering has its own verb, which also keeps the day."""
    agreement_id = Deadline.objects.values_list("agreement_id", flat=True).get(pk=deadline_id)
    agreement = _locked(agreement_id, actor, *IN_FORCE)
    deadline = _done(agreement, Deadline.objects.get(pk=deadline_id).kind, actor)
    _record(agreement, f"{deadline.kind}_done", actor)
    return deadline


@transaction.atomic
def end(*, agreement_id: int, on: date, reason: str, actor: Any) -> Agreement:
    """End a tenancy; the offer rests in pause, from where its owner may put it online again."""
    agreement = _locked(agreement_id, actor, *IN_FORCE)
    _check_reason(reason)
    _check_past(on, "on", not_before=agreement.signed_on)
    agreement.state, agreement.ended_on, agreement.end_reason = AgreementState.ENDED, on, reason
    agreement.save(update_fields=["state", "ended_on", "end_reason"])
    _free_offer(agreement, actor)
    _record(agreement, "ended", actor, reason=reason)
    return agreement


@transaction.atomic
def cancel(*, agreement_id: int, reason: str, actor: Any) -> Agreement:
    """Give up an agreement before the keys: a reserved offer is free again, a taken one rests in pause."""
    agreement = _locked(agreement_id, actor, AgreementState.DRAFT, AgreementState.SIGNED, AgreementState.REGISTERED)
    _check_reason(reason)
    agreement.state, agreement.ended_on, agreement.end_reason = AgreementState.CANCELLED, today(), reason
    agreement.save(update_fields=["state", "ended_on", "end_reason"])
    _free_offer(agreement, actor)
    _record(agreement, "cancelled", actor, reason=reason)
    return agreement


def sides(actor: Any, agreement: Agreement) -> set[str]:
    """On which sides of the agreement ``actor`` stands: "owner", "operator"."""
    found = set()
    if Who.OWNER in parts_of(actor, agreement.offer):
        found.add("owner")
    if bodies_where(actor, CASE_WORKERS).filter(pk=agreement.body_id).exists():
        found.add("operator")
    return found


def _require_side(actor: Any, offer: Offer, body: Body) -> None:
    if not sides(actor, Agreement(offer=offer, body=body)):
        raise NotAllowed


def _locked(agreement_id: int, actor: Any, *states: str) -> Agreement:
    """Lock the offer, then its agreement: always in this order, as those who take an offer do."""
    offer_id = Agreement.objects.values_list("offer_id", flat=True).get(pk=agreement_id)
    offer = lock(Offer.objects.select_related("body"), pk=offer_id)
    agreement = lock(Agreement.objects.all(), pk=agreement_id)
    agreement.offer = offer
    if not sides(actor, agreement):
        raise NotAllowed
    if agreement.state not in states:
        label = agreement.get_state_display()
        raise WrongState(_("L’accordo è nello stato «%(state)s»: questo passo non è più possibile.") % {"state": label})
    return agreement


def _period(start: date, end: date | None) -> DateRange:
    if end and end <= start:
        raise DomainError(_("La fine deve venire dopo l’inizio."), field="end")
    return DateRange(start, end)


def _check_free(agreement: Agreement) -> None:
    if not agreement.exclusive:
        return
    others = Agreement.objects.filter(offer_id=agreement.offer_id, exclusive=True, period__overlap=agreement.period)
    if others.exclude(state__in=GONE).exclude(pk=agreement.pk).exists():
        raise Conflict(_("Per questi giorni c’è già un altro accordo su questa offerta."))


def _check_past(day: date, field: str, *, not_before: date | None = None) -> None:
    if day > today():
        raise DomainError(_("Questa data non può essere nel futuro."), field=field)
    if not_before and day < not_before:
        raise DomainError(_("Questa data non può venire prima della firma."), field=field)


def _check_reason(reason: str) -> None:
    if reason not in EndReason.values:
        raise DomainError(_("Scegli un motivo dall’elenco."), field="reason")


def _set_deadlines(agreement: Agreement, event: str, moment: datetime) -> None:
    for duty in deadlines.that_follow(event, agreement.offer.kind):
        Deadline.objects.update_or_create(
            agreement=agreement, kind=duty.code, defaults={"due_at": duty.due(agreement, moment)}
        )


def _done(agreement: Agreement, kind: str, actor: Any) -> Deadline | None:
    deadline = agreement.deadlines.filter(kind=kind).first()
    if deadline and deadline.done_at is None:
        deadline.done_at, deadline.done_by = now(), actor
        deadline.save(update_fields=["done_at", "done_by"])
    return deadline


def _free_offer(agreement: Agreement, actor: Any) -> None:
    match agreement.offer.state:
        case OfferState.RESERVED:
            market.release(offer_id=agreement.offer_id, actor=actor)
        case OfferState.TAKEN:
            walk(offer_id=agreement.offer_id, to=OfferState.PAUSED, actor=actor, reason=PauseReason.TENANCY_ENDED)


def _record(agreement: Agreement, what: str, actor: Any, **data: Any) -> None:
    audit.log(f"agreement.{what}", actor=actor, obj=agreement, case=agreement.case_code, **data)
    outbox.emit("agreement.changed", agreement.pk)
