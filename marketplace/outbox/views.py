"""The dead-letter page: what could not be delivered, and a button to try again."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required, permission_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from marketplace.core.errors import DomainError

from . import selectors, services
from .models import Event

PER_PAGE = 25


@require_safe
@login_required
@permission_required("outbox.view_event", raise_exception=True)
def event_list(request: HttpRequest) -> HttpResponse:
    """Events given up and, above them, how the relay is doing."""
    page = Paginator(selectors.dead(), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "problem": selectors.lag_problem(),
        "waiting_count": selectors.unfinished().count(),
        "retrying": selectors.retrying()[:PER_PAGE],
    }
    return render(request, "outbox/event_list.html", context)


@require_POST
@login_required
@permission_required("outbox.retry_event", raise_exception=True)
def event_retry(request: HttpRequest, pk: int) -> HttpResponse:
    event = get_object_or_404(Event, pk=pk)
    try:
        services.retry(event, actor=request.user)
        messages.success(request, _("L’evento riparte: tra poco non è più in questo elenco."))
    except DomainError as error:
        messages.warning(request, error.message)
    return redirect("event_list")
