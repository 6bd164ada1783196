"""Needs, flats that fit them, and proposals in each state, made by the services themselves where there is a way."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from itertools import count
from typing import Any

from django.contrib.gis.geos import Point

from housing.models import Flat
from jobs.models import CourseEdition
from marketplace.accounts.models import User
from marketplace.core.clock import now, today
from marketplace.offers.models import Offer, SeatPool
from marketplace.organisations.enums import Role
from marketplace.organisations.models import Body, Membership
from marketplace.trust import kinds as trust_kinds
from marketplace.trust.selectors import may_intermediate
from matching.enums import DeclineReason, ProposalState, WithdrawReason
from matching.models import CoursePlan, FlatFacts, Need, Proposal, WorkPlan
from matching.services import agreements, facts, proposals, sending
from matching.terms import HireTerms, LeaseTerms, Terms
from matching.terms.course import EnrolmentTerms
from tests.factories import BodyFactory, person
from tests.jobs.courses import factories as course_factories
from tests.jobs.placements import made as jobs_made
from tests.offers.factories import offer_in
from tests.trust.factories import check_in

_numbers = count(1)


@dataclass
class Worker:
    """An operator with the membership for which she acts."""

    user: User
    acting: Membership

    @property
    def body(self) -> Body:
        return self.acting.body


def worker(body: Body | None = None, role: str = Role.OPERATOR) -> Worker:
    user = person(role, body=body or BodyFactory())
    return Worker(user, user.memberships.get())


def make_need(by: Worker, **values: Any) -> Need:
    """A household of two adults and a child that can spend 900 €."""
    values = {
        "case_code": f"MI-{next(_numbers):04d}",
        "adults": 2,
        "children_ages": [4],
        "budget_max": 900,
        "move_in_from": today(),
        "move_in_to": today() + timedelta(days=90),
        **values,
    }
    return Need.unscoped.create(body=by.body, operator=by.user, **values)


def make_flat(state: str = "published", *, offer: dict[str, Any] | None = None, **flat: Any) -> Offer:
    """A flat for three at 800 € with fees, free today."""
    made = offer_in(state, **{"available_from": today(), **(offer or {})})
    values = {
        "rent": 700,
        "fees": 100,
        "attested_persons": 3,
        "step_free": False,
        "lease_types": ["concordato", "transitorio"],
        "letting_schemes": ["direct"],
        "min_months": 6,
        "max_months": None,
        **flat,
    }
    Flat.objects.update_or_create(offer=made, defaults=values)
    made = Offer.objects.get(pk=made.pk)
    facts.refresh([made.pk])
    return made


def make_plan(by: Worker, **values: Any) -> Need:
    """Somebody who looks for work and for a course, and for no home: free from today, may work by her permit."""
    work = {"permit_kind": "ASILO", "cefr_spoken": "A2", "hours_min": 20, "hours_max": 40, **values.pop("work", {})}
    course = {"cefr_spoken": "A1", **values.pop("course", {})}
    need = make_need(
        by, **{"wants_home": False, "budget_max": None, "move_in_from": None, "move_in_to": None, **values}
    )
    WorkPlan.objects.create(need=need, **work)
    CoursePlan.objects.create(need=need, **course)
    return need


def make_placement(seats: int = 1, *, owner: User | None = None, **values: Any) -> Offer:
    """A published fixed-term job of 40 hours, from 10 days on, open for proposals until the day before."""
    placement = jobs_made.complete(owner or jobs_made.employer(), **values)
    start = today() + timedelta(days=10)
    return _publish(placement.offer, seats, available_from=start, available_to=start - timedelta(days=1))


def make_course(seats: int = 3, *, waiting_list: bool = True, owner: User | None = None, **values: Any) -> Offer:
    """A published course with one edition, from 20 days on, two evenings a week."""
    owner = owner or course_factories.trainer()
    course = course_factories.complete(owner, waiting_list=waiting_list, **values)
    edition = course_factories.edition_of(course)
    start = today() + timedelta(days=20)
    days = {"start": start, "end": start + timedelta(days=60), "enrol_by": start - timedelta(days=1)}
    CourseEdition.objects.filter(pk=edition.pk).update(**days)
    offer = _publish(course.offer, seats)
    SeatPool.objects.filter(offer=offer).update(waiting_list=waiting_list, closes_on=days["enrol_by"])
    return offer


def _publish(offer: Offer, seats: int, **values: Any) -> Offer:
    dates = {"submitted_at": now(), "published_at": now(), "confirmed_at": now()}
    Offer.objects.filter(pk=offer.pk).update(state="published", **dates, **values)
    SeatPool.objects.filter(offer=offer).update(total=seats)
    facts.refresh([offer.pk])
    return Offer.objects.get(pk=offer.pk)


def accredited(by: Worker) -> Worker:
    """The same, of a body that may bring people and employers together."""
    if not may_intermediate(by.body):
        check_in("ok", by.body, trust_kinds.LABOUR)
    return by


def make_hire(**values: Any) -> HireTerms:
    start = today() + timedelta(days=10)
    return HireTerms(
        **{
            "start": start,
            "end": start + timedelta(days=365),
            "signed_on": today(),
            "contract": "determinato",
            "pay": Decimal("1450.50"),
            "pay_period": "month",
            "level": "6S",
            "hours": Decimal("40"),
            "ccnl": "H05Y",
            "unilav_on": today(),
            "permit_attested": True,
            **values,
        }
    )


def make_enrolment(offer: Offer, **values: Any) -> EnrolmentTerms:
    edition = course_factories.edition_of(offer.course)
    days = {"start": edition.start, "end": edition.end + timedelta(days=1), "signed_on": today()}
    return EnrolmentTerms(**{**days, "pact": True, **values})


def make_proposal(
    state: str = ProposalState.SENT, *, by: Worker | None = None, need: Need | None = None, offer: Offer | None = None,
    note: str = "",
) -> Proposal:  # fmt: skip
    """A proposal brought to ``state`` by the steps that lead there."""
    by = by or worker()
    offer = offer or make_flat()
    need = need or (make_need(by) if offer.kind == "flat" else make_plan(by))
    if offer.kind == "placement":
        accredited(by)
    proposal = propose(by, need, offer, note=note)
    owner, pk = offer.owner, proposal.pk
    if state in {ProposalState.MEETING, ProposalState.WAITING, ProposalState.ACCEPTED, ProposalState.AGREED}:
        proposals.accept_meeting(actor=owner, proposal_id=pk)
    if state in {ProposalState.WAITING, ProposalState.ACCEPTED, ProposalState.AGREED}:
        proposals.accept(actor=owner, proposal_id=pk)
    match state:
        case ProposalState.AGREED:
            agreements.sign(actor=by.user, proposal_id=pk, terms=terms_for(offer))
        case ProposalState.DECLINED:
            proposals.decline(actor=owner, proposal_id=pk, reason=DeclineReason.DATES)
        case ProposalState.WITHDRAWN:
            proposals.withdraw(actor=by.user, proposal_id=pk, reason=WithdrawReason.MISTAKE)
        case ProposalState.EXPIRED:
            Proposal.objects.filter(pk=pk).update(expires_at=now())
            proposals.expire_due()
    return Proposal.objects.select_related("offer__owner", "need").get(pk=pk)


def terms_for(offer: Offer) -> Terms:
    match offer.kind:
        case "placement":
            return make_hire()
        case "course":
            return make_enrolment(offer)
    return make_terms()


def propose(by: Worker, need: Need, offer: Offer, **more: Any) -> Proposal:
    """Send a proposal with the person's consent."""
    ids = {"need_id": need.pk, "offer_id": offer.pk}
    return sending.propose(**{"actor": by.user, "acting": by.acting, "consent": True, **ids, **more})


def make_terms(**values: Any) -> LeaseTerms:
    return LeaseTerms(
        **{
            "start": today() + timedelta(days=3),
            "end": today() + timedelta(days=368),
            "rent": 700,
            "fees": 100,
            "lease_type": "concordato",
            "scheme": "direct",
            "signed_on": today(),
            "permit_attested": True,
            **values,
        }
    )


def plain_need(**values: Any) -> Need:
    """A need that is not saved, for the criteria."""
    values = {"adults": 2, "children_ages": [], "budget_max": 900, "move_in_from": date(2026, 12, 1), **values}
    return Need(**values)


def plain_facts(**values: Any) -> FlatFacts:
    """A flat's facts that are not saved."""
    values = {
        "offer_id": 1,
        "version": 1,
        "total": 800,
        "persons": 3,
        "step_free": False,
        "lease_types": ["concordato"],
        "available_from": date(2026, 12, 1),
        "available_to": None,
        "min_months": 6,
        "max_months": 18,
        "comune": "015146",
        "municipio": 3,
        "nil": 23,
        "x": 518_000.0,
        "y": 5_037_000.0,
        **values,
    }
    return FlatFacts(**values)


HOME = Point(9.2421, 45.4850, srid=4326)
