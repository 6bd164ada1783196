"""Public pages: the list of offers with its map, and one offer. No session is made for anonymous readers."""

from http import HTTPStatus

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from django_ratelimit.decorators import ratelimit

from marketplace.core.templatetags.ui import money
from marketplace.offers import kinds
from marketplace.offers.cards import cards
from marketplace.offers.models import Offer
from marketplace.offers.services.visits import count_view
from marketplace.organisations.enums import CASE_WORKERS, CITY_STAFF
from marketplace.organisations.selectors import has_role

from .completion import complete
from .engine import TooSlow, search
from .forms import SearchFilterSet
from .limits import short_query
from .page import SearchPage
from .selectors import GONE, map_rows, public_offer, similar
from .structured import structured_data
from .tiles import tile
from .wording import wording

MAP_POINTS = 2000  # more are drawn as clusters
PAGE_RATE, MAP_RATE, TILE_RATE = "240/m", "240/m", "1200/m"


def page_rate(group: str, request: HttpRequest) -> str:
    """How many pages one address may ask for; read at each request."""
    return PAGE_RATE


SUGGEST_RATE = "480/m"  # a question for every pause in typing
SHARED_SECONDS = 60  # that a cache before us may answer readers who are not signed in


@require_safe
@short_query
@ratelimit(key="ip", rate=page_rate)
def offer_list(request: HttpRequest) -> HttpResponse:
    """The whole page, or for htmx what a changed question changes on it."""
    filterset = SearchFilterSet(request.GET)
    try:
        page = SearchPage.of(filterset, explained="explain" in request.GET and _is_staff(request))
    except TooSlow as error:
        return render(request, "search/too_slow.html", {"error": error}, status=error.status)
    template = (
        "search/_answer.html" if request.htmx and not request.htmx.history_restore_request else "search/list.html"
    )
    response = render(request, template, {"page": page, "trail": _trail(), "map": _map_layers()})
    patch_vary_headers(response, ["HX-Request"])
    return _cached(request, response)


@require_safe
@short_query
@ratelimit(key="ip", rate=MAP_RATE)
def offer_map(request: HttpRequest) -> HttpResponse:
    """All results of the same question as GeoJSON: points, or where there are too many clusters with a ``count``."""
    question = SearchFilterSet(request.GET).question
    try:
        answer = search(question, map_limit=MAP_POINTS)
    except TooSlow as error:
        return JsonResponse({"error": str(error.message)}, status=error.status)
    rows = map_rows([point.offer_id for point in answer.points])
    features = []
    for point in answer.points:
        if point.offer_id in rows:  # else it was withdrawn this second
            public_id, kind, title = rows[point.offer_id]
            url = reverse("offer_detail", args=[public_id])
            properties = {"id": public_id, "kind": kind, "title": title, "price": money(point.price), "url": url}
            features.append(_feature(point.lon, point.lat, properties))
    features += [_feature(c.lon, c.lat, {"count": c.count}) for c in answer.clusters]
    body = {"type": "FeatureCollection", "total": answer.total, "features": features}
    return _cached(request, JsonResponse(body, content_type="application/geo+json"))


@require_safe
@short_query
@ratelimit(key="ip", rate=TILE_RATE)
def offer_tile(request: HttpRequest, zoom: int, column: int, line: int) -> HttpResponse:
    """What the same question finds in one tile of the map, as a vector tile: for results too many to send at once."""
    question = SearchFilterSet(request.GET).question
    try:
        body = tile(question, zoom, column, line, lambda public_id: reverse("offer_detail", args=[public_id]))
    except ValueError:
        raise Http404 from None
    except TooSlow as error:
        return HttpResponse(status=error.status)
    status = HTTPStatus.OK if body else HTTPStatus.NO_CONTENT
    return _cached(request, HttpResponse(body, status=status, content_type="application/vnd.mapbox-vector-tile"))


@require_safe
@short_query
@ratelimit(key="ip", rate=SUGGEST_RATE)
def offer_suggest(request: HttpRequest) -> HttpResponse:
    """What the words of the search box may become: at most eight places, occupations and words, each with its link."""
    found = complete(request.GET.get("q", ""))
    results = [
        {"label": one.label, "detail": one.detail, "group": one.group, "url": f"{reverse('offer_list')}{one.query}"}
        for one in found
    ]
    return _cached(request, JsonResponse({"results": results}))


@require_safe
@ratelimit(key="ip", rate=page_rate)
def offer_detail(request: HttpRequest, public_id: str) -> HttpResponse:
    """One offer. Once it is let, the page says so and shows others; what was never public does not exist."""
    try:
        offer = public_offer(public_id)
    except Offer.DoesNotExist:
        raise Http404 from None
    shown = next(iter(cards([offer.pk])), None)
    card = shown.card if shown else None
    context = {
        "offer": offer,
        "card": card,
        "similar": cards(similar(offer)),
        "trail": _trail(offer.title),
        "wording": wording(offer.kind),
    }
    if offer.state in GONE:
        return render(request, "search/gone.html", context, status=HTTPStatus.GONE)
    count_view(offer=offer, request=request)
    kind = kinds.get(offer.kind)
    context |= {
        "kind": kind,
        "propose_url": _propose_url(request, offer) if kind.proposable else "",
        "structured": structured_data(request, offer, card),
        "map": _map_layers(),
        **kind.detail_context(offer),
    }
    return _cached(request, render(request, "search/detail.html", context), shared=False)


def _is_staff(request: HttpRequest) -> bool:
    """May the reader see how the order comes about?"""
    return request.user.is_authenticated and has_role(request.user, *CASE_WORKERS, *CITY_STAFF)


def _trail(title: str = "") -> list[tuple[str, str]]:
    return [(_("Offerte"), reverse("offer_list")), *([(title, "")] if title else [])]


def _map_layers() -> dict[str, str]:
    """Addresses of what the map draws."""
    return {
        "offers": reverse("offer_map"),
        "offer_tiles": reverse("offer_tile", args=[0, 0, 0]).replace("0/0/0", "{z}/{x}/{y}"),
        "areas": reverse("place_nil_layer"),
        "lines": reverse("place_metro_layer"),
        "stations": reverse("place_metro_layer"),
    }


def _feature(lon: float, lat: float, properties: dict[str, object]) -> dict[str, object]:
    geometry = {"type": "Point", "coordinates": [round(lon, 6), round(lat, 6)]}
    return {"type": "Feature", "geometry": geometry, "properties": properties}


def _propose_url(request: HttpRequest, offer: Offer) -> str:
    """Where an operator chooses the household to propose this offer to; "" for everybody else."""
    if not request.user.is_authenticated or not has_role(request.user, *CASE_WORKERS):
        return ""
    try:
        return reverse("needs_for_offer", args=[offer.public_id])
    except NoReverseMatch:
        return ""


def _cached(request: HttpRequest, response: HttpResponse, *, shared: bool = True) -> HttpResponse:
    """Browsers always ask again; a cache before us may keep what is the same for all strangers for a minute."""
    if shared and not request.user.is_authenticated:
        patch_cache_control(response, public=True, max_age=0, s_maxage=SHARED_SECONDS)
    else:
        patch_cache_control(response, private=True, no_cache=True)
    return response
