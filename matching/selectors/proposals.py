"""Proposals as each side may see them. Owners' queries never touch the need."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Case, F, Q, QuerySet, Value, When
from django.http import Http404

from marketplace.offers.life import Who, parts_of
from marketplace.offers.selectors import owned_by
from marketplace.organisations.enums import CASE_WORKERS, BodyStatus
from marketplace.organisations.models import Membership
from marketplace.organisations.selectors import valid_memberships

from ..enums import LIVE, Side
from ..models import Need, Proposal


@dataclass(frozen=True)
class Part:
    """One person's part in one proposal."""

    proposal: Proposal
    side: Side

    @property
    def is_operator(self) -> bool:
        return self.side == Side.OPERATOR


# What a page prints of an offer; the outlines of places stay in the database.
OFFER = ("offer__comune", "offer__nil", "pool")
SHAPES = ("offer__comune__area", "offer__nil__area", "offer__nil__outline")


def _owned_by(user: Any) -> Q:
    return Q(offer__in=owned_by(user).values("pk"))


def _live_first(rows: QuerySet[Proposal]) -> QuerySet[Proposal]:
    rank = Case(When(state__in=LIVE, then=Value(0)), default=Value(1))
    return rows.annotate(rank=rank).order_by("rank", "moved_at", "id").prefetch_related("slots")


def owner_proposals(user: Any) -> QuerySet[Proposal]:
    """Proposals for the offers of this person or of her bodies; live ones first, those that wait longest on top."""
    return _live_first(Proposal.objects.filter(_owned_by(user)).select_related(*OFFER).defer(*SHAPES))


def operator_proposals(acting: Membership | None) -> QuerySet[Proposal]:
    """Proposals of the acting body's needs; live ones first, those that wait longest on top."""
    rows = Proposal.objects.filter(need__in=Need.objects.of(acting).values("pk"))
    return _live_first(rows.select_related("operator", *OFFER).defer(*SHAPES))


def part_of(user: Any, acting: Membership | None, public_id: str) -> Part:
    """The proposal and the side on which this person stands in it. Raises ``Http404`` for strangers."""
    people = ("offer__owner", "offer__body", "operator", "agreement__body")
    rows = Proposal.objects.select_related(*people, *OFFER).defer(*SHAPES)
    rows = rows.annotate(body_name=F("need__body__legal_name"))  # who proposes; nothing else of the need
    if proposal := rows.filter(_owned_by(user), public_id=public_id).first():
        return Part(proposal, Side.OFFERER)
    own = rows.filter(need__in=Need.objects.of(acting).values("pk"))
    if proposal := own.select_related("need__body").filter(public_id=public_id).first():
        return Part(proposal, Side.OPERATOR)
    raise Http404


def side_of(actor: Any, proposal: Proposal) -> Side | None:
    """The side on which this person may act today, whatever she acts for just now; the portal is ``SYSTEM``."""
    if actor is None:
        return Side.SYSTEM
    if Who.OWNER in parts_of(actor, proposal.offer):
        return Side.OFFERER
    mandates = valid_memberships(actor).filter(role__in=CASE_WORKERS, body__status=BodyStatus.VERIFIED)
    return Side.OPERATOR if mandates.filter(body__needs=proposal.need_id).exists() else None


def proposal_for(proposal_id: int) -> Proposal | None:
    """For consumers and tasks: the proposal with what messages print."""
    rows = Proposal.objects.select_related("offer__owner", "offer__body", "operator", *OFFER).defer(*SHAPES)
    return rows.filter(pk=proposal_id).first()
