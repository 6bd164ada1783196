"""Messages in the browser: one's own always, everybody's only on a private machine that sends no mail."""

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.http import content_disposition_header
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from . import selectors
from .models import Message

PER_PAGE = 20


@require_safe
@never_cache
@login_required
def message_list(request: HttpRequest) -> HttpResponse:
    return _list(request, selectors.messages_of(request.user), everybody=False)


@require_safe
@never_cache
@login_required
def message_detail(request: HttpRequest, pk: int) -> HttpResponse:
    return _detail(request, selectors.messages_of(request.user), pk, everybody=False)


@require_safe
@never_cache
@login_required
def message_attachment(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """A small text file that came with a message, such as the .ics of a visit."""
    message = get_object_or_404(Message, user=request.user, pk=pk)
    if number >= len(message.attachments):
        raise Http404
    part = message.attachments[number]
    response = HttpResponse(part["text"], content_type=f"{part['type']}; charset=utf-8")
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=part["name"])
    return response


@require_safe
@never_cache
def message_all(request: HttpRequest) -> HttpResponse:
    """So that who tries the portal can read the verification message before the first sign-in."""
    _require_private_machine()
    return _list(request, selectors.recent_messages(), everybody=True)


@require_safe
@never_cache
def message_any(request: HttpRequest, pk: int) -> HttpResponse:
    _require_private_machine()
    return _detail(request, selectors.recent_messages(), pk, everybody=True)


def _require_private_machine() -> None:
    if not selectors.everybody_may_read():
        raise Http404


def _list(request: HttpRequest, found: QuerySet[Message], *, everybody: bool) -> HttpResponse:
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "notifications/message_list.html",
        {"page": page, "everybody": everybody, "by_mail": settings.EMAIL_CONFIGURED},
    )


def _detail(request: HttpRequest, found: QuerySet[Message], pk: int, *, everybody: bool) -> HttpResponse:
    message = get_object_or_404(found.defer(None), pk=pk)
    back = "message_all" if everybody else "message_list"
    context = {"message": message, "back": back}
    return render(request, "notifications/message_detail.html", context)
