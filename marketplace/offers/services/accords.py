"""What all services of agreements share: who stands on which side, locking in order, checks, traces."""

from calendar import monthrange
from datetime import date, datetime
from typing import Any

from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils.translation import gettext_lazy as _

from marketplace.audit import services as audit
from marketplace.core.clock import now, today
from marketplace.core.errors import DomainError, NotAllowed, WrongState
from marketplace.core.locks import lock
from marketplace.organisations.enums import CASE_WORKERS
from marketplace.organisations.models import Body
from marketplace.organisations.selectors import bodies_where
from marketplace.outbox import services as outbox
from marketplace.rulebook.selectors import figure

from .. import deadlines, kinds
from ..kinds import OfferKind
from ..life import Who, parts_of
from ..models import Agreement, Deadline, FollowUp, Offer


def sides(actor: Any, agreement: Agreement) -> set[str]:
    """On which sides of the agreement ``actor`` stands: "owner", "operator"; the portal (None) on both."""
    if actor is None:
        return {"owner", "operator"}
    found = set()
    if Who.OWNER in parts_of(actor, agreement.offer):
        found.add("owner")
    if bodies_where(actor, CASE_WORKERS).filter(pk=agreement.body_id).exists():
        found.add("operator")
    return found


def require_side(actor: Any, offer: Offer, body: Body) -> None:
    """Raises ``NotAllowed`` where ``actor`` stands on neither side."""
    if not sides(actor, Agreement(offer=offer, body=body)):
        raise NotAllowed


def locked(agreement_id: int, actor: Any, *states: str, side: str = "") -> Agreement:
    """Lock the offer, then its agreement: always in this order, as those who take an offer do.

    Raises ``NotAllowed`` unless ``actor`` stands on ``side`` (on any, where none is named), ``WrongState``.
    """
    offer_id = Agreement.objects.values_list("offer_id", flat=True).get(pk=agreement_id)
    offer = lock(Offer.objects.select_related("body"), pk=offer_id)
    agreement = lock(Agreement.objects.all(), pk=agreement_id)
    agreement.offer = offer
    found = sides(actor, agreement)
    if not found or (side and side not in found):
        raise NotAllowed
    if agreement.state not in states:
        label = state_label(agreement)
        raise WrongState(_("L’accordo è nello stato «%(state)s»: questo passo non è più possibile.") % {"state": label})
    return agreement


def kind_of(agreement: Agreement) -> OfferKind:
    return kinds.get(agreement.offer.kind)


def state_label(agreement: Agreement) -> str:
    """The word of the agreement's kind for its state."""
    return str(kind_of(agreement).words.ending.states.get(agreement.state) or agreement.get_state_display())


def period_of(start: date, end: date | None) -> DateRange:
    """``start`` is the first day, ``end`` the first day after. Raises ``DomainError``."""
    if end and end <= start:
        raise DomainError(_("La fine deve venire dopo l’inizio."), field="end")
    return DateRange(start, end)


def check_past(day: date, field: str, *, not_before: date | None = None) -> None:
    """Raises ``DomainError`` for a day that is still to come, or before the signature."""
    if day > today():
        raise DomainError(_("Questa data non può essere nel futuro."), field=field)
    if not_before and day < not_before:
        raise DomainError(_("Questa data non può venire prima della firma."), field=field)


def set_deadlines(agreement: Agreement, event: str, moment: datetime) -> None:
    """Give the duties that follow ``event`` their last moments."""
    for duty in deadlines.that_follow(event, agreement):
        Deadline.objects.update_or_create(
            agreement=agreement, kind=duty.code, defaults={"due_at": duty.due(agreement, moment)}
        )


def months_after(day: date, months: int) -> date:
    """The same day ``months`` later, or the last of that month where it is shorter (c.c. art. 2963 c. 5)."""
    year, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + year, month + 1
    return day.replace(year=year, month=month, day=min(day.day, monthrange(year, month)[1]))


def plan_followups(agreement: Agreement) -> list[FollowUp]:
    """Make the looks back of an agreement that has just begun; called by ``agreements.hand_over``."""
    begun = agreement.handed_over_on
    rows = [
        FollowUp(agreement=agreement, month=month, due_on=months_after(begun, month))
        for month in figure("agreement.followup_months", begun).value
    ]
    return FollowUp.objects.bulk_create(rows, ignore_conflicts=True)


def tick(agreement: Agreement, kind: str, actor: Any) -> Deadline | None:
    """Mark a duty as done; the first time counts."""
    deadline = agreement.deadlines.filter(kind=kind).first()
    if deadline and deadline.done_at is None:
        deadline.done_at, deadline.done_by = now(), actor
        deadline.save(update_fields=["done_at", "done_by"])
    return deadline


def record(agreement: Agreement, what: str, actor: Any, **data: Any) -> None:
    """The trace of a step, and word of it to the other floors."""
    audit.log(f"agreement.{what}", actor=actor, obj=agreement, case=agreement.case_code, **data)
    outbox.emit("agreement.changed", agreement.pk)
