"""Invented proposals in every state, with what was said and agreed on the way."""

import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta

from marketplace.accounts.models import User
from marketplace.core.clock import ROME, now, today
from marketplace.offers.enums import OfferState
from marketplace.offers.models import Offer, StateChange
from marketplace.places.models import Comune, Nil
from matching import criteria
from matching.disclosure import profile_of
from matching.enums import NeedState, ProposalState, Side, Step
from matching.models import FlatFacts, Need, Proposal, ThreadEntry, VisitSlot
from matching.rules import Rules, rules
from matching.words.flat import FLAT

from . import words
from .agreements import make_agreements
from .bulk import copy

S = ProposalState
SHARES = {S.SENT: 30, S.MEETING: 25, S.ACCEPTED: 8, S.DECLINED: 14, S.EXPIRED: 8, S.WITHDRAWN: 5, S.AGREED: 14}
TRIES = 60


@dataclass
class Desk:
    """The rows that are made, and what already stands on each flat."""

    rng: random.Random
    rules: Rules
    proposals: list[Proposal] = field(default_factory=list)
    entries: list[ThreadEntry] = field(default_factory=list)
    slots: list[VisitSlot] = field(default_factory=list)
    live: Counter[int] = field(default_factory=Counter)
    gone: dict[int, str] = field(default_factory=dict)
    moment: datetime = field(default_factory=now)
    owners: dict[int, int] = field(default_factory=lambda: dict(Offer.objects.values_list("pk", "owner_id")))
    comuni: dict[str, str] = field(default_factory=lambda: dict(Comune.objects.values_list("pk", "name")))
    nils: dict[int, str] = field(default_factory=lambda: dict(Nil.objects.values_list("pk", "name")))

    def propose(self, need: Need, facts: FlatFacts, state: str) -> Proposal:
        """Write one proposal and its thread, as the services would have left them."""
        open_days = self.rules.proposal_days
        age = self.rng.randint(1, open_days - 1) if state == S.SENT else self.rng.randint(open_days + 1, 60)
        sent = self.moment - timedelta(days=age, minutes=self.rng.randint(0, 600))
        proposal = Proposal(
            need=need,
            offer_id=facts.pk,
            operator=need.operator,
            state=state,
            profile=profile_of(need, self.rules, areas=self._areas(need)).as_json(),
            reasons=[reason.as_json() for reason in criteria.reasons(need, facts, self.rules)],
            note=self.rng.choice(words.NOTES),
            sent_at=sent,
            moved_at=sent,
            consent_at=sent,
            expires_at=sent + timedelta(days=open_days),
            is_demo=True,
        )
        self.proposals.append(proposal)
        self._say(proposal, Step.SENT, Side.OPERATOR, sent)
        if state not in {S.SENT, S.EXPIRED, S.CLOSED}:
            self._answer(proposal, sent + timedelta(days=2))
        elif state == S.EXPIRED:
            self._say(proposal, Step.EXPIRED, Side.SYSTEM, proposal.expires_at)
        elif state == S.CLOSED:
            self._say(proposal, Step.CLOSED, Side.SYSTEM, sent + timedelta(days=3))
        if state in {S.SENT, S.MEETING, S.ACCEPTED}:
            self.live[facts.pk] += 1
        if state in {S.ACCEPTED, S.AGREED}:
            self.gone[facts.pk] = OfferState.RESERVED if state == S.ACCEPTED else OfferState.TAKEN
        return proposal

    def _areas(self, need: Need) -> list[str]:
        found = [name for pk, name in self.comuni.items() if pk in need.comuni]
        return found + [name for pk, name in self.nils.items() if pk in need.nils]

    def _say(self, proposal: Proposal, step: str, side: str, at: datetime, text: str = "") -> None:
        author = {Side.OPERATOR: proposal.operator_id, Side.OFFERER: self.owners[proposal.offer_id]}.get(side)
        self.entries.append(ThreadEntry(proposal=proposal, kind=step, side=side, author_id=author, text=text, at=at))
        if side != Side.SYSTEM:
            proposal.moved_at = max(proposal.moved_at, at)

    def _answer(self, proposal: Proposal, at: datetime) -> None:
        proposal.answered_at = at
        if proposal.state == S.DECLINED:
            proposal.decline_reason = self.rng.choice(FLAT.declines)
            return self._say(proposal, Step.DECLINED, Side.OFFERER, at)
        self._say(proposal, Step.MEETING, Side.OFFERER, at)
        self._say(proposal, Step.MESSAGE, Side.OFFERER, at + timedelta(minutes=5), self.rng.choice(words.ANSWERS))
        if proposal.state == S.WITHDRAWN:
            proposal.withdraw_reason = self.rng.choice(FLAT.withdrawals)
            return self._say(proposal, Step.WITHDRAWN, Side.OPERATOR, at + timedelta(days=2))
        if proposal.state == S.MEETING:
            return self._visit(proposal, at + timedelta(hours=1))
        self._say(proposal, Step.ACCEPTED, Side.OFFERER, at + timedelta(days=3))
        if proposal.state == S.AGREED:
            self._say(proposal, Step.AGREED, Side.OPERATOR, at + timedelta(days=5))
        return None

    def _visit(self, proposal: Proposal, at: datetime) -> None:
        """Three times next week; in half of the cases one has been chosen."""
        first = today() + timedelta(days=self.rng.randint(2, 6))
        hours = sorted(self.rng.sample(range(9, 19), 3))
        slots = [
            VisitSlot(proposal=proposal, side=Side.OFFERER, start=datetime.combine(first, time(hour), tzinfo=ROME))
            for hour in hours
        ]
        self._say(proposal, Step.SLOTS, Side.OFFERER, at)
        if self.rng.random() < 0.5:
            slots[1].chosen_at = at + timedelta(hours=3)
            slots[0].cancelled_at = slots[2].cancelled_at = slots[1].chosen_at
            self._say(proposal, Step.VISIT, Side.OPERATOR, slots[1].chosen_at)
        self.slots += slots


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
        Need.unscoped.filter(operator__email=operator_email, is_demo=True).select_related("operator").order_by("pk")
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
    copy(desk.proposals)
    for rows in (desk.entries, desk.slots):
        for row in rows:
            row.proposal_id = row.proposal.pk
    copy(desk.entries)
    copy(desk.slots)
    signed = [p for p in desk.proposals if p.state == S.AGREED]
    make_agreements(desk.rng, signed)
    Need.unscoped.filter(pk__in=[p.need_id for p in signed]).update(state=NeedState.AGREED)
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
        Need.unscoped.filter(pk__in=need_ids, state=NeedState.OPEN)
        .exclude(pk__in=used)
        .select_related("operator")
        .order_by("pk")
    )
    rng.shuffle(needs)
    for need, flat in _pairs(desk, needs, [fact for fact in facts if desk.owners[fact.pk] != owner]):
        if len(desk.proposals) >= count:
            break
        state = rng.choices(list(SHARES), weights=list(SHARES.values()))[0]
        if state in {S.ACCEPTED, S.AGREED} and desk.live[flat.pk]:
            state = S.CLOSED if flat.pk in desk.gone else S.SENT
        desk.propose(need, flat, state)
    _save(desk)
    return len(desk.proposals)
