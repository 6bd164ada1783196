"""Needs, flats that fit them, and proposals in each state, made by the services themselves where there is a way."""

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import count
from typing import Any

from django.contrib.gis.geos import Point

from housing.models import Flat
from marketplace.accounts.models import User
from marketplace.core.clock import now, today
from marketplace.offers.models import Offer
from marketplace.organisations.enums import Role
from marketplace.organisations.models import Body, Membership
from matching.enums import DeclineReason, ProposalState, WithdrawReason
from matching.models import FlatFacts, Need, Proposal
from matching.services import agreements, facts, proposals, sending
from matching.terms import LeaseTerms
from tests.factories import BodyFactory, person
from tests.offers.factories import offer_in

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
    facts.refresh(offer_id=made.pk)
    return made


def make_proposal(
    state: str = ProposalState.SENT, *, by: Worker | None = None, need: Need | None = None, offer: Offer | None = None,
    note: str = "",
) -> Proposal:  # fmt: skip
    """A proposal brought to ``state`` by the steps that lead there."""
    by = by or worker()
    need, offer = need or make_need(by), offer or make_flat()
    proposal = propose(by, need, offer, note=note)
    owner, pk = offer.owner, proposal.pk
    if state in {ProposalState.MEETING, ProposalState.ACCEPTED, ProposalState.AGREED}:
        proposals.accept_meeting(actor=owner, proposal_id=pk)
    if state in {ProposalState.ACCEPTED, ProposalState.AGREED}:
        proposals.accept(actor=owner, proposal_id=pk)
    match state:
        case ProposalState.AGREED:
            agreements.sign(actor=by.user, proposal_id=pk, terms=make_terms())
        case ProposalState.DECLINED:
            proposals.decline(actor=owner, proposal_id=pk, reason=DeclineReason.DATES)
        case ProposalState.WITHDRAWN:
            proposals.withdraw(actor=by.user, proposal_id=pk, reason=WithdrawReason.MISTAKE)
        case ProposalState.EXPIRED:
            Proposal.objects.filter(pk=pk).update(expires_at=now())
            proposals.expire_due()
    return Proposal.objects.select_related("offer__owner", "need").get(pk=pk)


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
