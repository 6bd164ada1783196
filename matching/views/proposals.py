"""Sending a proposal, and the lists of both sides."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from marketplace.audit import services as audit
from marketplace.core.errors import DomainError
from marketplace.core.forms import posted
from marketplace.offers.models import Offer, SeatPool
from marketplace.offers.selectors import followup_tasks, public
from marketplace.organisations.enums import CASE_WORKERS

from .. import disclosure, kinds
from ..enums import Side
from ..fit import match
from ..forms.thread import SendForm
from ..households import households_for
from ..models import Facts, Need
from ..rules import rules
from ..selectors import need_of, operator_proposals, owner_proposals
from ..services import sending
from ..services.facts import facts_of
from ..terms import Opening, deal_of
from ..turns import board
from ..words import words_of
from .needs import case_workers

SHOWN_ENDED = 50


@case_workers
@require_safe
def needs_for_offer(request: HttpRequest, offer_public_id: str) -> HttpResponse:
    """To which of the body's households this offer can be proposed; the operator chooses."""
    offer = _published(offer_public_id)
    rows = households_for(request.acting, _facts(offer))
    audit.log("need.listed", actor=request.user, obj=request.acting.body, shown=len(rows), offer=offer.public_id)
    fitting, others = [row for row in rows if row.fits], [row for row in rows if not row.fits]
    context = {"offer": offer, "words": words_of(offer.kind), "fitting": fitting, "others": others}
    return render(request, "matching/needs/for_offer.html", context)


def _published(public_id: str) -> Offer:
    """An offer that can be proposed, else 404."""
    codes = [kind.code for kind in kinds.all_kinds()]
    offer = public().filter(kind__in=codes, public_id=public_id).select_related("body").first()
    if offer is None:
        raise Http404
    return offer


@case_workers
def proposal_new(request: HttpRequest, public_id: str, offer_public_id: str) -> HttpResponse:
    """What exactly the other side will see; then send it."""
    need = need_of(request.acting, public_id)
    offer = _published(offer_public_id)
    deal, words = deal_of(offer.kind), words_of(offer.kind)
    if not need.wants(offer.kind):
        raise Http404
    audit.read(actor=request.user, obj=need, purpose="proposal")
    openings = deal.openings(offer) if deal.openings else []
    form = SendForm(*posted(request), words=words, openings=openings, chosen=request.GET.get("edizione", ""))
    if request.method == "POST" and form.is_valid():
        try:
            proposal = sending.propose(
                actor=request.user, acting=request.acting, need_id=need.pk, offer_id=offer.pk,
                consent=form.cleaned_data["consent"], pool_id=form.pool_id(), note=form.cleaned_data["note"],
            )  # fmt: skip
            messages.success(request, _("La proposta è partita. Trovi qui la risposta."))
            return redirect(proposal)
        except DomainError as error:
            form.add_error(error.field if error.field in form.fields else None, error.message)
    context = {
        "need": need, "offer": offer, "words": words, "form": form,
        "title": words.propose_to.format(code=need.case_code), **_seen(need, offer, openings, form),
    }  # fmt: skip
    return render(request, "matching/proposals/new.html", context, status=422 if form.errors else 200)


def _seen(need: Need, offer: Offer, openings: list[Opening], form: SendForm) -> dict[str, Any]:
    """What the other side will see, and why it fits: of a course the chosen edition, or the first."""
    figures = rules()
    chosen = form["pool"].value() if "pool" in form.fields else None
    pool = next((one.pool for one in openings if str(one.pool.pk) == chosen), openings[0].pool if openings else None)
    facts = _facts(offer, pool)
    return {
        "days": figures.proposal_days,
        "profile": disclosure.profile_of(need, figures, offer.kind),
        "match": match(need, facts, figures),
        "only": openings[0] if len(openings) == 1 else None,
    }


def _facts(offer: Offer, pool: SeatPool | None = None) -> Facts:
    """What the criteria ask of the offer, 404 where there is nothing in it to propose."""
    try:
        return facts_of(offer, pool)
    except LookupError:
        raise Http404 from None


@login_required
@require_safe
def proposal_list(request: HttpRequest) -> HttpResponse:
    """Proposals of the side for which the reader acts, by state, the stalled ones first; ``?tipo=`` shows one kind.

    Above them, for a body, the looks back that are due.
    """
    acting = request.acting
    if acting and acting.role in CASE_WORKERS:
        side, rows, tasks = Side.OPERATOR, operator_proposals(acting), followup_tasks(acting.body_id)
        audit.log("proposal.listed", actor=request.user, obj=acting.body)
    else:
        side, rows, tasks = Side.OFFERER, owner_proposals(request.user), []
    found = sorted(set(rows.order_by().values_list("offer__kind", flat=True).distinct()))
    chosen = request.GET.get("tipo", "")
    if chosen in found:
        rows = rows.filter(offer__kind=chosen)
    context = {
        "groups": board(rows, SHOWN_ENDED), "side": side, "tasks": tasks, "chosen": chosen if chosen in found else "",
        "kinds": [(code, words_of(code).plural) for code in found] if len(found) > 1 else [],
        "base": "core/staff.html" if side == Side.OPERATOR else "core/base.html",
    }  # fmt: skip
    return render(request, "matching/proposals/list.html", context)
