"""What proposals of work and of courses share: who fits, who holds a seat, and what follows for the offer."""

import random
from collections.abc import Collection, Iterable
from datetime import date, datetime, time, timedelta

from django.db.backends.postgresql.psycopg_any import DateRange

from jobs.models import Enrolment, LessonAttendance
from marketplace.core.clock import ROME, now, today
from marketplace.offers import deadlines
from marketplace.offers.enums import GONE, IN_FORCE, AgreementState, OfferState
from marketplace.offers.models import Agreement, Deadline, FollowUp, Offer, SeatPool, StateChange
from marketplace.offers.services.accords import months_after
from marketplace.rulebook.selectors import figure
from matching import criteria
from matching.enums import NeedState
from matching.models import CourseFacts, Need, PlacementFacts, Proposal

from .bulk import copy

TRIES = 40
CHUNK = 5000
A = AgreementState
LATE = frozenset({"closing", "seats", "not_before"})  # held on the day of the proposal, which is long ago


class Seekers:
    """Needs that look for one kind, taken in turn so that none has too many proposals."""

    def __init__(self, rng: random.Random, kind: str, need_ids: list[int], bodies: Collection[int] | None = None):
        plan = f"{ {'placement': 'work_plan', 'course': 'course_plan'}[kind] }__isnull"
        rows = Need.unscoped.filter(pk__in=need_ids, state=NeedState.OPEN, **{plan: False})
        rows = rows.filter(body__in=bodies) if bodies is not None else rows
        self.needs = list(rows.select_related("operator", "work_plan", "course_plan").order_by("pk"))
        rng.shuffle(self.needs)
        self.place = 0
        self.pairs: set[tuple[int, int]] = set()  # a need is proposed to an offer once

    def take(
        self, facts: PlacementFacts | CourseFacts, count: int, but: Collection[str] = (), tries: int = TRIES
    ) -> list[Need]:
        """Up to ``count`` different needs that meet all hard criteria but those named."""
        found: list[Need] = []
        for _try in range(min(tries, len(self.needs))):
            if len(found) == count:
                break
            need = self.needs[self.place % len(self.needs)]
            self.place += 1
            if (need.pk, facts.offer_id) in self.pairs:
                continue
            if {hard.name for hard in criteria.failures(need, facts)} <= set(but):
                found.append(need)
                self.pairs.add((need.pk, facts.offer_id))
        return found


def agreement(proposal: Proposal, state: str, first: date, after: date | None, signed: date | None = None) -> Agreement:
    """``after``: the first day after the last, None for an open end."""
    return Agreement(
        offer_id=proposal.offer_id, pool_id=proposal.pool_id, exclusive=False, body_id=proposal.need.body_id,
        case_code=proposal.need.case_code, period=DateRange(first, after), state=state, signed_on=signed,
        created_by=proposal.operator, created_at=proposal.answered_at or proposal.sent_at,
        handed_over_on=first if state in {A.HANDED_OVER, A.ENDED} else None,
    )  # fmt: skip


def save(proposals: list[Proposal], rows: list[Agreement]) -> None:
    """Write the agreements of proposals that have their ids, with the duties and looks back that follow."""
    by_proposal = {id(row): proposal for row, proposal in zip(rows, proposals, strict=True)}
    copy(rows)
    offers = Offer.objects.select_related("placement").in_bulk({row.offer_id for row in rows})
    duties, looks = [], []
    for row in rows:
        row.offer = offers[row.offer_id]
        by_proposal[id(row)].agreement = row
        duties += _duties(row)
        looks += looks_back(row)
    copy(duties)
    copy(looks)
    Proposal.objects.bulk_update(proposals, ["agreement"], batch_size=1000)


def _duties(row: Agreement) -> list[Deadline]:
    moments = [(deadlines.SIGNED, row.signed_on), (deadlines.HANDED_OVER, row.handed_over_on)]
    return [
        Deadline(
            agreement=row, kind=duty.code, due_at=(due := duty.due(row, deadlines.end_of(day))),
            done_at=due - timedelta(hours=30) if due < now() else None,
        )
        for event, day in moments if day
        for duty in deadlines.that_follow(event, row)
    ]  # fmt: skip


def looks_back(row: Agreement) -> list[FollowUp]:
    """Those of the past are done, but for what came due in the last three weeks."""
    if not row.handed_over_on:
        return []
    looks = []
    for month in figure("agreement.followup_months").value:
        look = FollowUp(agreement=row, month=month, due_on=months_after(row.handed_over_on, month))
        if look.due_on < today() - timedelta(days=21):
            look.done_at = datetime.combine(look.due_on + timedelta(days=4), time(11), tzinfo=ROME)
            look.done_by, (look.outcome, look.data) = row.created_by, _outcome(row, look.due_on)
        looks.append(look)
    return looks


def _outcome(row: Agreement, day: date) -> tuple[str, dict[str, str]]:
    over = row.ended_on is not None and row.ended_on <= day
    if row.offer.kind == "flat":
        return "still_there", {}
    if row.offer.kind == "course":
        finished = row.end_reason if row.end_reason in {"completed", "certified"} else "dropped"
        return (finished if over else "attending"), {}
    if not over:
        return "still_employed", {}
    if row.end_reason == "converted":
        return "converted", {"contract_form": "determinato", "since": (row.ended_on + timedelta(days=1)).isoformat()}
    return "other_job", {}


def settle(offer_ids: Collection[int], moment: datetime) -> None:
    """Bring published offers to the state that their seats say, as ``offers.services.seats.settle`` does for one."""
    ids = sorted(offer_ids)
    for start in range(0, len(ids), CHUNK):
        chunk = ids[start : start + CHUNK]
        open_ones = {pool.offer_id for pool in SeatPool.objects.filter(offer__in=chunk)
                     if pool.open and (pool.free > 0 or pool.waiting_list)}  # fmt: skip
        held = Agreement.objects.filter(offer__in=chunk, offer__state=OfferState.PUBLISHED).exclude(state__in=GONE)
        states: dict[int, set[str]] = {}
        for offer_id, state in held.exclude(offer__in=open_ones).values_list("offer_id", "state"):
            states.setdefault(offer_id, set()).add(state)
        _walk([pk for pk, found in states.items() if A.DRAFT in found], OfferState.RESERVED, moment)
        _walk(
            [pk for pk, found in states.items() if A.DRAFT not in found and found & IN_FORCE], OfferState.TAKEN, moment
        )


def _walk(ids: list[int], to: str, moment: datetime) -> None:
    Offer.objects.filter(pk__in=ids).update(state=to)
    copy([StateChange(offer_id=pk, old=OfferState.PUBLISHED, new=to, at=moment) for pk in ids])


def agreed(needs: Iterable[Need]) -> None:
    """Needs that wanted nothing else are settled."""
    ids = {need.pk for need in needs if len(need.wanted) == 1}
    Need.unscoped.filter(pk__in=ids).update(state=NeedState.AGREED)


def save_register(enrolments: list[Enrolment], marks: list[LessonAttendance]) -> None:
    for row in enrolments:
        row.agreement_id = row.agreement.pk
    copy(enrolments)
    for mark in marks:
        mark.enrolment_id = mark.enrolment.pk
    copy(marks)
