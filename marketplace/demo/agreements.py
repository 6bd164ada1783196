"""The agreements that invented proposals ended in, at different points of their course."""

import random
from datetime import timedelta

from django.db.backends.postgresql.psycopg_any import DateRange

from marketplace.core.clock import now, today
from marketplace.offers import deadlines
from marketplace.offers.enums import AgreementState
from marketplace.offers.models import Agreement, Deadline, Offer
from matching.models import Proposal

from .bulk import copy
from .seated import looks_back

DAYS_A_MONTH = 30.4375


def make_agreements(rng: random.Random, signed: list[Proposal]) -> None:
    """An agreement for each signed proposal: just signed, registered, or with the keys handed over."""
    rows, waiting = [], []
    offers = Offer.objects.select_related("flat").in_bulk([proposal.offer_id for proposal in signed])
    for proposal in signed:
        offer = offers[proposal.offer_id]
        flat = offer.flat
        signed_on = min((proposal.answered_at + timedelta(days=5)).date(), today())
        start = signed_on + timedelta(days=rng.randint(3, 20))
        months = flat.min_months or 12
        agreement = Agreement(
            offer=offer,
            body_id=proposal.need.body_id,
            case_code=proposal.need.case_code,
            period=DateRange(start, start + timedelta(days=round(months * DAYS_A_MONTH))),
            state=AgreementState.SIGNED,
            signed_on=signed_on,
            created_by=proposal.operator,
            terms={
                "rent": flat.rent,
                "fees": flat.fees,
                "lease_type": flat.lease_types[0],
                "scheme": flat.letting_schemes[0],
                "permit_attested": True,
            },
        )
        if rng.random() < 0.6:
            agreement.registered_on = min(signed_on + timedelta(days=rng.randint(1, 25)), today())
            agreement.state = AgreementState.REGISTERED
        if agreement.registered_on and start < today() and rng.random() < 0.7:
            agreement.handed_over_on, agreement.state = start, AgreementState.HANDED_OVER
        rows.append(agreement)
        proposal.agreement = agreement
    copy(rows)
    for agreement in rows:
        waiting += list(_deadlines(agreement))
    copy(waiting)
    copy([look for agreement in rows for look in looks_back(agreement)])
    Proposal.objects.bulk_update(signed, ["agreement"], batch_size=1000)


def _deadlines(agreement: Agreement) -> list[Deadline]:
    moments = [(deadlines.SIGNED, deadlines.end_of(agreement.signed_on), agreement.registered_on)]
    if agreement.handed_over_on:
        at = deadlines.end_of(agreement.handed_over_on)
        moments.append((deadlines.HANDED_OVER, at, at + timedelta(hours=20) < now()))
    return [
        Deadline(
            agreement=agreement,
            kind=duty.code,
            due_at=duty.due(agreement, at),
            done_at=deadlines.end_of(done) if hasattr(done, "year") else (at + timedelta(hours=20) if done else None),
        )
        for event, at, done in moments
        for duty in deadlines.that_follow(event, agreement)
    ]
