"""Sending a proposal, and the lists of both sides."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from marketplace.audit import services as audit
from marketplace.core.errors import DomainError
from marketplace.offers.models import Offer
from marketplace.offers.selectors import public
from marketplace.organisations.enums import CASE_WORKERS

from .. import disclosure
from ..enums import ProposalState, Side
from ..fit import match
from ..forms import NoteForm
from ..households import households_for
from ..models import Proposal
from ..rules import rules
from ..selectors import need_of, operator_proposals, owner_proposals
from ..services import proposals
from ..services.facts import KIND, facts_of
from ..turns import is_stalled, turn
from .needs import case_workers

SHOWN_ENDED = 50


@case_workers
@require_safe
def needs_for_offer(request: HttpRequest, offer_public_id: str) -> HttpResponse:
    """To which of the body's households this flat can be proposed; the operator chooses."""
    offer = _published(offer_public_id)
    rows = households_for(request.acting, facts_of(offer))
    audit.log("need.listed", actor=request.user, obj=request.acting.body, shown=len(rows), offer=offer.public_id)
    fitting, others = [row for row in rows if row.fits], [row for row in rows if not row.fits]
    context = {"offer": offer, "fitting": fitting, "others": others}
    return render(request, "matching/needs/for_offer.html", context)


def _published(public_id: str) -> Offer:
    """A flat that can be proposed, else 404."""
    offer = public().filter(kind=KIND, public_id=public_id).select_related("flat").first()
    if offer is None:
        raise Http404
    return offer


@case_workers
def proposal_new(request: HttpRequest, public_id: str, offer_public_id: str) -> HttpResponse:
    """What exactly the owner will see; then send it."""
    need = need_of(request.acting, public_id)
    offer = _published(offer_public_id)
    audit.read(actor=request.user, obj=need, purpose="proposal")
    form = NoteForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            proposal = proposals.propose(
                actor=request.user, acting=request.acting, need_id=need.pk, offer_id=offer.pk,
                note=form.cleaned_data["note"],
            )  # fmt: skip
            messages.success(request, _("La proposta è partita. Trovi qui la risposta."))
            return redirect(proposal)
        except DomainError as error:
            form.add_error(error.field, error.message)
    figures = rules()
    context = {
        "need": need, "offer": offer, "form": form, "days": figures.proposal_days,
        "profile": disclosure.profile_of(need, figures), "match": match(need, facts_of(offer), figures),
    }  # fmt: skip
    return render(request, "matching/proposals/new.html", context, status=422 if form.errors else 200)


@login_required
@require_safe
def proposal_list(request: HttpRequest) -> HttpResponse:
    """Proposals of the side for which the reader acts, by state; the stalled ones first."""
    acting = request.acting
    if acting and acting.role in CASE_WORKERS:
        side, rows = Side.OPERATOR, operator_proposals(acting)
        audit.log("proposal.listed", actor=request.user, obj=acting.body)
    else:
        side, rows = Side.OFFERER, owner_proposals(request.user)
    live = [row for row in rows if row.is_live]
    ended = [row for row in rows if not row.is_live][:SHOWN_ENDED]
    groups = _groups(live)
    if ended:
        groups.append((_("Concluse"), ended))
    base = "core/staff.html" if side == Side.OPERATOR else "core/base.html"
    return render(request, "matching/proposals/list.html", {"groups": groups, "side": side, "base": base})


def _groups(live: list[Proposal]) -> list[tuple[str, list[Proposal]]]:
    for row in live:
        row.turn = turn(row)
    stalled = [row for row in live if is_stalled(row)]
    titles = [
        (ProposalState.SENT, _("In attesa di risposta")),
        (ProposalState.MEETING, _("Incontri e visite")),
        (ProposalState.ACCEPTED, _("Accettate, da firmare")),
    ]
    groups = [(_("Ferme"), stalled)]
    groups += [(title, [row for row in live if row.state == state and row not in stalled]) for state, title in titles]
    return [(title, rows) for title, rows in groups if rows]
