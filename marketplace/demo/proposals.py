"""Invented proposals in every state, with what was said and agreed on the way."""

import random
from collections.abc import Iterator
from datetime import timedelta

from marketplace.accounts.models import User
from marketplace.core.clock import today
from marketplace.offers.enums import OfferState
from marketplace.offers.models import Offer, StateChange
from matching import criteria
from matching.enums import NeedState, ProposalState
from matching.models import FlatFacts, Need
from matching.rules import rules

from .agreements import make_agreements
from .bulk import copy
from .desk import Desk

S = ProposalState
SHARES = {S.SENT: 30, S.MEETING: 25, S.ACCEPTED: 8, S.DECLINED: 14, S.EXPIRED: 8, S.WITHDRAWN: 5, S.AGREED: 14}
TRIES = 60


def _pairs(desk: Desk, needs: list[Need], facts: list[FlatFacts]) -> Iterator[tuple[Need, FlatFacts]]:
    """Needs with a flat that meets all hard criteria, found by trying flats at random."""
    for need in needs:
        for _try in range(TRIES):
            flat = desk.rng.choice(facts)
            if flat.pk in desk.gone or desk.live[flat.pk] >= desk.rules.open_proposals:
                continue
            if not criteria.failures(need, flat):
                yield need, flat
                break


def _welcome(desk: Desk, facts: list[FlatFacts], owner: int, operator_email: str) -> None:
    """Give the two accounts that a visitor tries first something that waits for them."""
    own = [fact for fact in facts if desk.owners[fact.pk] == owner]
    needs = list(
        Need.unscoped.filter(operator__email=operator_email, is_demo=True, wants_home=True)
        .select_related("operator", "work_plan", "course_plan")
        .order_by("pk")
    )
    for flat, need, state in zip(own, needs, [S.SENT, S.MEETING], strict=False):
        need.adults, need.children_ages, need.step_free, need.lease_types = 1, [], False, []
        need.budget_max, need.state = flat.total + 60, NeedState.OPEN
        need.move_in_from = max(today(), flat.available_from)
        need.move_in_to, need.months = need.move_in_from + timedelta(days=60), flat.min_months or 12
        need.save()
        if not criteria.failures(need, flat):
            desk.propose(need, flat, state)


def _save(desk: Desk) -> None:
    desk.save()
    signed = [p for p in desk.proposals if p.state == S.AGREED]
    make_agreements(desk.rng, signed)
    settled = [p.need_id for p in signed if p.need.wanted == ["flat"]]
    Need.unscoped.filter(pk__in=settled).update(state=NeedState.AGREED)
    for state in (OfferState.RESERVED, OfferState.TAKEN):
        ids = [pk for pk, new in desk.gone.items() if new == state]
        Offer.objects.filter(pk__in=ids).update(state=state)
        copy([StateChange(offer_id=pk, old=OfferState.PUBLISHED, new=state, at=desk.moment) for pk in ids])


def make_proposals(rng: random.Random, need_ids: list[int], count: int, welcome: tuple[str, str]) -> int:
    """Write about ``count`` proposals. Returns how many."""
    desk = Desk(rng, rules())
    facts = list(FlatFacts.objects.order_by("pk"))
    owner_email, operator_email = welcome
    owner = User.objects.get(email=owner_email).pk
    _welcome(desk, facts, owner, operator_email)
    used = {p.need_id for p in desk.proposals}
    needs = list(
        Need.unscoped.filter(pk__in=need_ids, state=NeedState.OPEN, wants_home=True)
        .exclude(pk__in=used)
        .select_related("operator", "work_plan", "course_plan")
        .order_by("pk")
    )
    rng.shuffle(needs)
    taken: FlatFacts | None = None
    for need, flat in _pairs(desk, needs, [fact for fact in facts if desk.owners[fact.pk] != owner]):
        if len(desk.proposals) >= count:
            break
        if taken and not criteria.failures(need, taken):  # who had asked for it too
            desk.propose(need, taken, S.CLOSED)
            taken = None
            continue
        state = rng.choices(list(SHARES), weights=list(SHARES.values()))[0]
        if state in {S.ACCEPTED, S.AGREED} and desk.live[flat.pk]:
            state = S.CLOSED if flat.pk in desk.gone else S.SENT
        desk.propose(need, flat, state)
        taken = flat if state in {S.ACCEPTED, S.AGREED} else taken
    _save(desk)
    return len(desk.proposals)
