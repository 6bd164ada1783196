"""Keep a search, say yes to it by mail, stop it; and the list of those that a person of the portal has."""

from hashlib import sha256
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django_ratelimit.core import is_ratelimited
from django_ratelimit.decorators import ratelimit

from marketplace.core.errors import DomainError
from marketplace.core.forms import posted

from ..limits import short_query
from ..models import SavedSearch
from . import links, reading, services
from .forms import AskForm, ChangeForm, SaveForm
from .selectors import searches_of

LETTERS = "5/d"  # asking one address for its word
form_or_post = require_http_methods(["GET", "HEAD", "POST"])


@never_cache
@form_or_post
@short_query
@ratelimit(key="user_or_ip", rate="30/h", method="POST")
def saved_new(request: HttpRequest) -> HttpResponse:
    """The form below the results, or on a page of its own; the question stands in this address as in the list's."""
    known = request.user.is_authenticated
    question = reading.question_of(request.POST.get("query", "") or request.META.get("QUERY_STRING", ""))
    data, _files = posted(request)
    form = (SaveForm if known else AskForm)(data, initial={"query": reading.canonical(question)})
    if form.is_valid():
        try:
            return _keep(request, form.cleaned_data)
        except DomainError as error:
            form.add_error(None, error.message)
    template = "search/saved/_form.html" if request.htmx else "search/saved/new.html"
    context = {"form": form, "title": reading.title_of(question), "query": reading.canonical(question)}
    return render(request, template, context, status=422 if form.errors else 200)


def _keep(request: HttpRequest, asked: dict[str, Any]) -> HttpResponse:
    if request.user.is_authenticated:
        search = services.save(actor=request.user, query=asked["query"], frequency=asked["frequency"])
        if not request.htmx:
            messages.success(request, _("Ricerca salvata: ti avvisiamo quando arriva una nuova offerta."))
            return redirect("saved_list")
        return render(request, "search/saved/_done.html", {"search": search})
    address = asked["address"].lower()
    if not is_ratelimited(request, group="saved_letters", key=_key_of(address), rate=LETTERS, increment=True):
        services.ask(
            actor=None, address=address, query=asked["query"], frequency=asked["frequency"], language=get_language()[:2]
        )
    template = "search/saved/_done.html" if request.htmx else "search/saved/asked.html"
    return render(request, template, {"address": asked["address"]})  # the same whether the address is known or not


def _key_of(address: str) -> Any:
    digest = sha256(address.encode()).hexdigest()  # no address stands in the cache
    return lambda group, request: digest


@never_cache
@form_or_post
@sensitive_variables("token")
@ratelimit(key="ip", rate="60/m")
def saved_confirm(request: HttpRequest, token: str) -> HttpResponse:
    """GET shows a button and changes nothing, because mail scanners open every link."""
    try:
        if request.method == "POST":
            services.confirm(actor=None, link=token)
        search = SavedSearch.objects.exclude(address="").get(public_id=links.public_id_of(token, links.CONFIRM))
    except SavedSearch.DoesNotExist:
        raise Http404 from None
    except DomainError as error:
        return _private(render(request, "search/saved/confirm.html", {"error": error}, status=error.status))
    return _private(render(request, "search/saved/confirm.html", {"search": search}))


@csrf_exempt  # mail programs send this POST themselves (RFC 8058); the signature in the address is the permission
@never_cache
@form_or_post
@sensitive_variables("token")
@ratelimit(key="ip", rate="60/m")
def saved_stop(request: HttpRequest, token: str) -> HttpResponse:
    """GET shows a button and changes nothing; POST stops, and again does no harm."""
    try:
        public_id = links.public_id_of(token, links.STOP)
        if request.method == "POST":
            services.stop_by_link(actor=None, link=token)
    except SavedSearch.DoesNotExist:
        raise Http404 from None
    search = SavedSearch.objects.filter(public_id=public_id, stopped_at=None).first()
    return _private(render(request, "search/saved/stop.html", {"search": search}))


def _private(response: HttpResponse) -> HttpResponse:
    """The address acts for somebody: no other site may learn it, no search engine keep it."""
    response["Referrer-Policy"] = "no-referrer"
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response


@require_safe
@never_cache
@login_required
def saved_list(request: HttpRequest) -> HttpResponse:
    return render(request, "search/saved/list.html", {"searches": searches_of(request.user)})


@form_or_post
@never_cache
@login_required
def saved_change(request: HttpRequest, public_id: str) -> HttpResponse:
    search = get_object_or_404(SavedSearch, user=request.user, public_id=public_id)
    data, _files = posted(request)
    form = ChangeForm(data, instance=search)
    if form.is_valid():
        services.change(actor=request.user, public_id=public_id, **form.cleaned_data)
        messages.success(request, _("Modifiche salvate."))
        return redirect("saved_list")
    return render(request, "search/saved/change.html", {"form": form, "search": search},
                  status=422 if form.errors else 200)  # fmt: skip


def _act(request: HttpRequest, service: Any, public_id: str, done: str) -> HttpResponse:
    try:
        service(actor=request.user, public_id=public_id)
    except SavedSearch.DoesNotExist:
        raise Http404 from None
    except DomainError as error:
        messages.error(request, str(error.message))
    else:
        messages.success(request, done)
    return redirect("saved_list")


@require_POST
@login_required
def saved_end(request: HttpRequest, public_id: str) -> HttpResponse:
    return _act(request, services.stop, public_id, _("Avvisi fermati. Puoi riprenderli quando vuoi."))


@require_POST
@login_required
def saved_resume(request: HttpRequest, public_id: str) -> HttpResponse:
    return _act(request, services.resume, public_id, _("Avvisi ripresi."))


@require_POST
@login_required
def saved_delete(request: HttpRequest, public_id: str) -> HttpResponse:
    return _act(request, services.delete, public_id, _("Ricerca eliminata."))
