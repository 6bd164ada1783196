"""What matching adds to the pages of ``offers``: how many proposals, what to answer, what happened. Case codes only."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Count
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from marketplace.core.clock import ROME
from marketplace.offers import kinds
from marketplace.offers.enums import OfferState
from marketplace.offers.life import Who, parts_of
from marketplace.offers.models import Agreement, Offer
from marketplace.offers.panels import Entry, Fact, Task

from .enums import LIVE, ProposalState, Side, Step
from .models import Proposal, ThreadEntry
from .timeline import title
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
    rows = Proposal.objects.filter(offer__in=offers, state__in=ACTIONS).select_related("offer").order_by("expires_at")
    found = []
    for row in rows.prefetch_related("slots"):
        now = turn(row)
        if now and now.side == Side.OFFERER:
            text = _("Proposta per il caso {code}: {what}").format(code=row.case_code, what=now.what)
            due = now.until.astimezone(ROME).date() if now.until else None
            found.append(Task(text, row.get_absolute_url(), ACTIONS[row.state], due, row.offer_id))
    return found


# Messages stay in their thread; what the line of an agreement tells has one line, not two.
LEFT_OUT = frozenset({Step.MESSAGE, Step.REMINDER, Step.AGREED})
TOLD_BY_SEAT = frozenset({Step.ACCEPTED, Step.WAITING, Step.MOVED_UP})


def timeline(offer: Offer, user: Any) -> list[Entry]:
    """The steps of all proposals of an offer, for its owner."""
    if Who.OWNER not in parts_of(user, offer):
        return []
    rows = ThreadEntry.objects.filter(proposal__offer=offer).select_related("proposal").exclude(kind__in=LEFT_OUT)
    rows = rows.exclude(proposal__exclusive=False, kind__in=TOLD_BY_SEAT)
    found = []
    for row in rows:
        row.proposal.offer = offer
        case = _("Caso {code}").format(code=row.proposal.case_code)
        url = row.proposal.get_absolute_url()
        found.append(Entry(row.at, title(row, row.proposal), case, Side(row.side).label, url))
    return found


def keeps_its_word(offer: Offer, new_state: str) -> str | None:
    """Guard: an offer that only one can have, promised to somebody, is not withdrawn or freed over her head."""
    leaving = {OfferState.WITHDRAWN, OfferState.DRAFT, OfferState.PAUSED, OfferState.PUBLISHED}
    if offer.state != OfferState.RESERVED or new_state not in leaving or not kinds.get(offer.kind).exclusive:
        return None
    if Proposal.objects.filter(offer=offer, state=ProposalState.ACCEPTED).exists():
        return _("C’è una proposta accettata: apri la proposta e annullala prima della firma.")
    return None


def thread_of(agreement: Agreement, user: Any) -> Fact | None:
    """The way back from an agreement to the proposal that it came out of."""
    proposal = Proposal.objects.filter(agreement=agreement).first()
    text = _("Proposta e messaggi")
    return Fact(text, url=proposal.get_absolute_url(), icon="handshake") if proposal else None


def thread_for_owner(agreement: Agreement, user: Any) -> list[Fact]:
    """The same for who offers, whose way back is the page of the offer."""
    found = thread_of(agreement, user) if Who.OWNER in parts_of(user, agreement.offer) else None
    return [found] if found else []
