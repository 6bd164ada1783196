"""Sets ``request.acting``, the membership for which the signed-in person acts; and asks for a second factor."""

from collections.abc import Callable

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from marketplace.core import actor

from .enums import NEEDS_SECOND_FACTOR
from .models import Membership
from .selectors import valid_memberships, with_second_factor

SESSION_KEY = "acting"
# Where a person without her second factor may still go: to set one up, to change role or language, and out.
OPEN_TO_ALL = {"set_language", "act_as", "healthz", "readyz", "account_logout", "account_reauthenticate"}


def acting_membership(request: HttpRequest) -> Membership | None:
    """The membership chosen in this session, else the person's first valid one. One query for who is signed in."""
    if not request.user.is_authenticated:
        return None
    request.memberships = list(with_second_factor(valid_memberships(request.user)))
    chosen = request.session.get(SESSION_KEY)
    first = next(iter(request.memberships), None)
    return next((row for row in request.memberships if row.pk == chosen), first)


class ActingMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.memberships = []
        request.acting = acting_membership(request)
        request.user.acting = request.acting  # for permissions, which know the person only
        token = actor.set_body(request.acting.body_id if request.acting else None)
        try:
            return self.get_response(request)
        finally:
            actor.reset_body(token)

    def process_view(self, request: HttpRequest, *view: object) -> HttpResponse | None:
        """Send operators and the city's staff to set up a second factor, in whatever role they act just now."""
        guarded = next((row for row in request.memberships if row.role in NEEDS_SECOND_FACTOR), None)
        if guarded is None or guarded.has_second_factor:
            return None
        name = request.resolver_match.url_name or ""
        if not settings.SECOND_FACTOR_REQUIRED or name in OPEN_TO_ALL or name.startswith("mfa_"):
            return None
        messages.info(request, _("Con questo ruolo vedi dati da proteggere: attiva un secondo codice di accesso."))
        return redirect("mfa_activate_totp")
