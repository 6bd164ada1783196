"""Pages that belong to no app: errors in plain words with a way on, and the table of components."""

from http import HTTPStatus

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template import loader
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from django_ratelimit.exceptions import Ratelimited

from . import clock
from .context import RENEWED


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _error(
        request,
        HTTPStatus.BAD_REQUEST,
        _("Non abbiamo capito la richiesta"),
        _("Torna alla pagina di prima e riprova. Se succede ancora, chiamaci."),
    )


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Also answers a client that asked too often (django-ratelimit raises a ``PermissionDenied``)."""
    if isinstance(exception, Ratelimited):
        return too_many_requests(request)
    return _error(
        request,
        HTTPStatus.FORBIDDEN,
        _("Questa pagina non è aperta a tutti"),
        _("Il tuo profilo non può vederla. Se pensi di averne diritto, chiedi a chi gestisce il tuo ente o chiamaci."),
    )


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    return _error(
        request,
        HTTPStatus.FORBIDDEN,
        _("La pagina era aperta da troppo tempo"),
        _("Torna indietro, ricarica la pagina e invia di nuovo. Il browser deve accettare i cookie di questo sito."),
    )


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _error(
        request,
        HTTPStatus.NOT_FOUND,
        _("Questa pagina non c’è"),
        _("L’indirizzo può essere sbagliato, oppure l’offerta non è più online."),
    )


def too_many_requests(request: HttpRequest) -> HttpResponse:
    response = _error(
        request,
        HTTPStatus.TOO_MANY_REQUESTS,
        _("Troppe richieste in poco tempo"),
        _("Aspetta un minuto e riprova. Quello che hai scritto resta nella pagina di prima."),
    )
    response["Retry-After"] = "60"
    return response


def server_error(request: HttpRequest) -> HttpResponse:
    """Uses neither the database nor the session: they may be what is broken."""
    html = loader.render_to_string("core/500.html")
    return HttpResponse(html, status=HTTPStatus.INTERNAL_SERVER_ERROR)


@require_POST
def session(request: HttpRequest) -> HttpResponse:
    """Begins the session's life anew and answers its seconds; 401 once it has ended."""
    if not request.user.is_authenticated:
        return HttpResponse(status=HTTPStatus.UNAUTHORIZED)
    request.session[RENEWED] = clock.now().timestamp()
    return JsonResponse({"seconds": settings.SESSION_COOKIE_AGE})


def components(request: HttpRequest) -> HttpResponse:
    """Every component once, for looking at and for the accessibility tests; only where DEBUG is on."""
    from .components import sample_context  # noqa: PLC0415 -- not loaded on a server

    return render(request, "core/components.html", sample_context(request))


def component_offers(request: HttpRequest) -> JsonResponse:
    """The points of the map on that page."""
    from .components import sample_offers  # noqa: PLC0415 -- not loaded on a server

    return JsonResponse(sample_offers())


def _error(request: HttpRequest, status: HTTPStatus, heading: str, text: str) -> HttpResponse:
    context = {"code": status.value, "heading": heading, "text": text}
    return render(request, "core/error.html", context, status=status)
