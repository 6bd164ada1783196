"""From "who are you?" to the first membership, and to the right page after each sign-in."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from django_ratelimit.decorators import ratelimit

from marketplace.core.errors import DomainError
from marketplace.core.forms import posted
from marketplace.rulebook.selectors import figure

from .. import selectors, services
from ..audiences import AUDIENCES, Audience
from ..enums import Role
from ..forms import RegisterBodyForm
from ..middleware import SESSION_KEY

# Where each role begins its day: names of addresses that apps above add.
HOMES = {
    Role.LANDLORD: "my_offers",
    Role.EMPLOYER: "my_offers",
    Role.TRAINER: "my_offers",
    Role.OPERATOR: "need_list",
    Role.MANAGER: "need_list",
    Role.REVIEWER: "review_queue",
    Role.AUDITOR: "audit_log",
    Role.ADMIN: "event_list",
    Role.EDITOR: "wagtailadmin_home",
}


def _audience(slug: str) -> Audience:
    if slug not in AUDIENCES:
        raise Http404
    return AUDIENCES[slug]


@require_safe
def join(request: HttpRequest) -> HttpResponse:
    """Who are you? One door for each audience."""
    return render(request, "organisations/join.html", {"audiences": AUDIENCES.values()})


@require_safe
def join_audience(request: HttpRequest, slug: str) -> HttpResponse:
    """What happens next, before anybody types anything."""
    return render(request, "organisations/join_audience.html", {"audience": _audience(slug)})


@ratelimit(key="user_or_ip", rate="20/h", method="POST", block=True)
@login_required
def join_start(request: HttpRequest, slug: str) -> HttpResponse:
    """The first step after signing in: a person's own flat, or the data of a body."""
    audience = _audience(slug)
    if audience.for_persons and request.method == "POST":
        membership = services.become_landlord(actor=request.user)
        request.session[SESSION_KEY] = membership.pk
        messages.success(request, _("Fatto: ora puoi inserire la tua casa."))
        return redirect("flat_new")
    if audience.for_persons:
        return render(request, "organisations/join_person.html", {"audience": audience})
    return redirect("body_new", slug=slug)


@ratelimit(key="user_or_ip", rate="20/h", method="POST", block=True)
@login_required
def body_new(request: HttpRequest, slug: str) -> HttpResponse:
    """The data of a body and one's own mandate; the body then waits for a reviewer."""
    audience = _audience(slug)
    form = RegisterBodyForm(*posted(request), initial={"form": audience.first_form}, role=audience.role)
    if request.method == "POST" and form.is_valid():
        data = dict(form.cleaned_data)
        try:
            membership = services.register_body(
                actor=request.user, role=audience.role, data=data, mandate=data["mandate_document"]
            )
        except DomainError as error:
            form.add_error(error.field, error.message)
        else:
            messages.success(request, _("Richiesta inviata. Ti scriviamo appena l’ente è verificato."))
            return redirect("body_detail", membership.body_id)
    context = {"audience": audience, "form": form, "days": figure("body.verification_days").value}
    return render(request, "organisations/body_form.html", context, status=422 if form.errors else 200)


@require_safe
@login_required
def home_after_login(request: HttpRequest) -> HttpResponse:
    """Send each role to where its day begins; a newcomer to what she came for."""
    user = request.user
    if request.acting:
        return redirect(HOMES.get(request.acting.role, "profile"))
    invitation = selectors.open_invitations().filter(email__iexact=user.email).first()
    if invitation:
        return redirect("invitation", invitation.key)
    waiting = selectors.own_bodies(user).first()
    if waiting:
        return redirect("body_detail", waiting.pk)
    return redirect("join_start", user.audience) if user.audience in AUDIENCES else redirect("join")


@require_POST
@login_required
def act_as(request: HttpRequest) -> HttpResponse:
    """Choose the membership to work for; it holds for this session."""
    chosen = next((row for row in request.memberships if str(row.pk) == request.POST.get("membership")), None)
    if chosen is None:
        raise Http404
    request.session[SESSION_KEY] = chosen.pk
    messages.success(request, _("Ora lavori per: %(label)s") % {"label": chosen.label})
    return redirect("home_after_login")


@ratelimit(key="user_or_ip", rate="30/h", method="POST", block=True)
def invitation(request: HttpRequest, key: str) -> HttpResponse:
    """An invitation as its link shows it: to accept it one signs in with the invited address."""
    found = get_object_or_404(selectors.open_invitations(), key=key)
    if request.method == "POST":
        if not request.user.is_authenticated:
            return redirect(f"{reverse('account_login')}?next={request.path}")
        try:
            membership = services.accept_invitation(actor=request.user, invitation=found)
        except DomainError as error:
            messages.warning(request, error.message)
            return redirect("invitation", key)
        request.session[SESSION_KEY] = membership.pk
        messages.success(request, _("Ti diamo il benvenuto: ora lavori per %(body)s.") % {"body": found.body})
        return redirect("home_after_login")
    return render(request, "organisations/invitation.html", {"invitation": found})
