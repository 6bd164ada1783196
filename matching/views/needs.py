"""An operator's needs: list, form with a live count, the flats that fit."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from housing.enums import LeaseType
from marketplace.audit import services as audit
from marketplace.core.errors import DomainError
from marketplace.organisations.access import acting_as
from marketplace.organisations.enums import CASE_WORKERS

from .. import criteria, disclosure
from ..enums import LIVE, NeedState
from ..fit import count, fit
from ..forms import NeedForm
from ..models import Need
from ..rules import weights_since
from ..selectors import need_of, needs_of, operator_proposals
from ..services import needs

PAGE = 25
case_workers = acting_as(*CASE_WORKERS)


@case_workers
@require_safe
def need_list(request: HttpRequest) -> HttpResponse:
    """The body's needs, those who have waited longest first."""
    state = request.GET.get("stato", "")
    state = state if state in NeedState.values else ""
    text = request.GET.get("q", "").strip()[:20]
    page = Paginator(needs_of(request.acting, state=state, text=text), PAGE).get_page(request.GET.get("page"))
    audit.log("need.listed", actor=request.user, obj=request.acting.body, shown=len(page))
    return render(
        request, "matching/needs/list.html", {"page": page, "state": state, "text": text, "states": NeedState.choices}
    )


@case_workers
def need_new(request: HttpRequest) -> HttpResponse:
    """Record a need."""
    form = NeedForm(request.POST or None, acting=request.acting)
    if request.method == "POST" and form.is_valid():
        need = needs.create(actor=request.user, acting=request.acting, values=form.values())
        messages.success(request, _("Bisogno salvato. Ecco le case adatte."))
        return redirect(need)
    return _form(request, form, {})


@case_workers
def need_edit(request: HttpRequest, public_id: str) -> HttpResponse:
    """Change a need; when another window has saved meanwhile, show what it saved and keep what was typed."""
    need = need_of(request.acting, public_id)
    if request.method != "POST":
        audit.read(actor=request.user, obj=need, purpose="edit")
        return _form(request, NeedForm(instance=need, acting=request.acting), {"need": need})
    form = NeedForm(request.POST, instance=need, acting=request.acting)
    context: dict[str, Any] = {"need": need}
    if form.is_valid():
        version = form.cleaned_data["version"] or 0
        try:
            needs.change(
                actor=request.user, acting=request.acting, need_id=need.pk, version=version, values=form.values()
            )
            messages.success(request, _("Bisogno salvato. Ecco le case adatte."))
            return redirect(need)
        except needs.StaleNeed as error:
            context["conflict"] = _differences(form, error.need)
            form.data = form.data.copy()
            form.data["version"] = error.need.version  # saving again now overwrites knowingly
        except DomainError as error:
            form.add_error(error.field, error.message)
    return _form(request, form, context)


def _differences(form: NeedForm, saved: Need) -> list[tuple[str, Any]]:
    """Label and saved value of each field in which the other window's text differs from what was typed here."""
    other = NeedForm(instance=saved, acting=form.acting)
    found = []
    for name in form.Meta.fields:
        if getattr(saved, name) != form.cleaned_data.get(name):
            value = other[name].value()
            choices = dict(getattr(other.fields[name], "choices", ()))
            shown = ", ".join(str(choices.get(v, v)) for v in value) if isinstance(value, list) else value
            found.append((other[name].label, _("sì") if shown is True else _("no") if shown is False else shown or "–"))
    return found


def _form(request: HttpRequest, form: NeedForm, context: dict[str, Any]) -> HttpResponse:
    need = form.preview() if form.is_bound else context.get("need")
    count_shown = count(need) if need else None
    status = 422 if form.is_bound else 200
    return render(request, "matching/needs/form.html", {"form": form, "count": count_shown, **context}, status=status)


@case_workers
@require_POST
def need_count(request: HttpRequest) -> HttpResponse:
    """How many flats fit what has been typed so far."""
    need = NeedForm(request.POST, acting=request.acting).preview()
    return render(request, "matching/needs/_count.html", {"count": count(need) if need else None})


@case_workers
@require_safe
def need_detail(request: HttpRequest, public_id: str) -> HttpResponse:
    """The flats that fit, each with its reasons, and those that fail by one criterion."""
    need = need_of(request.acting, public_id)
    audit.read(actor=request.user, obj=need)
    without = [name for name in request.GET.getlist("senza") if name in criteria.BY_NAME]
    proposals = list(operator_proposals(request.acting).filter(need=need))
    context = {
        "need": need,
        "areas": disclosure.area_names(need),
        "lease_labels": [LeaseType(code).label for code in need.lease_types],
        "fit": fit(need, without=without),
        "without": without,
        "without_labels": ", ".join(str(criteria.BY_NAME[name].label) for name in without),
        "proposals": proposals,
        "proposed": {proposal.offer_id for proposal in proposals if proposal.state in LIVE},
        "weights_since": weights_since(),
    }
    return render(request, "matching/needs/detail.html", context)


@case_workers
@require_POST
def need_state(request: HttpRequest, public_id: str) -> HttpResponse:
    """Pause, reopen or close."""
    need = need_of(request.acting, public_id)
    try:
        needs.set_state(actor=request.user, acting=request.acting, need_id=need.pk, state=request.POST.get("state", ""))
        messages.success(request, _("Fatto."))
    except DomainError as error:
        messages.error(request, error.message)
    return redirect(need)
