"""Invented proposals for courses: those that are going on, waiting lists, and registers of editions with attendance."""

import random
from datetime import timedelta

from jobs.enums import DropReason, EditionState, EnrolmentState, Outcome
from jobs.models import CourseEdition, Enrolment, Lesson, LessonAttendance
from marketplace.core.clock import now, today
from marketplace.offers.enums import AgreementState, OfferState
from marketplace.offers.models import Agreement, SeatPool
from matching import kinds
from matching.enums import ProposalState
from matching.models import CourseFacts, Proposal
from matching.rules import rules

from . import seated
from .courses import GUEST
from .desk import Desk

S, A, E = ProposalState, AgreementState, EnrolmentState
SHARES = {S.SENT: 26, S.MEETING: 20, S.ACCEPTED: 18, S.DECLINED: 10, S.EXPIRED: 7, S.WITHDRAWN: 7, S.AGREED: 12}
FULL = 12  # of so many editions that begin one is full, with a waiting list
LEAST = 4  # seats of an edition that is full
MISSES = 12  # of so many lessons one is missed: no course asks for more
BEGUN = {EditionState.CONFIRMED, EditionState.ENDED}


def make_enrolments(rng: random.Random, need_ids: list[int], count: int) -> set[int]:
    """Write about ``count`` proposals. Returns the ids of the offers that have some."""
    desk = Desk(rng, rules())
    seekers = seated.Seekers(rng, "course", need_ids)
    if not seekers.needs:
        return set()
    rows = _coming(desk, seekers, count * 2 // 3) | _begun(desk, seekers, count)
    proposals = list(desk.proposals)
    desk.save()
    with_rows = [proposal for proposal in proposals if id(proposal) in rows]
    agreements = [rows[id(proposal)] for proposal in with_rows]
    seated.save(with_rows, agreements)
    _register(rng, agreements)
    touched = {proposal.offer_id for proposal in proposals}
    seated.settle(touched, desk.moment)
    seated.agreed(proposal.need for proposal in proposals if proposal.state == S.AGREED)
    return touched


def _coming(desk: Desk, seekers: seated.Seekers, count: int) -> dict[int, Agreement]:
    """Proposals for editions that are to begin; the guest's first one is full and has a list."""
    rng, rows = desk.rng, {}
    facts = list(CourseFacts.objects.select_related("offer__owner", "pool__edition").order_by("pk"))
    facts = [one for one in facts if one.start > today() and one.closes_on >= today()]
    rng.shuffle(facts)
    facts.sort(key=lambda one: one.offer.owner.email != GUEST.email)
    for number, one in enumerate(facts):
        if one.waiting_list and number % FULL == 0 and _fill(desk, seekers, one, rows):
            continue
        for need in seekers.take(one, rng.choice([0, 1, 1, 2])):
            state = rng.choices(list(SHARES), weights=list(SHARES.values()))[0]
            proposal = desk.propose(need, one, state, one.pk)
            if state in {S.ACCEPTED, S.AGREED}:
                rows[id(proposal)] = _seat(proposal, one.pool.edition)
        if len(desk.proposals) >= count:
            break
    return rows


def _fill(desk: Desk, seekers: seated.Seekers, facts: CourseFacts, rows: dict[int, Agreement]) -> bool:
    """Give all seats of a small edition away, and let two wait; not where too few fit."""
    needs = seekers.take(facts, LEAST + 2, tries=400)
    if len(needs) < LEAST + 2:
        return False
    SeatPool.objects.filter(pk=facts.pk).update(total=LEAST)
    for number, need in enumerate(needs):
        state = S.WAITING if number >= LEAST else S.AGREED if number % 2 else S.ACCEPTED
        proposal = desk.propose(need, facts, state, facts.pk)
        rows[id(proposal)] = _seat(proposal, facts.pool.edition)
    return True


def _seat(proposal: Proposal, edition: CourseEdition) -> Agreement:
    state = {S.ACCEPTED: A.DRAFT, S.WAITING: A.WAITING}.get(proposal.state, A.SIGNED)
    signed = min((proposal.answered_at + timedelta(days=4)).date(), today()) if state == A.SIGNED else None
    row = seated.agreement(proposal, state, edition.start, edition.end + timedelta(days=1), signed)
    row.terms = terms(edition) if state == A.SIGNED else {}
    return row


def terms(edition: CourseEdition) -> dict[str, object]:
    """What ``EnrolmentTerms`` records."""
    days = f"{edition.start:%d/%m/%Y} – {edition.end:%d/%m/%Y}"
    return {"edition": days, "cost": edition.course.cost, "stipend": edition.course.stipend, "pact": True}


def _begun(desk: Desk, seekers: seated.Seekers, count: int) -> dict[int, Agreement]:
    """Who enrolled in editions that have begun, or are over: with lessons, so that there is a register."""
    rows: dict[int, Agreement] = {}
    editions = CourseEdition.objects.filter(state__in=BEGUN, course__offer__state=OfferState.PUBLISHED)
    editions = editions.exclude(lessons=None).select_related("course__offer__comune", "course__offer__owner", "pool")
    ordered = list(editions.prefetch_related("times").distinct().order_by("pk"))
    desk.rng.shuffle(ordered)
    ordered.sort(key=lambda one: one.course.offer.owner.email != GUEST.email)
    for edition in ordered:
        edition.course.open_editions = [edition]  # type: ignore[attr-defined]  # as copies.course prefetches
        facts = kinds.COURSE.rows(edition.course.offer)[0]
        for need in seekers.take(facts, desk.rng.randint(2, 5), seated.LATE):
            age = (today() - edition.start).days + desk.rng.randint(14, 25)
            proposal = desk.propose(need, facts, S.AGREED, edition.pool_id, age)
            rows[id(proposal)] = _attended(desk.rng, proposal, edition)
        if len(desk.proposals) >= count:
            break
    return rows


def _attended(rng: random.Random, proposal: Proposal, edition: CourseEdition) -> Agreement:
    """Most finish; who leaves does so for a reason that says nothing of her."""
    over = edition.end < today()
    leaves = rng.random() < 0.12
    signed = edition.start - timedelta(days=5)
    state = A.ENDED if over or leaves else A.HANDED_OVER
    row = seated.agreement(proposal, state, edition.start, edition.end + timedelta(days=1), signed)
    row.terms = terms(edition)
    if state == A.ENDED:
        certified = over and set(edition.course.outcomes) - {Outcome.ATTENDANCE}
        row.ended_on = min(edition.end, today()) if not leaves else edition.start + (today() - edition.start) // 2
        row.ended_on = min(row.ended_on, edition.end)
        row.end_reason = rng.choice([DropReason.WORK, DropReason.TIMES, DropReason.CHILDCARE, DropReason.MOVED])
        if not leaves:
            row.end_reason = "certified" if certified and rng.random() < 0.7 else "completed"
    return row


STATES = {A.DRAFT: E.ADMITTED, A.SIGNED: E.ADMITTED, A.WAITING: E.WAITLIST, A.HANDED_OVER: E.ATTENDING}
FINISHED = {"completed": E.COMPLETED, "certified": E.CERTIFIED}


def _register(rng: random.Random, agreements: list[Agreement]) -> None:
    """An enrolment for each agreement, and who was there at the lessons that have been held."""
    pools = [row.pool_id for row in agreements]
    editions = {one.pool_id: one for one in CourseEdition.objects.filter(pool__in=pools).select_related("course")}
    held: dict[int, list[Lesson]] = {}
    for lesson in Lesson.objects.filter(edition__pool__in=pools, end__lt=now()).order_by("start"):
        held.setdefault(lesson.edition_id, []).append(lesson)
    enrolments, marks = [], []
    for row in agreements:
        edition = editions[row.pool_id]
        one = _enrolment(row, edition)
        enrolments.append(one)
        if row.handed_over_on:
            lessons = [x for x in held.get(edition.pk, []) if not one.drop_reason or x.start.date() <= row.ended_on]
            marks += [
                LessonAttendance(enrolment=one, lesson=lesson, present=number % MISSES != MISSES - 1)
                for number, lesson in enumerate(lessons, rng.randrange(MISSES) if one.state == E.ATTENDING else 0)
            ]
    seated.save_register(enrolments, marks)


def _enrolment(row: Agreement, edition: CourseEdition) -> Enrolment:
    state = STATES.get(row.state) or FINISHED.get(row.end_reason, E.DROPPED)
    one = Enrolment(agreement=row, edition=edition, state=state, state_at=row.created_at)
    if state == E.DROPPED:
        one.drop_reason = row.end_reason
    if state in {E.COMPLETED, E.CERTIFIED}:
        one.completed_on = row.ended_on
    if state == E.CERTIFIED:
        one.certified_on = row.ended_on
        one.cefr_reached = edition.course.exit_cefr if Outcome.CEFR in edition.course.outcomes else ""
    return one
