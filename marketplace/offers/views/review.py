"""The Comune's queue, and the page where one offer is looked at."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from marketplace.core.clock import today
from marketplace.core.errors import DomainError
from marketplace.organisations.access import acting_as
from marketplace.organisations.enums import Role

from .. import kinds, screening
from ..dashboard import seats_text
from ..enums import OfferState
from ..filters import QueueFilter
from ..forms import DecisionForm
from ..life import Who, parts_of
from ..models import Offer, Review, ReviewOutcome
from ..review import checklist_of, differences, last_look
from ..selectors import Seats, due_on, for_review, get_for_review_or_404, last_decision_at, seats_of
from ..services import review as services

ROWS_PER_PAGE = 25


@require_GET
@acting_as(Role.REVIEWER)
def review_queue(request: HttpRequest) -> HttpResponse:
    """Offers that wait, what is due first on top."""
    found = QueueFilter(request.GET, queryset=for_review(), request=request)
    page = Paginator(found.qs, ROWS_PER_PAGE).get_page(request.GET.get("page"))
    seats = seats_of([offer for offer in page if kinds.get(offer.kind).seats])
    rows = [_queue_row(offer, seats.get(offer.pk)) for offer in page]
    context = {"filter": found, "page": page, "rows": rows, "last": None if rows else last_decision_at()}
    return render(request, "offers/review_queue.html", context)


def _queue_row(offer: Offer, seats: Seats | None) -> dict[str, Any]:
    due = due_on(offer)
    return {
        "offer": offer,
        "kind": kinds.get(offer.kind),
        "seats": seats_text(seats) if seats else "",
        "due": due,
        "days": (due - today()).days if due else None,
    }


@require_http_methods(["GET", "POST"])
@acting_as(Role.REVIEWER)
def review_offer(request: HttpRequest, public_id: str) -> HttpResponse:
    """One offer: marked passages, what changed, the checklist and the decision."""
    offer = get_for_review_or_404(public_id)
    lines = checklist_of(offer)
    if request.method == "POST":
        form = DecisionForm(request.POST, lines=lines)
        if form.is_valid():
            try:
                return _decide(request, offer, form.cleaned_data)
            except DomainError as error:
                form.add_error(error.field if error.field in form.fields else None, error.message)
        return render(request, "offers/review_offer.html", _review_context(request, offer, form), status=422)
    running = _running(offer)
    initial = {"checklist": list(running.checklist), "message": running.message} if running else {}
    form = DecisionForm(initial=initial, lines=lines)
    return render(request, "offers/review_offer.html", _review_context(request, offer, form))


def _review_context(request: HttpRequest, offer: Offer, form: DecisionForm) -> dict[str, Any]:
    before, running = last_look(offer), _running(offer)
    rows = differences(offer, before)
    only_changed = before is not None and request.GET.get("tutto") != "1"
    required = {line.code for line in checklist_of(offer) if line.required}
    ticked = set(form["checklist"].value() or [])
    return {
        "offer": offer,
        "kind": kinds.get(offer.kind),
        "form": form,
        "passages": screening.passages(offer),
        "before": before,
        "rows": [row for row in rows if row.changed] if only_changed else rows,
        "only_changed": only_changed,
        "due": due_on(offer),
        "running": running,
        "mine": running is not None and running.reviewer_id == request.user.pk,
        "allowed": Who.REVIEWER in parts_of(request.user, offer),
        "office_url": kinds.get(offer.kind).office_url(offer),
        "waiting": offer.state == OfferState.SUBMITTED,
        "ticked": len(ticked & required),
        "required": len(required),
        "looks": [review for review in offer.reviews.all() if review.outcome != ReviewOutcome.OPEN],
    }


def _running(offer: Offer) -> Review | None:
    return next((review for review in offer.reviews.all() if review.outcome == ReviewOutcome.OPEN), None)


def _decide(request: HttpRequest, offer: Offer, data: dict[str, Any]) -> HttpResponse:
    """Keep ticks and message, then do what the pressed button says."""
    decision, message = request.POST.get("decision", "save"), data["message"]
    if offer.state == OfferState.SUBMITTED:
        services.save_checklist(offer_id=offer.pk, ticked=set(data["checklist"]), message=message, actor=request.user)
    match decision:
        case "approve":
            services.approve(offer_id=offer.pk, message=message, actor=request.user)
            messages.success(request, _("«%(title)s» è online.") % {"title": offer})
        case "changes":
            services.request_changes(offer_id=offer.pk, message=message, actor=request.user)
            messages.success(request, _("Richiesta inviata a chi ha pubblicato «%(title)s».") % {"title": offer})
        case "reject":
            services.reject(offer_id=offer.pk, reason=data["reason"], message=message, actor=request.user)
            messages.success(request, _("«%(title)s» è respinta.") % {"title": offer})
        case _:
            messages.success(request, _("Controlli salvati."))
            return redirect("review_offer", public_id=offer.public_id)
    return redirect("review_queue")


@require_POST
@acting_as(Role.REVIEWER)
def review_charge(request: HttpRequest, public_id: str) -> HttpResponse:
    """Take charge of an offer, or give it back."""
    offer = get_for_review_or_404(public_id)
    try:
        if request.POST.get("release"):
            services.release_charge(offer_id=offer.pk, actor=request.user)
            messages.success(request, _("Hai rimesso l’offerta in coda."))
            return redirect("review_queue")
        services.take_charge(offer_id=offer.pk, actor=request.user)
    except DomainError as error:
        messages.error(request, error.message)
    return redirect("review_offer", public_id=public_id)
