"""Addresses and map data, as JSON for the pages' own scripts."""

from dataclasses import asdict
from http import HTTPStatus
from math import isfinite

from django.contrib.gis.geos import Point
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import condition, require_safe
from django_ratelimit.decorators import ratelimit

from . import geojson, selectors
from .errors import OutsideArea
from .models import SRID
from .suggestions import LONGEST

A_DAY = 24 * 60 * 60


@require_safe
@ratelimit(key="ip", rate="300/m")
def suggest(request: HttpRequest) -> JsonResponse:
    """``?q=``: up to eight addresses, as the script ``autocomplete`` wants them."""
    text = request.GET.get("q", "")
    if len(text) > LONGEST:
        return _refuse(_("Scrivi un indirizzo più corto: al massimo %d caratteri.") % LONGEST)
    roughly = _("posizione approssimativa: controlla il segnaposto")
    found = selectors.suggest(text)
    return JsonResponse([{**asdict(one), "detail": "" if one.exact else roughly} for one in found], safe=False)


@require_safe
@ratelimit(key="ip", rate="120/m")
def locate(request: HttpRequest) -> JsonResponse:
    """``?lon=&lat=``: where that is and how far the metro; 422 with a sentence where it cannot be."""
    try:
        lon, lat = float(request.GET["lon"]), float(request.GET["lat"])
    except (KeyError, ValueError):
        return _refuse(_("Indica la posizione con due numeri, longitudine e latitudine."))
    if not (isfinite(lon) and isfinite(lat) and abs(lon) <= 180 and abs(lat) <= 90):
        return _refuse(_("La longitudine va da -180 a 180 e la latitudine da -90 a 90."))
    point = Point(lon, lat, srid=SRID)
    try:
        place = selectors.locate(point)
    except OutsideArea as error:
        return _refuse(str(error.message))
    return JsonResponse(_described(place, selectors.nearest_metro(point)))


@require_safe
@cache_control(public=True, max_age=A_DAY)
@condition(etag_func=lambda request: geojson.nil_layer()[0])
def nil_layer(request: HttpRequest) -> HttpResponse:
    return HttpResponse(geojson.nil_layer()[1], content_type="application/geo+json")


@require_safe
@cache_control(public=True, max_age=A_DAY)
@condition(etag_func=lambda request: geojson.metro_layer()[0])
def metro_layer(request: HttpRequest) -> HttpResponse:
    return HttpResponse(geojson.metro_layer()[1], content_type="application/geo+json")


def _described(place: selectors.Place, walk: selectors.Walk | None) -> dict[str, object]:
    named = {"comune": place.comune, "municipio": place.municipio, "nil": place.nil}
    metro = walk and {
        "name": walk.stop.name, "lines": walk.stop.lines.split(","), "metres": walk.metres, "minutes": walk.minutes
    }  # fmt: skip
    found = {noun: row and {"id": row.pk, "name": str(row)} for noun, row in named.items()}
    return {**found, "metro": metro, "approximate": place.approximate}


def _refuse(message: str) -> JsonResponse:
    return JsonResponse({"message": message}, status=HTTPStatus.UNPROCESSABLE_ENTITY)
