"""The page of an agreement, for both sides; reviewers read it."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from marketplace.audit import services as audit
from marketplace.core.clock import today
from marketplace.core.errors import DomainError
from marketplace.core.forms import posted

from .. import kinds, panels
from ..forms import FollowUpForm
from ..models import Agreement, FollowUp
from ..present import agreement_view, followup_views
from ..selectors import get_agreement_or_404
from ..services import agreements, followups
from .agreement_steps import steps_of

SIGNED_ELSEWHERE = "firma"  # step that a proposal does with its terms, where there is one


@require_GET
@login_required
def agreement(request: HttpRequest, public_id: str) -> HttpResponse:
    """Terms, duties with their dates, what has become of it, and what each side can record."""
    row = get_agreement_or_404(request.user, public_id)
    sides = agreements.sides(request.user, row)
    audit.log("agreement.read", actor=request.user, obj=row, case=row.case_code)
    back = panels.agreement_link(row, request.user)
    steps = {
        name: step
        for name, step in steps_of(kinds.get(row.offer.kind)).items()
        if sides and row.state in step.states and step.offered(row) and not (back and name == SIGNED_ELSEWHERE)
    }
    context = _frame(sides) | {
        "view": agreement_view(row),
        "steps": list(steps.items()),
        "back": back,
        "extra": panels.agreement_part(row, request.user),
        "followups": followup_views(row) if sides != {"owner"} else [],
    }
    return render(request, "offers/agreement.html", context)


def _frame(sides: set[str]) -> dict[str, Any]:
    """Who owns the offer reads it in the public frame; operators and reviewers in that of their tools."""
    return {"sides": sides, "frame": "core/base.html" if "owner" in sides else "core/staff.html"}


@login_required
def agreement_action(request: HttpRequest, public_id: str, action: str) -> HttpResponse:
    """The form of one step, and the step. A duty of the list is ticked off by "fatto"."""
    row = get_agreement_or_404(request.user, public_id)
    sides = agreements.sides(request.user, row)
    if not sides:
        raise Http404
    if action == "fatto":
        return _tick(request, row)
    kind = kinds.get(row.offer.kind)
    step = steps_of(kind).get(action)
    if step is None:
        raise Http404
    form = step.form(*posted(request), kind=kind)
    if request.method == "POST" and form.is_valid():
        try:
            step.act(row, request.user, form.cleaned_data)
            messages.success(request, step.done)
            return redirect("agreement", public_id=public_id)
        except DomainError as error:
            form.add_error(error.field if error.field in form.fields else None, error.message)
    context = _frame(sides) | {"row": row, "step": step, "form": form}
    return render(request, "offers/agreement_step.html", context, status=422 if form.errors else 200)


def _tick(request: HttpRequest, row: Agreement) -> HttpResponse:
    deadline = row.deadlines.filter(kind=request.POST.get("duty", "")).first()
    if request.method != "POST" or deadline is None:
        raise Http404
    try:
        agreements.complete(deadline_id=deadline.pk, actor=request.user)
        messages.success(request, _("Segnato come fatto."))
    except DomainError as error:
        messages.error(request, error.message)
    return redirect("agreement", public_id=row.public_id)


@login_required
def agreement_followup(request: HttpRequest, public_id: str, month: int) -> HttpResponse:
    """What has become of it after so many months: the operator's form."""
    row = get_agreement_or_404(request.user, public_id)
    look = row.followups.filter(month=month).first()
    if look is None or "operator" not in agreements.sides(request.user, row):
        raise Http404
    kind, early = kinds.get(row.offer.kind), look.due_on > today()
    forms = kind.flow.forms_for(row)
    if early and forms is None:
        raise Http404
    sent = request.POST if request.method == "POST" else None
    form = FollowUpForm(sent, kind=kind, forms=forms, early=early, initial=_recorded(look))
    if sent and form.is_valid():
        try:
            followups.record(
                agreement_id=row.pk, month=month, outcome=form.cleaned_data["outcome"],
                note=form.cleaned_data["note"], conversion=form.conversion, actor=request.user,
            )  # fmt: skip
            messages.success(request, _("Esito segnato."))
            return redirect("agreement", public_id=public_id)
        except DomainError as error:
            form.add_error(error.field if error.field in form.fields else None, error.message)
    context = {"row": row, "look": look, "early": early, "form": form}
    return render(request, "offers/agreement_followup.html", context, status=422 if form.errors else 200)


def _recorded(look: FollowUp) -> dict[str, Any]:
    return {"outcome": look.outcome, "note": look.note, **look.data}
