"""The page of an agreement, for both sides; reviewers read it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from marketplace.audit import services as audit
from marketplace.core.errors import DomainError

from .. import panels
from ..enums import IN_FORCE, AgreementState
from ..forms import CancelForm, DayForm, EndForm, HandOverForm, SignForm
from ..models import Agreement
from ..present import agreement_view
from ..selectors import get_agreement_or_404
from ..services import agreements

S = AgreementState


@require_GET
@login_required
def agreement(request: HttpRequest, public_id: str) -> HttpResponse:
    """Terms, duties with their dates, and what each side can record."""
    row = get_agreement_or_404(request.user, public_id)
    sides = agreements.sides(request.user, row)
    audit.log("agreement.read", actor=request.user, obj=row, case=row.case_code)
    context = {
        "view": agreement_view(row),
        "sides": sides,
        "steps": [
            (name, step) for name, step in STEPS.items() if sides and row.state in step.states and step.offered(row)
        ],
        "extra": panels.agreement_part(row, request.user),
    }
    return render(request, "offers/agreement.html", context)


@dataclass(frozen=True)
class Step:
    """What a side can record of an agreement in one of ``states``."""

    label: str | Promise
    form: type[forms.Form]
    act: Callable[[Agreement, Any, dict[str, Any]], Any]
    states: frozenset[str]
    done: str | Promise
    help: str | Promise = ""
    danger: bool = False
    offered: Callable[[Agreement], bool] = lambda row: True


STEPS = {
    "firma": Step(
        _("Segna la firma"), SignForm,
        lambda row, user, data: agreements.sign(agreement_id=row.pk, signed_on=data["on"], actor=user),
        frozenset({S.DRAFT}), _("Firma segnata. Qui sotto trovi le scadenze che seguono."),
        _("Quando tutte e due le parti hanno firmato. L’offerta risulta assegnata."),
    ),
    "registrazione": Step(
        _("Segna la registrazione"), DayForm,
        lambda row, user, data: agreements.mark_registered(agreement_id=row.pk, on=data["on"], actor=user),
        IN_FORCE, _("Registrazione segnata."),
        _("Il giorno in cui il contratto è stato registrato all’Agenzia delle Entrate."),
        offered=lambda row: row.registered_on is None,
    ),
    "consegna": Step(
        _("Segna la consegna delle chiavi"), HandOverForm,
        lambda row, user, data: agreements.hand_over(agreement_id=row.pk, at=data["at"], actor=user),
        frozenset({S.SIGNED, S.REGISTERED}),
        _("Consegna segnata. Da ora ci sono 48 ore per la comunicazione di ospitalità."),
        _("Da questo momento partono le 48 ore per la comunicazione alla Questura (D.Lgs. 286/1998 art. 7)."),
    ),
    "fine": Step(
        _("Segna la fine dell’accordo"), EndForm,
        lambda row, user, data: agreements.end(agreement_id=row.pk, on=data["on"], reason=data["reason"], actor=user),
        frozenset({S.HANDED_OVER}), _("L’accordo è concluso."),
        _("L’annuncio resta in pausa: chi affitta può rimetterlo online."), danger=True,
    ),
    "annulla": Step(
        _("Annulla l’accordo"), CancelForm,
        lambda row, user, data: agreements.cancel(agreement_id=row.pk, reason=data["reason"], actor=user),
        frozenset({S.DRAFT, S.SIGNED, S.REGISTERED}), _("L’accordo è annullato."),
        _("Solo se non si è arrivati alla consegna delle chiavi. Non si può tornare indietro."), danger=True,
    ),
}  # fmt: skip


@login_required
def agreement_action(request: HttpRequest, public_id: str, action: str) -> HttpResponse:
    """The form of one step, and the step. A duty of the list is ticked off by "fatto"."""
    row = get_agreement_or_404(request.user, public_id)
    if not agreements.sides(request.user, row):
        raise Http404
    if action == "fatto":
        return _tick(request, row)
    step = STEPS.get(action)
    if step is None:
        raise Http404
    form = step.form(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            step.act(row, request.user, form.cleaned_data)
            messages.success(request, step.done)
            return redirect("agreement", public_id=public_id)
        except DomainError as error:
            form.add_error(error.field if error.field in form.fields else None, error.message)
    context = {"row": row, "step": step, "form": form}
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
