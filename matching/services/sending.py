"""Sending a proposal: what must be true before somebody's profile leaves her body."""

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from marketplace.core.clock import now
from marketplace.core.errors import Conflict, DomainError, WrongState
from marketplace.core.locks import lock
from marketplace.offers.enums import OfferState
from marketplace.offers.life import Who, parts_of
from marketplace.offers.models import Offer, SeatPool
from marketplace.organisations.models import Membership

from .. import criteria, disclosure
from ..enums import LIVE, UNANSWERED, NeedState, Side, Step
from ..models import Need, Proposal
from ..rules import Rules, rules
from ..terms import deal_of
from ..words import Words, words_of
from .facts import facts_of
from .thread import record


@transaction.atomic
def propose(
    *,
    actor: Any,
    acting: Membership,
    need_id: int,
    offer_id: int,
    consent: bool,
    pool_id: int | None = None,
    note: str = "",
) -> Proposal:
    """Send who offers the anonymous profile of a need. ``pool_id``: the seats, or the edition, of an offer with seats.

    ``consent``: the operator confirms that the person knows of it and agrees; without, nothing leaves the body. Refused
    too when the offer is no longer free, fails a hard criterion, already has the rulebook's number of open proposals
    for each free seat, belongs to the operator, or has a live proposal of this need; and a job by a body that may not
    bring people and employers together (D.Lgs. 276/2003 art. 6). ``note`` goes to who offers: it is screened.
    """
    offer = lock(Offer.objects.select_related("body"), pk=offer_id)
    need = lock(Need.objects.of(acting), pk=need_id)
    words, figures = words_of(offer.kind), rules()
    deal_of(offer.kind).check_sender(acting.body)
    if not consent:
        raise DomainError(_("Prima di inviare conferma questo punto: senza, la proposta non parte."), field="consent")
    if need.state != NeedState.OPEN:
        raise WrongState(_("Questo caso non è in ricerca: riaprilo, poi proponi."))
    pool = _check_free(offer, pool_id, actor, words)
    _check_room(offer, pool, need, words, figures)
    disclosure.check_outgoing(note, field="note")
    note, _hidden = disclosure.hide_contacts(note.strip())
    sent = now()
    proposal = Proposal.objects.create(
        need=need, offer=offer, pool=pool, exclusive=pool is None, operator=actor, note=note, consent_at=sent,
        reasons=_check_fit(need, offer, pool, words, figures),
        profile=disclosure.profile_of(need, figures, offer.kind).as_json(),
        sent_at=sent, moved_at=sent, expires_at=sent + timedelta(days=figures.proposal_days),
    )  # fmt: skip
    record(proposal, Step.SENT, actor=actor, side=Side.OPERATOR, text=note)
    return proposal


def _check_free(offer: Offer, pool_id: int | None, actor: Any, words: Words) -> SeatPool | None:
    """The seats that are proposed for, None where the offer has none."""
    if offer.state != OfferState.PUBLISHED:
        raise WrongState(words.refusals.gone)
    if Who.OWNER in parts_of(actor, offer):
        raise DomainError(words.refusals.own)
    openings = deal_of(offer.kind).openings
    if openings is None:
        return None
    pools = {opening.pool.pk: opening.pool for opening in openings(offer)}
    if not pools:
        raise WrongState(words.refusals.gone)
    if pool_id is None and len(pools) == 1:
        return next(iter(pools.values()))
    if pool_id not in pools:
        raise DomainError(_("Scegli un’edizione tra quelle aperte."), field="pool")
    return pools[pool_id]


def _check_room(offer: Offer, pool: SeatPool | None, need: Need, words: Words, figures: Rules) -> None:
    """At most the rulebook's number of open proposals for one free seat, or for the place at the end of the list."""
    live = Proposal.objects.filter(offer=offer, state__in=LIVE)
    if live.filter(need=need).exists():
        raise Conflict(words.refusals.twice)
    if pool is None:
        most = figures.open_proposals
    elif pool.free or pool.waiting_list:
        most, live = figures.open_proposals * max(1, pool.free), live.filter(pool=pool, state__in=UNANSWERED)
    else:
        raise WrongState(words.refusals.given)
    if live.count() >= most:
        raise DomainError(words.refusals.many.format(n=most))


def _check_fit(
    need: Need, offer: Offer, pool: SeatPool | None, words: Words, figures: Rules
) -> list[dict[str, object]]:
    facts = facts_of(offer, pool)
    if failed := criteria.failures(need, facts):
        why = "; ".join(f"{hard.label}: {hard.sentence(need, facts)}" for hard in failed)
        raise DomainError(words.refusals.unfit.format(why=why))
    return [reason.as_json() for reason in criteria.reasons(need, facts, figures)]
