"""The page of one proposal, for both sides, and what can be done on it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe
from django_ratelimit.core import is_ratelimited

from marketplace.audit import services as audit
from marketplace.core.errors import DomainError
from marketplace.core.forms import posted
from marketplace.offers.present import agreement_view
from marketplace.offers.services.agreements import sides

from .. import disclosure, ics
from ..enums import PROMISED, ProposalState, Side
from ..forms.thread import MessageForm, ReasonForm, SlotsForm
from ..models import Proposal, VisitSlot
from ..selectors import Part, part_of
from ..services import agreements, proposals, visits
from ..services import messages as thread_messages
from ..terms import deal_of
from ..timeline import timeline
from ..turns import open_slots, turn, visit
from ..words import MEETINGS

WAITING = gettext_lazy("Proposta accettata. I posti sono finiti: il caso è in lista d’attesa.")
TOO_MANY = gettext_lazy("Hai scritto molti messaggi in poco tempo. Il testo è ancora qui: aspetta qualche minuto.")


@dataclass(frozen=True)
class Action:
    """Something that a button of the page does. ``run(actor, proposal, form)``; ``done(proposal)`` is said afterwards.

    ``form``: the one whose fields are sent along, "" for none. ``rate``: how often one person may do it.
    """

    run: Callable[[Any, Proposal, forms.Form], Any]
    done: Callable[[Proposal], str | Promise]
    form: str = ""
    rate: str = ""


def _forms(row: Proposal) -> dict[str, Callable[..., forms.Form]]:
    """The forms of the page, each in the lists of the proposal's kind."""
    words = row.words
    return {
        "message": MessageForm,
        "decline": lambda *args, **kwargs: ReasonForm(*args, codes=words.declines, **kwargs),
        "withdraw": lambda *args, **kwargs: ReasonForm(*args, codes=words.withdrawals, **kwargs),
        "slots": lambda *args, **kwargs: SlotsForm(*args, meetings=_meetings(row), **kwargs),
    }


def _meetings(row: Proposal) -> tuple[Any, ...]:
    return deal_of(row.offer.kind).meetings(row.offer)


def _message(actor: Any, row: Proposal, form: MessageForm) -> None:
    thread_messages.write(actor=actor, proposal_id=row.pk, text=form.cleaned_data["text"])


def _decline(actor: Any, row: Proposal, form: ReasonForm) -> None:
    proposals.decline(actor=actor, proposal_id=row.pk, reason=form.cleaned_data["reason"])


def _withdraw(actor: Any, row: Proposal, form: ReasonForm) -> None:
    proposals.withdraw(actor=actor, proposal_id=row.pk, reason=form.cleaned_data["reason"])


def _slots(actor: Any, row: Proposal, form: SlotsForm) -> None:
    purpose = form.cleaned_data.get("purpose", "")
    visits.propose(actor=actor, proposal_id=row.pk, starts=form.starts(), purpose=purpose)


def _choose(actor: Any, row: Proposal, form: forms.Form) -> None:
    visits.choose(actor=actor, proposal_id=row.pk, slot_id=_slot(row, form).pk)


def _cancel(actor: Any, row: Proposal, form: forms.Form) -> None:
    visits.cancel(actor=actor, proposal_id=row.pk, slot_id=_slot(row, form).pk)


def _slot(row: Proposal, form: forms.Form) -> VisitSlot:
    """The chosen time, which must be one of this proposal's."""
    chosen = form.data.get("slot", "")
    if not chosen:
        raise DomainError(_("Scegli un orario."))
    slot = row.slots.filter(pk=chosen).first() if chosen.isdigit() else None
    if slot is None:
        raise Http404
    return slot


def _said(row: Proposal, name: str) -> str | Promise:
    """A sentence about the meeting that was just chosen or called off."""
    slot = row.slots.exclude(chosen_at=None).order_by("-chosen_at").first()
    return getattr(MEETINGS[slot.purpose], name)


def _accepted(row: Proposal) -> str | Promise:
    row.refresh_from_db(fields=["state"])
    return WAITING if row.state == ProposalState.WAITING else row.words.accepted


ACTIONS = {
    "message": Action(_message, lambda row: _("Messaggio inviato."), form="message", rate="30/h"),
    "meeting": Action(
        lambda actor, row, form: proposals.accept_meeting(actor=actor, proposal_id=row.pk), lambda row: row.words.met
    ),
    "accept": Action(lambda actor, row, form: proposals.accept(actor=actor, proposal_id=row.pk), _accepted),
    "decline": Action(_decline, lambda row: _("Hai rifiutato la proposta. L’ente riceve il motivo."), form="decline"),
    "withdraw": Action(_withdraw, lambda row: _("Proposta ritirata."), form="withdraw"),
    "slots": Action(_slots, lambda row: _("Orari inviati. L’altra parte ne sceglie uno."), form="slots"),
    "slot_choose": Action(_choose, lambda row: _said(row, "chosen")),
    "slot_cancel": Action(_cancel, lambda row: _said(row, "cancelled")),
}


@login_required
@require_safe
def proposal(request: HttpRequest, public_id: str) -> HttpResponse:
    """Whose turn it is, what can be done, the timeline."""
    return _page(request, part_of(request.user, request.acting, public_id))


@login_required
@require_POST
def act(request: HttpRequest, public_id: str, action: str) -> HttpResponse:
    """Do ``action``; on a mistake the page comes back with what was typed."""
    part, chosen = part_of(request.user, request.acting, public_id), ACTIONS[action]
    row = part.proposal
    form = _forms(row)[chosen.form](request.POST, prefix=chosen.form) if chosen.form else forms.Form(request.POST)
    if form.is_valid() and _often(request, action, chosen):
        form.add_error(None, TOO_MANY)
        return _page(request, part, 429, **{chosen.form: form})
    if form.is_valid():
        try:
            chosen.run(request.user, row, form)
            messages.success(request, chosen.done(row))
            return redirect(row)
        except DomainError as error:
            if not chosen.form:
                messages.error(request, error.message)
                return redirect(row)
            form.add_error(error.field if error.field in form.fields else None, error.message)
    return _page(request, part, 422, **{chosen.form: form})


def _often(request: HttpRequest, action: str, chosen: Action) -> bool:
    if not chosen.rate:
        return False
    return is_ratelimited(request, group=f"proposal_{action}", key="user", rate=chosen.rate, increment=True)


def _page(request: HttpRequest, part: Part, status: int = 200, **bound: forms.Form) -> HttpResponse:
    row = part.proposal
    audit.read(actor=request.user, obj=row.need if part.is_operator else row)
    offered, arranged = open_slots(row), visit(row)
    meeting = arranged or next(iter(offered), None)
    context = {
        "proposal": row, "words": row.words, "part": part, "turn": turn(row), "visit": arranged,
        "meeting": MEETINGS[meeting.purpose if meeting else _meetings(row)[0]],
        "mine": part.side, "profile": disclosure.thawed(row.profile).lines(),
        "to_choose": [slot for slot in offered if slot.side != part.side],
        "proposed": [slot for slot in offered if slot.side == part.side],
        "lines": timeline(row), "promised": row.state in PROMISED, "seats": deal_of(row.offer.kind).seats(row),
        "why_hidden": disclosure.WHY_HIDDEN,
        "base": "core/staff.html" if part.is_operator else "core/base.html",
        "form": next(iter(bound.values()), None),
        **_agreement(request, row),
        **{f"{name}_form": bound.get(name) or form(prefix=name) for name, form in _forms(row).items()},
    }  # fmt: skip
    return render(request, "matching/proposals/thread.html", context, status=status)


def _agreement(request: HttpRequest, row: Proposal) -> dict[str, Any]:
    """What was signed and what follows from it, as ``offers/_agreement.html`` prints it."""
    if row.state != ProposalState.AGREED:
        return {}
    row.agreement.offer = row.offer
    return {"view": agreement_view(row.agreement), "sides": sides(request.user, row.agreement)}


@login_required
@require_safe
def proposal_ics(request: HttpRequest, public_id: str) -> HttpResponse:
    """The arranged meeting as a calendar file, with the address."""
    part = part_of(request.user, request.acting, public_id)
    arranged = visit(part.proposal)
    if arranged is None:
        raise Http404
    answer = HttpResponse(ics.visit(part.proposal, arranged), content_type=f"{ics.TYPE}; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="appuntamento.ics"'
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
    form = deal_of(row.offer.kind).form(*posted(request), proposal=row, need=row.need)
    if request.method == "POST" and form.is_valid():
        try:
            agreements.sign(actor=request.user, proposal_id=row.pk, terms=form.terms())
            messages.success(request, row.words.signed)
            return redirect(row)
        except DomainError as error:
            field = {"end": "last_day"}.get(error.field, error.field)
            form.add_error(field if field in form.fields else None, error.message)
    context = {"proposal": row, "words": row.words, "form": form}
    return render(request, "matching/proposals/sign.html", context, status=422 if form.errors else 200)
