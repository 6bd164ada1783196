"""What matching adds to the pages of ``offers``: how many proposals, what to answer, what happened. Case codes only."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Count
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from marketplace.core.clock import ROME
from marketplace.offers.enums import OfferState
from marketplace.offers.life import Who, parts_of
from marketplace.offers.models import Offer
from marketplace.offers.panels import Entry, Fact, Task

from .enums import LIVE, ProposalState, Side, Step
from .models import Proposal, ThreadEntry
from .turns import turn

ACTIONS = {ProposalState.SENT: gettext_lazy("Rispondi"), ProposalState.MEETING: gettext_lazy("Vai alla proposta")}


def facts(offers: Sequence[Offer], user: Any) -> dict[int, list[Fact]]:
    """The number of live proposals beside each offer."""
    rows = Proposal.objects.filter(offer__in=offers, state__in=LIVE).values_list("offer").annotate(n=Count("pk"))
    url = reverse("proposal_list")
    return {
        offer: [Fact(ngettext("{n} proposta", "{n} proposte", n).format(n=n), url=url, icon="handshake")]
        for offer, n in rows.order_by()
    }


def tasks(offers: Sequence[Offer], user: Any) -> list[Task]:
    """The proposals in which it is the owner's turn."""
    rows = Proposal.objects.filter(offer__in=offers, state__in=ACTIONS).prefetch_related("slots").order_by("expires_at")
    found = []
    for row in rows:
        now = turn(row)
        if now and now.side == Side.OFFERER:
            text = _("Proposta per il caso {code}: {what}").format(code=row.case_code, what=now.what)
            due = now.until.astimezone(ROME).date() if now.until else None
            found.append(Task(text, row.get_absolute_url(), ACTIONS[row.state], due, row.offer_id))
    return found


def timeline(offer: Offer, user: Any) -> list[Entry]:
    """The steps of all proposals of an offer, for its owner; messages stay in their thread."""
    if Who.OWNER not in parts_of(user, offer):
        return []
    rows = ThreadEntry.objects.filter(proposal__offer=offer).exclude(kind__in=[Step.MESSAGE, Step.REMINDER])
    return [
        Entry(
            row.at, row.get_kind_display(), _("Caso {code}").format(code=row.proposal.case_code),
            Side(row.side).label, row.proposal.get_absolute_url(),
        )
        for row in rows.select_related("proposal")
    ]  # fmt: skip


def keeps_its_word(offer: Offer, new_state: str) -> str | None:
    """Guard: an offer promised to a household is not withdrawn or freed over its head."""
    leaving = {OfferState.WITHDRAWN, OfferState.DRAFT, OfferState.PAUSED, OfferState.PUBLISHED}
    if offer.state != OfferState.RESERVED or new_state not in leaving:
        return None
    if Proposal.objects.filter(offer=offer, state=ProposalState.ACCEPTED).exists():
        return _("C’è una proposta accettata per questa casa: apri la proposta e annullala prima della firma.")
    return None
