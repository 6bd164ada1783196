"""A body's own page: its state, its data, its people; and the documents, which no public address leads to."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe
from django_ratelimit.decorators import ratelimit

from marketplace.core.errors import DomainError
from marketplace.core.forms import posted
from marketplace.rulebook.selectors import figure

from .. import panels, selectors, services, uploads
from ..enums import BodyStatus
from ..forms import BodyDataForm, InviteForm
from ..models import Body, Invitation, Membership
from ..rules import is_reviewer


def _page(request: HttpRequest, body: Body, form: InviteForm | None = None) -> HttpResponse:
    by = selectors.runs(request.user, body)
    if form is None and by and body.status == BodyStatus.VERIFIED:
        form = InviteForm(by=by)
    context = {
        "body": body,
        "runs": by,
        "may_edit": by or (body.status == BodyStatus.PENDING and body.created_by_id == request.user.pk),
        "members": selectors.members_of(body),
        "invitations": selectors.open_invitations().filter(body=body) if by else [],
        "form": form,
        "days": figure("body.verification_days").value,
        "panels": panels.of_body(request, body, "own"),
    }
    return render(request, "organisations/body_detail.html", context, status=422 if form and form.errors else 200)


@require_safe
@login_required
def body_detail(request: HttpRequest, pk: int) -> HttpResponse:
    return _page(request, get_object_or_404(selectors.own_bodies(request.user), pk=pk))


@login_required
def body_edit(request: HttpRequest, pk: int) -> HttpResponse:
    body = get_object_or_404(selectors.own_bodies(request.user), pk=pk)
    founder = body.status == BodyStatus.PENDING and body.created_by_id == request.user.pk
    if not founder and not selectors.runs(request.user, body):
        raise PermissionDenied
    form = BodyDataForm(*posted(request), instance=Body.objects.get(pk=body.pk))
    if request.method == "POST" and form.is_valid():
        try:
            services.update_body(actor=request.user, body=body, data=form.cleaned_data)
        except DomainError as error:
            form.add_error(error.field, error.message)
        else:
            messages.success(request, _("Dati dell’ente salvati."))
            return redirect("body_detail", body.pk)
    context = {"form": form, "body": body}
    return render(request, "organisations/body_form.html", context, status=422 if form.errors else 200)


@require_POST
@ratelimit(key="user_or_ip", rate="60/h", method="POST", block=True)
@login_required
def body_invite(request: HttpRequest, pk: int) -> HttpResponse:
    body = get_object_or_404(selectors.own_bodies(request.user), pk=pk)
    by = selectors.runs(request.user, body)
    if by is None:
        raise PermissionDenied
    form = InviteForm(request.POST, by=by)
    if form.is_valid():
        try:
            services.invite(actor=request.user, body=body, **form.cleaned_data)
        except DomainError as error:
            form.add_error(error.field, error.message)
        else:
            messages.success(request, _("Invito inviato a %(email)s.") % {"email": form.cleaned_data["email"]})
            return redirect("body_detail", body.pk)
    return _page(request, body, form)


@require_POST
@login_required
def invitation_withdraw(request: HttpRequest, key: str) -> HttpResponse:
    own = selectors.own_bodies(request.user)
    invitation = get_object_or_404(Invitation.objects.select_related("body").filter(body__in=own), key=key)
    try:
        services.withdraw_invitation(actor=request.user, invitation=invitation)
        messages.success(request, _("Invito ritirato."))
    except DomainError as error:
        messages.warning(request, error.message)
    return redirect("body_detail", invitation.body_id)


@require_POST
@login_required
def mandate_end(request: HttpRequest, pk: int) -> HttpResponse:
    """End a colleague's mandate, or leave the body oneself."""
    own = selectors.own_bodies(request.user)
    membership = get_object_or_404(Membership.objects.filter(body__in=own), pk=pk)
    try:
        services.end_mandate(actor=request.user, membership=membership)
        messages.success(request, _("Incarico finito: questa persona non lavora più per l’ente."))
    except DomainError as error:
        messages.warning(request, error.message)
    if membership.user_id == request.user.pk:
        return redirect("profile")
    return redirect("body_detail", membership.body_id)


@require_safe
@never_cache
@login_required
def mandate_document(request: HttpRequest, pk: int) -> HttpResponse:
    """The document of a mandate, to download: for reviewers, for who runs the body and for the person herself."""
    found = selectors.documents_for(request.user, reviewer=is_reviewer(request.user))
    membership = get_object_or_404(found, pk=pk)
    return uploads.as_download(membership.mandate_document, f"incarico-{membership.pk}")
