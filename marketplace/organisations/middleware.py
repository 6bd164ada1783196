"""Sets ``request.acting``: the membership for which the signed-in person acts, or None."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from marketplace.core import actor

from .models import Membership
from .selectors import valid_memberships

SESSION_KEY = "acting"


def acting_membership(request: HttpRequest) -> Membership | None:
    """The membership chosen in this session, else the person's first valid one."""
    if not request.user.is_authenticated:
        return None
    rows = list(valid_memberships(request.user))
    chosen = request.session.get(SESSION_KEY)
    return next((row for row in rows if row.pk == chosen), rows[0] if rows else None)


class ActingMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.acting = acting_membership(request)
        token = actor.set_body(request.acting.body_id if request.acting else None)
        try:
            return self.get_response(request)
        finally:
            actor.reset_body(token)
