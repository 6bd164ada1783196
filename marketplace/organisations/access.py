"""View decorators: who may open a page. Strangers' objects answer 404 in the selectors, not here."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse

View = Callable[..., HttpResponse]


def acting_as(*roles: str) -> Callable[[View], View]:
    """Only for a signed-in person who acts in one of these roles, for herself or a verified body; else 403."""

    def decorate(view: View) -> View:
        @login_required
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            acting = request.acting
            if acting is None or acting.role not in roles or not acting.is_in_force:
                raise PermissionDenied
            return view(request, *args, **kwargs)

        return guarded

    return decorate
