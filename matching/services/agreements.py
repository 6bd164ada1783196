"""The signature: an accepted proposal becomes an agreement of ``offers``."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from marketplace.audit import services as audit
from marketplace.core.errors import DomainError
from marketplace.core.locks import lock
from marketplace.offers.models import Agreement
from marketplace.offers.services import agreements
from marketplace.outbox import services as outbox

from ..enums import LIVE, NeedState, ProposalState, Side, Step, WithdrawReason
from ..models import Need
from .proposals import end_by_portal
from .thread import locked, move, record


@dataclass(frozen=True)
class Terms:
    """What the two sides signed. Money in euros a month; ``end`` is the first day after, None for an open end.

    ``permit_attested``: the operator has seen a permit valid on the day of signature (TUI art. 12 c. 5-bis makes the
    letting to somebody without one a crime); the permit itself is not recorded.
    """

    start: date
    end: date | None
    rent: int
    fees: int
    lease_type: str
    scheme: str
    signed_on: date
    permit_attested: bool


@transaction.atomic
def sign(*, actor: Any, proposal_id: int, terms: Terms) -> Agreement:
    """Record the signed agreement: the offer is taken, the need is agreed, the household's other proposals end."""
    if not terms.permit_attested:
        raise DomainError(
            _("Conferma di aver visto un permesso valido il giorno della firma."), field="permit_attested"
        )
    proposal, side = locked(proposal_id, actor, Side.OPERATOR)
    need = lock(Need.unscoped.select_related("body"), pk=proposal.need_id)
    move(proposal, ProposalState.AGREED)
    agreement = agreements.draft(
        offer_id=proposal.offer_id, body=need.body, case_code=need.case_code, start=terms.start, end=terms.end,
        actor=actor,
        terms={
            "rent": terms.rent, "fees": terms.fees, "lease_type": terms.lease_type, "scheme": terms.scheme,
            "permit_attested": True,
        },
    )  # fmt: skip
    agreement = agreements.sign(agreement_id=agreement.pk, signed_on=terms.signed_on, actor=actor)
    proposal.agreement = agreement
    proposal.save(update_fields=["agreement"])
    need.state, need.version = NeedState.AGREED, need.version + 1
    need.save(update_fields=["state", "version", "changed_at"])
    audit.log("need.agreed", actor=actor, obj=need)
    record(proposal, Step.AGREED, actor=actor, side=side)
    outbox.emit("need.changed", need.pk)
    return agreement


def housed(*, need_id: int) -> int:
    """A household that has signed needs no other flat: withdraw its proposals that still wait, with that reason.

    Runs after the signature, one transaction a proposal: each locks another offer.
    """
    need = Need.unscoped.filter(pk=need_id, state=NeedState.AGREED).first()
    if need is None:
        return 0
    rows = need.proposals.filter(state__in=LIVE).order_by("offer_id")
    return sum(end_by_portal(pk, reason=WithdrawReason.OTHER_HOME) for pk in rows.values_list("pk", flat=True))
