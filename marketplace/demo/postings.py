"""What the rows of invented placements and courses have in common: their offer, its place, state and history."""

import random
from collections.abc import Collection, Iterable
from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils import timezone

from marketplace.core.clock import now, today
from marketplace.offers.displacement import displace
from marketplace.offers.enums import OfferState, PauseReason
from marketplace.offers.models import Offer, StateChange
from marketplace.organisations.enums import BodyStatus
from marketplace.organisations.models import Membership
from marketplace.places.models import Comune, Municipio, Nil

from .geography import Map, Spot

STATES = {  # shares of a thousand; reserved and taken come from the seats that are held
    OfferState.PUBLISHED: 760,
    OfferState.DRAFT: 70,
    OfferState.SUBMITTED: 55,
    OfferState.CHANGES: 25,
    OfferState.PAUSED: 35,
    OfferState.WITHDRAWN: 20,
    OfferState.EXPIRED: 20,
    OfferState.REJECTED: 15,
}
BEFORE = {OfferState.DRAFT: 600, OfferState.SUBMITTED: 400}  # of a body that is not verified yet
WITH_DATE = {OfferState.PUBLISHED, OfferState.PAUSED, OfferState.EXPIRED, OfferState.WITHDRAWN}
READ = {OfferState.SUBMITTED, OfferState.CHANGES, OfferState.REJECTED}


class Poster:
    """Draws offers of bodies; the same seed and day draw the same."""

    states = STATES

    def __init__(self, rng: random.Random):
        self.rng, self.map = rng, Map(rng)
        self.nils = Nil.objects.defer("area", "outline").in_bulk()
        self.municipi = Municipio.objects.defer("area").in_bulk()
        self.comuni = Comune.objects.defer("area").in_bulk()
        self.start = now()

    def moment(self, days: int) -> datetime:
        """A working moment at most ``days`` ago."""
        day = today() - timedelta(days=self.rng.randint(1, max(days, 1)))
        return timezone.make_aware(datetime.combine(day, time(self.rng.randint(8, 18), self.rng.randint(0, 59))))

    def state(self, member: Membership) -> str:
        shares = self.states if member.body.status == BodyStatus.VERIFIED else BEFORE
        return self.rng.choices(list(shares), weights=list(shares.values()))[0]

    def offer(self, kind: str, member: Membership, state: str, spot: Spot, **values: Any) -> Offer:
        """An offer of ``member``'s body in ``state``; ``values`` are what the kind says of it."""
        published = self.moment(40) if state in WITH_DATE else None
        submitted = published - timedelta(days=2) if published else None
        if state in READ:
            submitted = self.moment(20)
        point = spot.point
        return Offer(
            kind=kind, state=state, owner=member.user, body=member.body, point=point, public_point=displace(point),
            address=f"{spot.street}, {self.rng.randint(1, 120)}", cap=spot.cap, comune=self.comuni[spot.comune],
            municipio=self.municipi.get(spot.municipio), nil=self.nils.get(spot.nil), submitted_at=submitted,
            created_at=(submitted or self.moment(30)) - timedelta(days=1), published_at=published,
            confirmed_at=max(published, self.start - timedelta(days=self.rng.randint(0, 13))) if published else None,
            is_demo=True, **values,
        )  # fmt: skip


def move_back(offer: Offer, days: int) -> None:
    """Let everything about an offer that is over have happened ``days`` before."""
    for name in ("created_at", "submitted_at", "published_at", "confirmed_at"):
        setattr(offer, name, getattr(offer, name) - timedelta(days=days))


def history(offers: Iterable[Offer], reasons: dict[str, str], lacking: Collection[int] = ()) -> list[StateChange]:
    """The steps that led to each state. ``reasons``: why, by the state that was reached; ``lacking``: ids of the bodies
    whose offers rest because a check has run out.
    """
    rows = []
    for offer in offers:
        steps = [(OfferState.DRAFT, OfferState.SUBMITTED, offer.submitted_at)] if offer.submitted_at else []
        if offer.published_at:
            steps.append((OfferState.SUBMITTED, OfferState.PUBLISHED, offer.published_at))
        if steps and offer.state not in {new for _, new, _ in steps}:
            steps.append((steps[-1][1], offer.state, steps[-1][2] + timedelta(hours=20)))
        rows += [
            StateChange(
                offer=offer, old=old, new=new, at=at, actor=offer.owner if new == OfferState.SUBMITTED else None,
                reason=PauseReason.CHECK_EXPIRED if new == OfferState.PAUSED and offer.body_id in lacking
                else reasons.get(new, ""),
            )
            for old, new, at in steps
        ]  # fmt: skip
    return rows


REASONS = {
    OfferState.PAUSED: PauseReason.OWNER,
    OfferState.WITHDRAWN: "not_needed",
    OfferState.REJECTED: "unlawful_terms",
}


def days_from_today(rng: random.Random, least: int, most: int) -> date:
    return today() + timedelta(days=rng.randint(least, most))
