"""The life of an offer: one table of steps, and one function that walks it.

draft → submitted ⇄ changes → published → reserved → taken, with pause, withdrawal, expiry and refusal.
A step is a row of ``STEPS``: from, to, who may, and the closed list its reason comes from. Nothing else in the
portal writes ``Offer.state``.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.db import transaction
from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from marketplace.audit import services as audit
from marketplace.core.clock import now
from marketplace.core.errors import DomainError, NotAllowed, WrongState
from marketplace.core.locks import lock
from marketplace.organisations.enums import CASE_WORKERS, OFFERERS, BodyStatus, Role
from marketplace.organisations.selectors import valid_memberships
from marketplace.outbox import services as outbox

from . import guards, kinds
from .enums import OfferState as S
from .enums import PauseReason, RejectReason
from .kinds import OfferKind
from .models import Offer, StateChange


class Who(StrEnum):
    """In which part somebody acts on one offer."""

    OWNER = "owner"
    REVIEWER = "reviewer"
    OPERATOR = "operator"
    SYSTEM = "system"


Reasons = Callable[[OfferKind], type[TextChoices]]


@dataclass(frozen=True)
class Step:
    """One step that exists. ``reasons``: a reason of the list that it gives for the kind is required; ``note``: so is a
    sentence.
    """

    old: S
    new: S
    who: frozenset[Who]
    reasons: Reasons | None = None
    note: bool = False


def _step(old: S, new: S, *who: Who, reasons: Reasons | None = None, note: bool = False) -> Step:
    return Step(old, new, frozenset(who), reasons, note)


_OWNER, _REVIEWER, _OPERATOR, _SYSTEM = Who.OWNER, Who.REVIEWER, Who.OPERATOR, Who.SYSTEM
STEPS = (
    _step(S.DRAFT, S.SUBMITTED, _OWNER),
    _step(S.CHANGES, S.SUBMITTED, _OWNER),
    _step(S.SUBMITTED, S.DRAFT, _OWNER),  # taken back before anybody has answered
    _step(S.SUBMITTED, S.CHANGES, _REVIEWER, note=True),
    _step(S.SUBMITTED, S.PUBLISHED, _REVIEWER),
    _step(S.SUBMITTED, S.REJECTED, _REVIEWER, reasons=lambda kind: RejectReason),
    _step(S.PUBLISHED, S.CHANGES, _REVIEWER, note=True),  # a complaint about a published offer
    _step(S.PUBLISHED, S.DRAFT, _OWNER),  # its content is to change: see drafts.reopen
    _step(S.PAUSED, S.DRAFT, _OWNER),
    _step(S.PUBLISHED, S.PAUSED, _OWNER, _SYSTEM, reasons=lambda kind: PauseReason),
    _step(S.PAUSED, S.PUBLISHED, _OWNER),
    _step(S.PUBLISHED, S.RESERVED, _OWNER, _OPERATOR, _SYSTEM),
    _step(S.RESERVED, S.PUBLISHED, _OWNER, _OPERATOR, _SYSTEM),
    _step(S.RESERVED, S.TAKEN, _OWNER, _OPERATOR, _SYSTEM),
    _step(S.TAKEN, S.PAUSED, _OWNER, _OPERATOR, _SYSTEM, reasons=lambda kind: PauseReason),
    # what follows from the seats, see services.seats.settle
    _step(S.PUBLISHED, S.TAKEN, _SYSTEM),
    _step(S.TAKEN, S.PUBLISHED, _SYSTEM),
    _step(S.TAKEN, S.RESERVED, _SYSTEM),
    *(
        _step(old, S.WITHDRAWN, _OWNER, reasons=lambda kind: kind.flow.withdraw_reasons)
        for old in (S.DRAFT, S.SUBMITTED, S.CHANGES, S.PUBLISHED, S.RESERVED, S.PAUSED)
    ),
    *(_step(old, S.EXPIRED, _SYSTEM) for old in (S.CHANGES, S.PUBLISHED, S.PAUSED)),
    _step(S.WITHDRAWN, S.DRAFT, _OWNER),
    _step(S.EXPIRED, S.DRAFT, _OWNER),
)
_TABLE = {(step.old, step.new): step for step in STEPS}
CHECKED = frozenset({S.SUBMITTED, S.PUBLISHED})  # nothing may be missing on the way into these


def parts_of(actor: Any, offer: Offer) -> frozenset[Who]:
    """In which parts ``actor`` (None is the portal) may act on ``offer``, today.

    Four eyes: whoever owns the offer, or belongs to the body that does, is never its reviewer.
    """
    if actor is None:
        return frozenset({Who.SYSTEM})
    mandates = list(valid_memberships(actor))
    colleague = offer.body_id and any(m.body_id == offer.body_id for m in mandates)
    parts = set()
    if offer.body_id is None:
        owns = offer.owner_id == actor.pk
    else:
        owns = any(m.body_id == offer.body_id and m.role in OFFERERS for m in mandates)
    if owns:
        parts.add(Who.OWNER)
    verified = {m.role for m in mandates if m.body and m.body.status == BodyStatus.VERIFIED}
    if Role.REVIEWER in verified and not colleague and offer.owner_id != actor.pk:
        parts.add(Who.REVIEWER)
    if verified & CASE_WORKERS:
        parts.add(Who.OPERATOR)
    return frozenset(parts)


def next_states(offer: Offer, actor: Any) -> set[str]:
    """The states that ``actor`` may bring ``offer`` to from where it stands; for buttons, it guards nothing."""
    parts = parts_of(actor, offer)
    return {step.new for step in STEPS if step.old == offer.state and step.who & parts}


@transaction.atomic
def walk(
    *, offer_id: int, to: str, actor: Any, reason: str = "", note: str = "", values: dict[str, Any] | None = None
) -> Offer:
    """Take the one step from the offer's present state to ``to``, with all that belongs to it.

    ``values`` are further columns of the offer to write with it. Emits ``offer.changed`` with the offer's id
    and ``offer.state`` with the id of the ``StateChange``. Raises ``WrongState``, ``NotAllowed``, ``DomainError``.
    """
    offer = lock(Offer.objects.select_related("body"), pk=offer_id)
    step = _table_step(offer, to)
    _check(step, offer, actor, reason, note)
    offer.state, offer.changed_at = to, now()
    for name, value in (values or {}).items():
        setattr(offer, name, value)
    offer.save(update_fields=["state", "changed_at", *(values or {})])
    change = StateChange.objects.create(offer=offer, actor=actor, old=step.old, new=to, reason=reason, note=note)
    audit.log(f"offer.{to}", actor=actor, obj=offer, old=step.old, reason=reason)
    outbox.emit("offer.changed", offer.pk)
    outbox.emit("offer.state", change.pk)
    return offer


def _table_step(offer: Offer, to: str) -> Step:
    try:
        return _TABLE[S(offer.state), S(to)]
    except KeyError:
        raise WrongState(
            _("L’offerta è nello stato «%(old)s»: questo passo non è più possibile. Ricarica la pagina.")
            % {"old": S(offer.state).label}
        ) from None


def _check(step: Step, offer: Offer, actor: Any, reason: str, note: str) -> None:
    if not step.who & parts_of(actor, offer):
        if Who.REVIEWER in step.who:
            raise NotAllowed(_("Non puoi decidere su questa offerta: è tua, del tuo ente, o non fai revisione."))
        raise NotAllowed
    if step.reasons and reason not in step.reasons(kinds.get(offer.kind)).values:
        raise DomainError(_("Scegli un motivo dall’elenco."), field="reason")
    if step.note and not note.strip():
        raise DomainError(_("Scrivi che cosa deve cambiare: chi ha pubblicato leggerà questo messaggio."), field="note")
    if objections := guards.objections(offer, step.new):
        raise DomainError(" ".join(str(text) for text in objections))
    if step.new in CHECKED and step.old not in {S.RESERVED, S.TAKEN}:  # a promise given back puts it online as it was
        _check_complete(step, offer)


def _check_complete(step: Step, offer: Offer) -> None:
    if missing := kinds.get(offer.kind).missing(offer):
        listed = "; ".join(str(item.text) for item in missing)
        raise DomainError(_("Manca ancora qualcosa: %(missing)s") % {"missing": listed})
    if step.new == S.PUBLISHED and offer.body and offer.body.status != BodyStatus.VERIFIED:
        raise DomainError(_("L’ente che pubblica non è ancora verificato: prima va verificato l’ente."))
