"""The page of one proposal, for both sides, and what can be done on it."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from marketplace.audit import services as audit
from marketplace.core.errors import DomainError
from marketplace.offers.present import agreement_view
from marketplace.offers.services.agreements import sides

from .. import disclosure, ics
from ..enums import ProposalState, Side, Step
from ..forms import DeclineForm, MessageForm, SignForm, SlotsForm, WithdrawForm
from ..models import Proposal
from ..selectors import Part, part_of
from ..services import agreements, proposals, visits
from ..services import messages as thread_messages
from ..turns import open_slots, turn, visit

FORMS = {"message": MessageForm, "decline": DeclineForm, "withdraw": WithdrawForm, "slots": SlotsForm}
Act = Callable[[Proposal, forms.Form], Any]


@login_required
@require_safe
def proposal(request: HttpRequest, public_id: str) -> HttpResponse:
    """Whose turn it is, what can be done, the timeline."""
    return _page(request, part_of(request.user, request.acting, public_id))


def _page(request: HttpRequest, part: Part, status: int = 200, **bound: forms.Form) -> HttpResponse:
    row = part.proposal
    audit.read(actor=request.user, obj=row.need if part.is_operator else row)
    offered = open_slots(row)
    context = {
        "proposal": row, "part": part, "turn": turn(row), "visit": visit(row),
        "mine": part.side, "states": ProposalState, "steps": Step,
        "profile": disclosure.thawed(row.profile).lines(),
        "to_choose": [slot for slot in offered if slot.side != part.side],
        "proposed": [slot for slot in offered if slot.side == part.side],
        "entries": row.entries.all(), "why_hidden": disclosure.WHY_HIDDEN,
        "base": "core/staff.html" if part.is_operator else "core/base.html",
        "form": next(iter(bound.values()), None),
        **_agreement(request, row),
        **{f"{name}_form": bound.get(name) or form(prefix=name) for name, form in FORMS.items()},
    }  # fmt: skip
    return render(request, "matching/proposals/thread.html", context, status=status)


def _agreement(request: HttpRequest, row: Proposal) -> dict[str, Any]:
    """What was signed and what follows from it, as ``offers/_agreement.html`` prints it."""
    if row.agreement is None:
        return {}
    row.agreement.offer = row.offer
    return {"view": agreement_view(row.agreement), "sides": sides(request.user, row.agreement)}


def _act(request: HttpRequest, public_id: str, name: str, act: Act, done: str) -> HttpResponse:
    """Run ``act`` with the form ``name``; on a mistake the page comes back with what was typed."""
    part = part_of(request.user, request.acting, public_id)
    form = FORMS[name](request.POST, prefix=name) if name else forms.Form(request.POST)
    if form.is_valid():
        try:
            act(part.proposal, form)
            messages.success(request, done)
            return redirect(part.proposal)
        except DomainError as error:
            if not name:
                messages.error(request, error.message)
                return redirect(part.proposal)
            form.add_error(error.field if error.field in form.fields else None, error.message)
    return _page(request, part, 422, **{name: form})


@login_required
@require_POST
def proposal_message(request: HttpRequest, public_id: str) -> HttpResponse:
    def act(row: Proposal, form: forms.Form) -> None:
        thread_messages.write(actor=request.user, proposal_id=row.pk, text=form.cleaned_data["text"])

    return _act(request, public_id, "message", act, _("Messaggio inviato."))


@login_required
@require_POST
def proposal_meeting(request: HttpRequest, public_id: str) -> HttpResponse:
    def act(row: Proposal, form: forms.Form) -> None:
        proposals.accept_meeting(actor=request.user, proposal_id=row.pk)

    return _act(request, public_id, "", act, _("Incontro accettato. L’ente ti proporrà qualche orario per la visita."))


@login_required
@require_POST
def proposal_accept(request: HttpRequest, public_id: str) -> HttpResponse:
    def act(row: Proposal, form: forms.Form) -> None:
        proposals.accept(actor=request.user, proposal_id=row.pk)

    return _act(request, public_id, "", act, _("Proposta accettata. La casa è prenotata per questa famiglia."))


@login_required
@require_POST
def proposal_decline(request: HttpRequest, public_id: str) -> HttpResponse:
    def act(row: Proposal, form: forms.Form) -> None:
        proposals.decline(actor=request.user, proposal_id=row.pk, reason=form.cleaned_data["reason"])

    return _act(request, public_id, "decline", act, _("Hai rifiutato la proposta. L’ente riceve il motivo."))


@login_required
@require_POST
def proposal_withdraw(request: HttpRequest, public_id: str) -> HttpResponse:
    def act(row: Proposal, form: forms.Form) -> None:
        proposals.withdraw(actor=request.user, proposal_id=row.pk, reason=form.cleaned_data["reason"])

    return _act(request, public_id, "withdraw", act, _("Proposta ritirata."))


@login_required
@require_POST
def proposal_slots(request: HttpRequest, public_id: str) -> HttpResponse:
    def act(row: Proposal, form: SlotsForm) -> None:
        visits.propose(actor=request.user, proposal_id=row.pk, starts=form.starts())

    return _act(request, public_id, "slots", act, _("Orari inviati. L’altra parte ne sceglie uno."))


@login_required
@require_POST
def proposal_slot_choose(request: HttpRequest, public_id: str) -> HttpResponse:
    def act(row: Proposal, form: forms.Form) -> None:
        visits.choose(actor=request.user, proposal_id=row.pk, slot_id=_slot_id(request, row))

    return _act(request, public_id, "", act, _("Visita fissata. Puoi metterla nel calendario."))


@login_required
@require_POST
def proposal_slot_cancel(request: HttpRequest, public_id: str) -> HttpResponse:
    def act(row: Proposal, form: forms.Form) -> None:
        visits.cancel(actor=request.user, proposal_id=row.pk, slot_id=_slot_id(request, row))

    return _act(request, public_id, "", act, _("Visita annullata. Potete scegliere un altro orario."))


def _slot_id(request: HttpRequest, row: Proposal) -> int:
    """The chosen time, which must be one of this proposal's."""
    chosen = request.POST.get("slot", "")
    if not chosen:
        raise DomainError(_("Scegli un orario."))
    if not chosen.isdigit() or not row.slots.filter(pk=chosen).exists():
        raise Http404
    return int(chosen)


@login_required
@require_safe
def proposal_ics(request: HttpRequest, public_id: str) -> HttpResponse:
    """The arranged visit as a calendar file, with the address."""
    part = part_of(request.user, request.acting, public_id)
    arranged = visit(part.proposal)
    if arranged is None:
        raise Http404
    answer = HttpResponse(ics.visit(part.proposal, arranged), content_type=f"{ics.TYPE}; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="visita.ics"'
    return answer


@login_required
def proposal_sign(request: HttpRequest, public_id: str) -> HttpResponse:
    """The operator records what was signed."""
    part = part_of(request.user, request.acting, public_id)
    row = part.proposal
    if part.side != Side.OPERATOR or row.state not in (ProposalState.ACCEPTED, ProposalState.AGREED):
        raise Http404
    if row.state == ProposalState.AGREED:
        return redirect(row)
    audit.read(actor=request.user, obj=row.need, purpose="agreement")
    form = SignForm(request.POST or None, offer=row.offer, need=row.need)
    if request.method == "POST" and form.is_valid():
        try:
            agreements.sign(actor=request.user, proposal_id=row.pk, terms=form.terms())
            messages.success(request, _("Accordo registrato. La casa non è più tra quelle da trovare."))
            return redirect(row)
        except DomainError as error:
            form.add_error({"end": "last_day"}.get(error.field, error.field), error.message)
    context = {"proposal": row, "form": form}
    return render(request, "matching/proposals/sign.html", context, status=422 if form.errors else 200)
