"""The reviewer's list of bodies and her decision on one."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from marketplace.core.errors import DomainError
from marketplace.rulebook.selectors import figure

from .. import panels, selectors, services
from ..access import acting_as
from ..enums import TRANSITIONS, BodyStatus, Role
from ..filters import BodyFilter
from ..forms import DecisionForm
from ..models import Body

PER_PAGE = 25
DONE = {
    BodyStatus.VERIFIED: _("Ente verificato: lo scriviamo alle sue persone."),
    BodyStatus.SUSPENDED: _("Ente sospeso: lo scriviamo alle sue persone."),
    BodyStatus.REVOKED: _("Decisione registrata: la scriviamo alle persone dell’ente."),
}


@require_safe
@acting_as(Role.REVIEWER)
def body_review_list(request: HttpRequest) -> HttpResponse:
    found = BodyFilter(request.GET or None, queryset=selectors.bodies_for_review())
    page = Paginator(found.qs, PER_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "form": found.form, "days": figure("body.verification_days").value}
    return render(request, "organisations/body_review_list.html", context)


@require_safe
@acting_as(Role.REVIEWER)
def body_review(request: HttpRequest, pk: int) -> HttpResponse:
    return _page(request, get_object_or_404(Body, pk=pk), DecisionForm())


@require_POST
@acting_as(Role.REVIEWER)
def body_decide(request: HttpRequest, pk: int) -> HttpResponse:
    """The pressed button says which decision; a missing reason comes back beside the field."""
    body = get_object_or_404(Body, pk=pk)
    form = DecisionForm(request.POST)
    if form.is_valid():
        reason, decision = form.cleaned_data["reason"], request.POST.get("decision", "")
        try:
            if decision == "integration":
                services.ask_integration(actor=request.user, body=body, reason=reason)
                messages.success(request, _("Richiesta inviata: il termine riparte quando l’ente risponde."))
            else:
                services.decide(actor=request.user, body=body, status=decision, reason=reason)
                messages.success(request, DONE[decision])
            return redirect("body_review", body.pk)
        except DomainError as error:
            form.add_error(error.field, error.message)
    return _page(request, body, form)


def _page(request: HttpRequest, body: Body, form: DecisionForm) -> HttpResponse:
    members = selectors.members_of(body)
    context = {
        "body": body,
        "form": form,
        "members": members,
        "own": any(row.user_id == request.user.pk for row in members),
        "next_states": TRANSITIONS[body.status],
        "may_ask": body.status == BodyStatus.PENDING,
        "panels": panels.of_body(request, body, "review"),
    }
    return render(request, "organisations/body_review.html", context, status=422 if form.errors else 200)
