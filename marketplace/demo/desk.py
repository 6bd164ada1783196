"""One desk for the proposals of all kinds: rows with what was said on the way, as the services would leave them."""

import random
from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta

from marketplace.core.clock import ROME, now, today
from marketplace.offers.enums import OfferState
from marketplace.offers.models import Offer
from marketplace.places.models import Comune, Nil
from matching import criteria
from matching.disclosure import profile_of
from matching.enums import Meeting, ProposalState, Side, Step
from matching.models import CourseFacts, FlatFacts, Need, PlacementFacts, Proposal, ThreadEntry, VisitSlot
from matching.rules import Rules
from matching.words import words_of

from . import jobwords, words
from .bulk import copy

S = ProposalState
NOTES = {"flat": words.NOTES, **jobwords.NOTES}
ANSWERS = {"flat": words.ANSWERS, **jobwords.ANSWERS}
MEETINGS = {"flat": Meeting.VISIT, "placement": Meeting.INTERVIEW, "course": Meeting.ORIENTATION}
KINDS = {FlatFacts: "flat", PlacementFacts: "placement", CourseFacts: "course"}


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

    def propose(
        self,
        need: Need,
        facts: FlatFacts | PlacementFacts | CourseFacts,
        state: str,
        pool_id: int | None = None,
        age: int | None = None,
    ) -> Proposal:
        """Write one proposal and its thread. ``age``: days since it was sent, drawn where it is not given."""
        open_days, kind = self.rules.proposal_days, KINDS[type(facts)]
        drawn = self.rng.randint(1, open_days - 1) if state == S.SENT else self.rng.randint(open_days + 1, 60)
        sent = self.moment - timedelta(days=age or drawn, minutes=self.rng.randint(0, 600))
        proposal = Proposal(
            need=need,
            offer_id=facts.offer_id,
            pool_id=pool_id,
            exclusive=pool_id is None,
            operator=need.operator,
            state=state,
            profile=profile_of(need, self.rules, kind, areas=self._areas(need)).as_json(),
            reasons=[reason.as_json() for reason in criteria.reasons(need, facts, self.rules)],
            note=self.rng.choice(NOTES[kind]),
            sent_at=sent,
            moved_at=sent,
            consent_at=sent,
            expires_at=sent + timedelta(days=open_days),
            is_demo=True,
        )
        self.proposals.append(proposal)
        self._thread(proposal, kind)
        if state in {S.SENT, S.MEETING, S.ACCEPTED}:
            self.live[facts.offer_id] += 1
        if pool_id is None and state in {S.ACCEPTED, S.AGREED}:
            self.gone[facts.offer_id] = OfferState.RESERVED if state == S.ACCEPTED else OfferState.TAKEN
        return proposal

    def _thread(self, proposal: Proposal, kind: str) -> None:
        """The lines that led to the proposal's state."""
        state, sent = proposal.state, proposal.sent_at
        self.say(proposal, Step.SENT, Side.OPERATOR, sent)
        if state == S.EXPIRED:
            self.say(proposal, Step.EXPIRED, Side.SYSTEM, proposal.expires_at)
        elif state == S.CLOSED:
            self.say(proposal, Step.CLOSED, Side.SYSTEM, sent + timedelta(days=3))
        elif state != S.SENT:
            self._answer(proposal, kind, sent + timedelta(days=2))

    def _areas(self, need: Need) -> list[str]:
        found = [name for pk, name in self.comuni.items() if pk in need.comuni]
        return found + [name for pk, name in self.nils.items() if pk in need.nils]

    def say(self, proposal: Proposal, step: str, side: str, at: datetime, text: str = "") -> None:
        author = {Side.OPERATOR: proposal.operator_id, Side.OFFERER: self.owners[proposal.offer_id]}.get(side)
        self.entries.append(ThreadEntry(proposal=proposal, kind=step, side=side, author_id=author, text=text, at=at))
        if side != Side.SYSTEM:
            proposal.moved_at = max(proposal.moved_at, at)

    def _answer(self, proposal: Proposal, kind: str, at: datetime) -> None:
        proposal.answered_at = at
        if proposal.state == S.DECLINED:
            proposal.decline_reason = self.rng.choice(words_of(kind).declines)
            return self.say(proposal, Step.DECLINED, Side.OFFERER, at)
        self.say(proposal, Step.MEETING, Side.OFFERER, at)
        self.say(proposal, Step.MESSAGE, Side.OFFERER, at + timedelta(minutes=5), self.rng.choice(ANSWERS[kind]))
        if proposal.state == S.WITHDRAWN:
            proposal.withdraw_reason = self.rng.choice(words_of(kind).withdrawals)
            return self.say(proposal, Step.WITHDRAWN, Side.OPERATOR, at + timedelta(days=2))
        if proposal.state == S.MEETING:
            return self._visit(proposal, kind, at + timedelta(hours=1))
        step = Step.WAITING if proposal.state == S.WAITING else Step.ACCEPTED
        self.say(proposal, step, Side.OFFERER, at + timedelta(days=3))
        if proposal.state == S.AGREED:
            self.say(proposal, Step.AGREED, Side.OPERATOR, at + timedelta(days=5))
        return None

    def _visit(self, proposal: Proposal, kind: str, at: datetime) -> None:
        """Three times next week; in half of the cases one has been chosen."""
        first = today() + timedelta(days=self.rng.randint(2, 6))
        hours = sorted(self.rng.sample(range(9, 19), 3))
        slots = [
            VisitSlot(
                proposal=proposal,
                side=Side.OFFERER,
                purpose=MEETINGS[kind],
                start=datetime.combine(first, time(hour), tzinfo=ROME),
            )
            for hour in hours
        ]
        self.say(proposal, Step.SLOTS, Side.OFFERER, at)
        if self.rng.random() < 0.5:
            slots[1].chosen_at = at + timedelta(hours=3)
            slots[0].cancelled_at = slots[2].cancelled_at = slots[1].chosen_at
            self.say(proposal, Step.VISIT, Side.OPERATOR, slots[1].chosen_at)
        self.slots += slots

    def save(self) -> None:
        """Write all rows and forget them."""
        copy(self.proposals)
        for rows in (self.entries, self.slots):
            for row in rows:
                row.proposal_id = row.proposal.pk
            copy(rows)
