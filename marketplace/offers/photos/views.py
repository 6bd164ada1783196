"""Addresses behind the photos' page: JSON for the script, a redirect back for a plain form."""

from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.files.uploadhandler import FileUploadHandler, StopUpload
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_POST
from django_ratelimit.core import is_ratelimited

from marketplace.core.errors import DomainError

from .. import kinds
from ..life import Who, parts_of
from ..models import Offer, Photo
from . import selectors, services
from .pictures import MAX_BYTES

RATE = "120/h"  # uploads of one person: six full flats
ROOM = 64 * 1024  # bytes of a request besides its files


class SizeGuard(FileUploadHandler):
    """Stops reading a request that is larger than it may be: nobody fills our disk with one upload."""

    def __init__(self, request: HttpRequest, limit: int):
        super().__init__(request)
        self.left = limit

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        self.left -= len(raw_data)
        if self.left < 0:
            raise StopUpload(connection_reset=True)
        return raw_data

    def file_complete(self, file_size: int) -> None:
        return None


@csrf_exempt  # the guards stand before the body is read; then csrf_protect reads it
@require_POST
def upload(request: HttpRequest, public_id: str) -> HttpResponse:
    """POST ``photo`` (one from the script, several from the plain form). 201 {html}, 413, 422 {errors}, 429."""
    if not request.user.is_authenticated:
        return _sign_in(request)
    offer = _own(request, public_id)
    files = 1 if _wants_json(request) else services.LIMIT
    limit = files * MAX_BYTES + ROOM
    if int(request.META.get("CONTENT_LENGTH") or 0) > limit:
        text = _("È troppo in una volta sola: ogni foto può pesare al massimo 15 MB.")
        return _refuse(request, offer, [text], HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    if is_ratelimited(request, group="photo_upload", key="user", rate=RATE, method="POST", increment=True):
        text = _("Hai caricato molte foto in poco tempo: riprova tra un’ora.")
        return _refuse(request, offer, [text], HTTPStatus.TOO_MANY_REQUESTS)
    request.upload_handlers.insert(0, SizeGuard(request, limit))
    return _upload(request, offer)


@csrf_protect
def _upload(request: HttpRequest, offer: Offer) -> HttpResponse:
    added, errors = [], []
    for file in request.FILES.getlist("photo"):
        try:
            added.append(
                services.add(offer_id=offer.pk, upload=file, name=file.name, size=file.size, actor=request.user)
            )
        except DomainError as error:
            errors.append(str(error.message))
    if not added and not errors:
        errors.append(_("Scegli almeno una foto."))
    if errors:
        return _refuse(request, offer, errors, HTTPStatus.UNPROCESSABLE_ENTITY)
    if not _wants_json(request):
        return _back(offer)
    view = next(view for view in selectors.of_offer(offer) if view.id == added[0].pk)
    html = render_to_string("offers/photos/_item.html", {"photo": view, "offer": offer}, request)
    return JsonResponse({"html": html}, status=HTTPStatus.CREATED)


@require_POST
def order(request: HttpRequest, public_id: str) -> HttpResponse:
    """POST ``order``: ids with commas."""
    if not request.user.is_authenticated:
        return _sign_in(request)
    offer = _own(request, public_id)
    ids = [int(item) for item in request.POST.get("order", "").split(",") if item.isdecimal()]
    return _do(request, offer, lambda: services.reorder(offer_id=offer.pk, order=ids, actor=request.user))


@require_POST
def change(request: HttpRequest, public_id: str, photo_id: int) -> HttpResponse:
    """POST ``move`` (first, before, after), ``delete``, or ``alt``."""
    if not request.user.is_authenticated:
        return _sign_in(request)
    offer, actor = _own(request, public_id), request.user
    which = {"photo_id": photo_id, "offer_id": offer.pk, "actor": actor}

    def act() -> None:
        if move := request.POST.get("move"):
            services.move(to=move, **which)
        elif "delete" in request.POST:
            services.remove(**which)
        else:
            services.describe(alt=request.POST.get("alt", ""), **which)

    return _do(request, offer, act)


def _do(request: HttpRequest, offer: Offer, act: Any) -> HttpResponse:
    try:
        act()
    except Photo.DoesNotExist:
        raise Http404 from None
    except DomainError as error:
        return _refuse(request, offer, [str(error.message)], error.status)
    return JsonResponse({}) if _wants_json(request) else _back(offer)


def _own(request: HttpRequest, public_id: str) -> Offer:
    offer = Offer.objects.select_related("body").filter(public_id=public_id).first()
    if offer is None or Who.OWNER not in parts_of(request.user, offer):
        raise Http404
    return offer


def _wants_json(request: HttpRequest) -> bool:
    return "application/json" in request.headers.get("Accept", "")


def _sign_in(request: HttpRequest) -> HttpResponse:
    if _wants_json(request):
        return JsonResponse({}, status=HTTPStatus.UNAUTHORIZED)
    return redirect_to_login("/")


def _refuse(request: HttpRequest, offer: Offer, errors: list[str], status: int) -> HttpResponse:
    if _wants_json(request):
        return JsonResponse({"errors": {"photo": errors}}, status=status)
    for text in errors:
        messages.error(request, text)
    return _back(offer)


def _back(offer: Offer) -> HttpResponse:
    """To the photos' page in the wizard of whatever kind the offer is of."""
    return redirect(kinds.get(offer.kind).step_url(offer, "foto"))
