"""The body's side: hand in a paper or declare, and open what has been handed in."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from django_ratelimit.decorators import ratelimit

from marketplace.audit import services as audit
from marketplace.core.errors import DomainError
from marketplace.core.forms import posted
from marketplace.organisations.rules import is_reviewer
from marketplace.organisations.selectors import own_bodies
from marketplace.organisations.uploads import as_download
from marketplace.rulebook.selectors import figure

from .. import kinds, selectors
from ..forms import ProposalForm
from ..present import standing
from ..services import checks


def get_kind_or_404(code: str) -> kinds.CheckKind:
    try:
        return kinds.get(code)
    except KeyError:
        raise Http404 from None


@ratelimit(key="user_or_ip", rate="30/h", method="POST", block=True)
@login_required
def check_propose(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    """Upload a paper, or declare; for who runs the body."""
    body, about = get_object_or_404(own_bodies(request.user), pk=pk), get_kind_or_404(kind)
    if not selectors.may_propose(request.user, body):
        raise PermissionDenied
    stands = standing(about, selectors.decided_and_proposed(body))
    form = ProposalForm(*posted(request), kind=about, known=stands.known)
    if request.method == "POST" and form.is_valid():
        data = dict(form.cleaned_data)
        try:
            checks.propose(actor=request.user, body=body, kind=kind, data=data, evidence=data.get("evidence"))
        except DomainError as error:
            form.add_error(error.field, error.message)
        else:
            messages.success(request, _("Ricevuto. Il Comune lo controlla e ti scrive."))
            return redirect("body_detail", body.pk)
    context = {
        "body": body,
        "kind": about,
        "standing": stands,
        "form": form,
        "days": figure(about.figure).value,
    }
    return render(request, "trust/check_propose.html", context, status=422 if form.errors else 200)


@require_safe
@never_cache
@login_required
def check_evidence(request: HttpRequest, pk: int) -> HttpResponse:
    """The paper of a check, to download: for reviewers and for who runs the body. Each opening leaves a trace."""
    check = get_object_or_404(selectors.with_evidence(request.user, reviewer=is_reviewer(request.user)), pk=pk)
    audit.read(actor=request.user, obj=check, kind=check.kind, body=check.body_id)
    return as_download(check.evidence, f"{check.kind}-{check.pk}")
