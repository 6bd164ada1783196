"""The seats of an offer that several people can have: setting their number, holding one, waiting, moving up.

Every verb locks the offer, then the pool. The database counts the seats itself (migration ``0004``), so a path that
forgets the lock fails instead of giving a seat away twice.
"""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from marketplace.audit import services as audit
from marketplace.core.clock import now, today
from marketplace.core.errors import Conflict, DomainError, NotAllowed, WrongState
from marketplace.core.locks import lock
from marketplace.organisations.models import Body
from marketplace.outbox import services as outbox

from .. import guards, kinds
from ..enums import FINDABLE, GONE, IN_FORCE, ON_MARKET, AgreementState, OfferState
from ..life import Who, parts_of, walk
from ..models import Agreement, Offer, SeatPool
from .accords import period_of, record, require_side
from .questions import close_question


@transaction.atomic
def pool(
    *,
    offer_id: int,
    total: int,
    actor: Any,
    code: str = "",
    waiting_list: bool = False,
    closes_on: date | None = None,
) -> SeatPool:
    """Set how many seats an offer has (or one of its runs, ``code``), and until when one may join.

    More seats move the waiting list up. Raises ``DomainError`` for fewer seats than are held, ``NotAllowed``.
    """
    offer = lock(Offer.objects.select_related("body"), pk=offer_id)
    if not parts_of(actor, offer) & {Who.OWNER, Who.SYSTEM}:
        raise NotAllowed
    row = offer.pools.select_for_update().filter(code=code).first() or SeatPool(offer=offer, code=code)
    if total < row.held:
        raise DomainError(
            _("%(held)s posti sono già di qualcuno: non puoi scendere sotto questo numero.") % {"held": row.held},
            field="seats",
        )
    row.total, row.waiting_list, row.closes_on = total, waiting_list, closes_on
    row.save()
    audit.log("offer.seats_set", actor=actor, obj=offer, code=code, total=total)
    move_up(row.pk)
    return row


@transaction.atomic
def hold(
    *,
    pool_id: int,
    body: Body,
    case_code: str,
    start: date,
    end: date | None,
    terms: dict[str, Any],
    actor: Any,
    count: int = 1,
) -> Agreement:
    """Begin an agreement that holds ``count`` seats, or that waits for them where the pool is full and has a list.

    ``start`` is the first day, ``end`` the first day after (None: open). Whoever comes later never passes those who
    wait. Raises ``Conflict`` where no seat is left or the case has one already, ``WrongState``, ``NotAllowed``.
    """
    offer, row = _locked(pool_id)
    require_side(actor, offer, body)
    _check_open(offer, row)
    others = row.agreements.exclude(state__in=GONE)
    if others.filter(body=body, case_code=case_code).exists():
        raise Conflict(_("Questo caso ha già un posto qui, o è già in lista d’attesa."))
    free = row.free >= count and not others.filter(state=AgreementState.WAITING).exists()
    if not (free or row.waiting_list):
        raise Conflict(_("I posti sono finiti e non c’è una lista d’attesa."))
    agreement = Agreement.objects.create(
        offer=offer, pool=row, body=body, case_code=case_code, period=period_of(start, end), terms=terms,
        exclusive=False, seats=count, created_by=actor, created_at=now(),
        state=AgreementState.DRAFT if free else AgreementState.WAITING,
    )  # fmt: skip
    record(agreement, "drafted" if free else "waiting", actor)
    settle(offer)
    return agreement


@transaction.atomic
def move_up(pool_id: int) -> list[int]:
    """Give free seats to those who wait, the longest first; returns the agreements that moved. Twice does no harm.

    Emits ``agreement.changed`` and ``agreement.moved_up`` for each, then brings the offer to the state that follows.
    """
    offer, row = _locked(pool_id)
    moved, free = [], row.free
    waiting = row.agreements.select_for_update(of=("self",)).filter(state=AgreementState.WAITING)
    for agreement in waiting.order_by("created_at", "pk"):
        if not (row.open or agreement.period.lower > today()):
            continue
        if agreement.seats > free:
            break
        agreement.state, agreement.moved_up_at = AgreementState.DRAFT, now()
        agreement.save(update_fields=["state", "moved_up_at"])
        record(agreement, "moved_up", None)
        outbox.emit("agreement.moved_up", agreement.pk)
        free -= agreement.seats
        moved.append(agreement.pk)
    settle(offer)
    return moved


@transaction.atomic
def settle(offer: Offer) -> Offer:
    """Bring an offer with seats to the state that its pools say, and let the search know of its free seats.

    Published while an open pool has a free seat or a waiting list; else reserved while somebody has not signed, else
    taken. Does nothing to an offer that is off the market, and none where a guard forbids to publish it.
    """
    offer = lock(Offer.objects.select_related("body"), pk=offer.pk)
    if kinds.get(offer.kind).exclusive or offer.state not in ON_MARKET:
        return offer
    to = _state_of_seats(offer)
    if to != offer.state and not guards.objections(offer, to):
        close_question(offer.pk)
        return walk(offer_id=offer.pk, to=to, actor=None, values={"confirmed_at": now()})
    if offer.state in FINDABLE:
        outbox.emit("offer.changed", offer.pk)
    return offer


def _state_of_seats(offer: Offer) -> str:
    if any(row.open and (row.free > 0 or row.waiting_list) for row in offer.pools.all()):
        return OfferState.PUBLISHED
    held = set(offer.agreements.filter(pool__isnull=False).values_list("state", flat=True))
    if AgreementState.DRAFT in held:
        return OfferState.RESERVED
    return OfferState.TAKEN if held & IN_FORCE else offer.state


def _locked(pool_id: int) -> tuple[Offer, SeatPool]:
    offer_id = SeatPool.objects.values_list("offer_id", flat=True).get(pk=pool_id)
    offer = lock(Offer.objects.select_related("body"), pk=offer_id)
    return offer, lock(SeatPool.objects.all(), pk=pool_id)


def _check_open(offer: Offer, row: SeatPool) -> None:
    if offer.state not in ON_MARKET:
        raise WrongState(_("Questa offerta non è più online: nessuno può prendere un posto."))
    if not row.open:
        day = date_format(row.closes_on, "j F Y")
        raise WrongState(_("L’ultimo giorno per prendere un posto era il %(day)s.") % {"day": day})
