"""The reviewer's list of what needs a look, and the page of one kind of check on one body."""

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from marketplace.core.clock import today
from marketplace.core.errors import DomainError
from marketplace.core.forms import posted
from marketplace.organisations.access import acting_as
from marketplace.organisations.enums import Role
from marketplace.organisations.models import Body
from marketplace.rulebook.selectors import figure

from .. import selectors
from ..enums import CheckState
from ..filters import CheckFilter
from ..forms import RecordForm, WithdrawForm
from ..models import Check
from ..present import badge, standing
from ..services import checks
from .papers import get_kind_or_404

PER_PAGE = 50
DONE = {
    CheckState.OK: _("Verifica registrata: in regola."),
    CheckState.DEFECT: _("Verifica registrata: non in regola. Lo scriviamo all’ente."),
}


@require_safe
@acting_as(Role.REVIEWER)
def check_list(request: HttpRequest) -> HttpResponse:
    """What waits for a look, what ends soon or has ended, and what is not in order."""
    days = max(figure("check.warn_days").value)
    found = CheckFilter(request.GET or None, queryset=selectors.for_review(today() + timedelta(days=days)))
    page = Paginator(found.qs, PER_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "form": found.form, "days": days, "rows": [_row(check) for check in page]}
    return render(request, "trust/check_list.html", context)


def _row(check: Check) -> dict[str, Any]:
    waits = check.state == CheckState.PROPOSED
    look, word = badge(None if waits else check, check if waits else None)
    return {"check": check, "look": look, "word": word}


@acting_as(Role.REVIEWER)
def check_record(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    """Where a body stands in one kind of check, what was before, and the form to enter a look at it."""
    body, about = get_object_or_404(Body, pk=pk), get_kind_or_404(kind)
    stands = standing(about, selectors.decided_and_proposed(body))
    shown = ",".join(str(row.pk) for row in (stands.current, stands.proposal) if row)
    form = RecordForm(*posted(request), kind=about, known=stands.known, initial={"seen": shown})
    if request.method == "POST" and form.is_valid():
        data = dict(form.cleaned_data)
        try:
            check = checks.record_check(
                actor=request.user, body=body, kind=kind, outcome=data["outcome"], note=data["note"],
                seen=data["seen"], evidence=data.get("evidence"), data=data,
            )  # fmt: skip
        except DomainError as error:
            form.add_error(error.field, error.message)
        else:
            messages.success(request, DONE[check.state])
            return redirect("body_review", body.pk)
    context = {
        "body": body,
        "kind": about,
        "standing": stands,
        "form": form,
        "own": body.memberships.filter(user=request.user).exists(),
        "history": selectors.history(body, kind),
        "days": figure(about.figure).value,
    }
    return render(request, "trust/check_record.html", context, status=422 if form.errors else 200)


@acting_as(Role.REVIEWER)
def check_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Asks why, then takes a current check or a proposal out of force."""
    check = get_object_or_404(Check.objects.filter(replaced_at=None).select_related("body"), pk=pk)
    form = WithdrawForm(*posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            checks.withdraw(actor=request.user, check_id=pk, reason=form.cleaned_data["reason"])
        except DomainError as error:
            form.add_error(error.field, error.message)
        else:
            messages.success(request, _("Verifica ritirata. Lo scriviamo all’ente."))
            return redirect("check_record", check.body_id, check.kind)
    context = {"check": check, "form": form}
    return render(request, "trust/check_withdraw.html", context, status=422 if form.errors else 200)
