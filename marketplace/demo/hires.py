"""Invented proposals for placements: those that are going on, and hires of the past years with what became of them."""

import random
from datetime import timedelta
from typing import Any

from jobs.enums import TRAINEESHIPS, PayPeriod
from jobs.models import Placement
from marketplace.core.clock import today
from marketplace.offers.deadlines import end_of
from marketplace.offers.enums import AgreementState, OfferState, PauseReason
from marketplace.offers.models import Agreement, Offer, StateChange
from marketplace.offers.services.accords import months_after
from marketplace.organisations.models import Body
from marketplace.trust.selectors import may_intermediate
from matching import kinds
from matching.enums import UNANSWERED, ProposalState
from matching.models import Need, PlacementFacts, Proposal
from matching.permits import can_work
from matching.rules import rules

from . import seated
from .bulk import copy
from .desk import Desk
from .placements import GUEST

S, A = ProposalState, AgreementState
SHARES = {S.SENT: 26, S.MEETING: 20, S.ACCEPTED: 16, S.DECLINED: 12, S.EXPIRED: 7, S.WITHDRAWN: 6, S.AGREED: 13}
GUEST_STATES = [S.SENT, S.AGREED, S.MEETING, S.SENT, S.ACCEPTED]
TAKE = {S.ACCEPTED, S.AGREED}
PAST = 4  # of so many proposals one is a hire of the past


def make_hires(rng: random.Random, need_ids: list[int], count: int) -> set[int]:
    """Write about ``count`` proposals. Returns the ids of the offers that have some."""
    desk = Desk(rng, rules())
    bodies = [body.pk for body in Body.objects.filter(is_demo=True) if may_intermediate(body)]
    seekers = seated.Seekers(rng, "placement", need_ids, bodies)
    if not seekers.needs:
        return set()
    jobs = Placement.objects.select_related("offer").in_bulk()
    rows = _going_on(desk, seekers, jobs, count - count // PAST)
    past = _past(desk, seekers, jobs, count // PAST)
    rows |= past
    proposals = list(desk.proposals)
    desk.save()
    with_rows = [proposal for proposal in proposals if id(proposal) in rows]
    seated.save(with_rows, [rows[id(proposal)] for proposal in with_rows])
    over = _close(list(past.values()))
    touched = {proposal.offer_id for proposal in proposals}
    seated.settle(touched - over, desk.moment)
    seated.agreed(proposal.need for proposal in proposals if proposal.state == S.AGREED)
    return touched


def _going_on(desk: Desk, seekers: seated.Seekers, jobs: dict[int, Placement], count: int) -> dict[int, Agreement]:
    rng, facts = desk.rng, list(PlacementFacts.objects.select_related("offer__owner").order_by("pk"))
    rng.shuffle(facts)
    facts.sort(key=lambda one: one.offer.owner.email != GUEST.email)
    pools = dict(Offer.objects.filter(kind="placement", pools__code="").values_list("pk", "pools"))
    rows: dict[int, Agreement] = {}
    given = iter(GUEST_STATES)
    for one in facts:
        guest = one.offer.owner.email == GUEST.email
        needs = seekers.take(one, 3 if guest else rng.choice([0, 1, 1, 2]), tries=400 if guest else seated.TRIES)
        drawn = [next(given, S.SENT) if guest else _draw(rng) for _need in needs]
        for need, state in zip(needs, _in_turn(drawn, one), strict=True):
            proposal = desk.propose(need, one, state, pools[one.pk])
            if state in {S.ACCEPTED, S.AGREED, S.WAITING}:
                rows[id(proposal)] = _seat(proposal, jobs[one.pk])
        if len(desk.proposals) >= count:
            break
    return rows


def _draw(rng: random.Random) -> ProposalState:
    return rng.choices(list(SHARES), weights=list(SHARES.values()))[0]


def _in_turn(states: list[ProposalState], facts: PlacementFacts) -> list[ProposalState]:
    """Who comes when the seats are gone waits, or is closed where nobody can wait; then those unanswered are too."""
    left, found = facts.free, []
    for state in states:
        if state in TAKE and not left:
            state = S.WAITING if facts.waiting_list else S.CLOSED
        left -= state in TAKE
        found.append(state)
    gone = not left and not facts.waiting_list
    return [S.CLOSED if gone and state in UNANSWERED else state for state in found]


def _seat(proposal: Proposal, job: Placement) -> Agreement:
    """A seat that is held, waited for or signed for; the work is still to begin."""
    first = max(job.offer.available_from, today() + timedelta(days=1))
    after = months_after(first, job.months) if job.months else None
    state = {S.ACCEPTED: A.DRAFT, S.WAITING: A.WAITING}.get(proposal.state, A.SIGNED)
    signed = (proposal.answered_at + timedelta(days=4)).date() if state == A.SIGNED else None
    row = seated.agreement(proposal, state, first, after, min(signed, today()) if signed else None)
    row.terms = terms(job, row) if state == A.SIGNED else {}
    return row


def terms(job: Placement, row: Agreement) -> dict[str, Any]:
    """What ``HireTerms`` records."""
    trainee = job.contract in TRAINEESHIPS
    return {
        "contract": job.contract, "pay": str(job.indemnity if trainee else job.pay_min), "level": job.level,
        "pay_period": PayPeriod.MONTH if trainee else job.pay_period, "hours": str(job.hours_week or ""),
        "ccnl": job.ccnl, "permit_attested": True,
        "unilav_on": (row.period.lower - timedelta(days=1)).isoformat(),
    }  # fmt: skip


def _past(desk: Desk, seekers: seated.Seekers, jobs: dict[int, Placement], count: int) -> dict[int, Agreement]:
    """Every seat of a placement that is over was taken by somebody, and the work began on its first day."""
    kind, made = kinds.PLACEMENT, {}
    old = kind.offers().filter(is_demo=True, state=OfferState.EXPIRED).order_by("pk").iterator(chunk_size=500)
    for offer in old:
        facts = kind.rows(offer)[0]
        needs = [need for need in seekers.take(facts, facts.free, seated.LATE) if _could(need, facts)]
        if len(needs) < facts.free:
            continue
        for need in needs:
            age = (today() - offer.available_from).days + desk.rng.randint(12, 20)
            proposal = desk.propose(need, facts, S.AGREED, offer.pools.all()[0].pk, age)
            made[id(proposal)] = _begun(desk.rng, proposal, jobs[offer.pk])
        if len(made) >= count:
            break
    return made


def _could(need: Need, facts: PlacementFacts) -> bool:
    """Might she work on that first day, as far as one can tell today?"""
    plan = need.work_plan
    return can_work(plan.permit_kind, plan.permit_date, facts.start, facts.contract).allowed


def _begun(rng: random.Random, proposal: Proposal, job: Placement) -> Agreement:
    """Work that has begun; a traineeship that is over became a contract, or ended."""
    first = job.offer.available_from
    after = months_after(first, job.months) if job.months else None
    ended = after is not None and after <= today()
    row = seated.agreement(proposal, A.ENDED if ended else A.HANDED_OVER, first, after, first - timedelta(days=5))
    row.terms = terms(job, row)
    if ended:
        row.ended_on = after - timedelta(days=1)
        row.end_reason = "converted" if job.contract in TRAINEESHIPS and rng.random() < 0.7 else "term"
    return row


def _close(rows: list[Agreement]) -> set[int]:
    """What was taken by them; where somebody's time has ended it rests since."""
    ids = {row.offer_id for row in rows}
    ended = {row.offer_id for row in rows if row.state == A.ENDED}
    Offer.objects.filter(pk__in=ids - ended).update(state=OfferState.TAKEN)
    Offer.objects.filter(pk__in=ended).update(state=OfferState.PAUSED)
    StateChange.objects.filter(offer__in=ids, new=OfferState.EXPIRED).update(new=OfferState.TAKEN)
    at = {row.offer_id: end_of(row.ended_on) for row in rows if row.state == A.ENDED}
    copy([
        StateChange(offer_id=pk, old=OfferState.TAKEN, new=OfferState.PAUSED, at=at[pk],
                    reason=PauseReason.TENANCY_ENDED)
        for pk in sorted(ended)
    ])  # fmt: skip
    return ids
