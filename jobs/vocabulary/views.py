"""Suggestions for the pickers, as JSON for the script ``autocomplete``."""

from collections.abc import Callable
from dataclasses import asdict
from http import HTTPStatus

from django.http import HttpRequest, JsonResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from django_ratelimit.decorators import ratelimit

from . import selectors
from .suggestions import LONGEST, Suggestion

RATE = "300/m"  # one person types a letter after the other


@require_safe
@ratelimit(key="ip", rate=RATE)
def occupations(request: HttpRequest) -> JsonResponse:
    """``?q=``: up to eight occupations, ``value`` their ISCO-08 code."""
    return _answer(request, lambda text: selectors.suggest_occupations(text, get_language() or "it"))


@require_safe
@ratelimit(key="ip", rate=RATE)
def sectors(request: HttpRequest) -> JsonResponse:
    """``?q=``: up to eight entries of ATECO 2025."""
    return _answer(request, selectors.suggest_sectors)


@require_safe
@ratelimit(key="ip", rate=RATE)
def agreements(request: HttpRequest) -> JsonResponse:
    """``?q=``: up to eight collective agreements, ``value`` their CNEL code."""
    return _answer(request, selectors.suggest_ccnl)


def _answer(request: HttpRequest, suggest: Callable[[str], list[Suggestion]]) -> JsonResponse:
    text = request.GET.get("q", "")
    if len(text) > LONGEST:
        message = _("Scrivi meno parole: al massimo %d caratteri.") % LONGEST
        return JsonResponse({"message": message}, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    return JsonResponse([asdict(one) for one in suggest(text)], safe=False)
