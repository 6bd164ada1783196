"""An operator's needs: list, form with a live count, the offers that fit."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from django_ratelimit.decorators import ratelimit

from housing.enums import LeaseType
from marketplace.audit import services as audit
from marketplace.core.errors import DomainError
from marketplace.organisations.access import acting_as
from marketplace.organisations.enums import CASE_WORKERS

from .. import disclosure, kinds
from ..enums import LIVE, NeedState
from ..fit import count, fit
from ..forms.whole import WholeNeed
from ..models import Need
from ..present import plan_lines
from ..rules import weights_since
from ..selectors import agreed_kinds, need_of, needs_of, operator_proposals
from ..services import needs
from ..terms import deal_of

COUNTS = "120/m"  # live counts of one person: each asks up to three tables
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
    for need in page:
        need.searches = kinds.wanted(need)
    audit.log("need.listed", actor=request.user, obj=request.acting.body, shown=len(page))
    return render(
        request, "matching/needs/list.html", {"page": page, "state": state, "text": text, "states": NeedState.choices}
    )


@case_workers
def need_new(request: HttpRequest) -> HttpResponse:
    """Record a need."""
    form = WholeNeed(request.POST if request.method == "POST" else None, acting=request.acting)
    if request.method == "POST" and form.is_valid():
        need = needs.create(actor=request.user, acting=request.acting, **form.values())
        messages.success(request, _("Bisogno salvato. Ecco le offerte adatte."))
        return redirect(need)
    return _form(request, form, {})


@case_workers
def need_edit(request: HttpRequest, public_id: str) -> HttpResponse:
    """Change a need; when another window has saved meanwhile, show what it saved and keep what was typed."""
    need = need_of(request.acting, public_id)
    if request.method != "POST":
        audit.read(actor=request.user, obj=need, purpose="edit")
        return _form(request, WholeNeed(instance=need, acting=request.acting), {"need": need})
    form = WholeNeed(request.POST, instance=need, acting=request.acting)
    context: dict[str, Any] = {"need": need}
    if form.is_valid():
        version = form.need.cleaned_data["version"] or 0
        try:
            needs.change(
                actor=request.user, acting=request.acting, need_id=need.pk, version=version, **form.values()
            )  # fmt: skip
            messages.success(request, _("Bisogno salvato. Ecco le offerte adatte."))
            return redirect(need)
        except needs.StaleNeed as error:
            context["conflict"] = form.differences(error.need)
            form.need.data = form.need.data.copy()
            form.need.data["version"] = error.need.version  # saving again now overwrites knowingly
        except DomainError as error:
            form.need.add_error(error.field, error.message)
    return _form(request, form, context)


def _form(request: HttpRequest, form: WholeNeed, context: dict[str, Any]) -> HttpResponse:
    need = context.get("need")
    previews = form.previews() if form.is_bound else dict.fromkeys(need.wanted, need) if need else {}
    context = {"form": form, "counts": _counts(previews), **context}
    return render(request, "matching/needs/form.html", context, status=422 if form.is_bound else 200)


def _counts(previews: dict[str, Need | None]) -> list[tuple[kinds.MatchKind, int | None, str]]:
    """How many offers of each kind fit, and the words after the number; None where something is missing."""
    numbers = {kinds.get(code): count(need, code) if need else None for code, need in previews.items()}
    return [(kind, number, kind.fitting(number or 0)) for kind, number in numbers.items()]


@case_workers
@require_POST
@ratelimit(key="user", rate=COUNTS, method="POST")
def need_count(request: HttpRequest) -> HttpResponse:
    """How many offers fit what has been typed so far."""
    form = WholeNeed(request.POST, acting=request.acting)
    return render(request, "matching/needs/_count.html", {"counts": _counts(form.previews())})


@case_workers
@require_safe
def need_detail(request: HttpRequest, public_id: str) -> HttpResponse:
    """The offers of one kind that fit, each with its reasons, and those that fail by one criterion."""
    need = need_of(request.acting, public_id)
    audit.read(actor=request.user, obj=need)
    wanted = {kind.code: kind for kind in kinds.wanted(need)}
    shown = wanted.get(request.GET.get("cerca", ""), next(iter(wanted.values())))
    hard = {criterion.name: criterion for criterion in shown.criteria.hard}
    without = [name for name in request.GET.getlist("senza") if name in hard]
    proposals = list(operator_proposals(request.acting).filter(need=need))
    found = fit(need, kind=shown.code, without=without)
    context = {
        "need": need,
        "areas": disclosure.area_names(need),
        "lease_labels": [LeaseType(code).label for code in need.lease_types],
        "plans": plan_lines(need),
        "kind": shown,
        "tabs": [(kind, found.total if kind == shown else count(need, kind.code)) for kind in wanted.values()],
        "agreed": agreed_kinds(need) if len(wanted) > 1 else set(),
        "fit": found,
        "fitting": shown.fitting(found.total),
        "near": [(group, shown.more(group.count)) for group in found.near],
        "may_not": _may_not(request, shown),
        "without_labels": ", ".join(str(hard[name].label) for name in without),
        "proposals": proposals,
        "proposed": {proposal.offer_id for proposal in proposals if proposal.state in LIVE},
        "weights_since": weights_since(shown.code),
    }
    return render(request, "matching/needs/detail.html", context)


def _may_not(request: HttpRequest, kind: kinds.MatchKind) -> str:
    """Why the acting body may not propose offers of this kind; "" where it may."""
    try:
        deal_of(kind.code).check_sender(request.acting.body)
    except DomainError as error:
        return str(error.message)
    return ""


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
