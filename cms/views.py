"""The few addresses of the site that are not pages."""

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_GET
from wagtail.models import Page, Site

from marketplace.organisations.audiences import AUDIENCES


@cache_control(public=True, max_age=3600)
def robots(request: HttpRequest) -> HttpResponse:
    """Everything public may be read; the rooms of work not."""
    closed = ["/redazione/", "/django-admin/", "/accesso/", "/bisogni/", "/proposte/", "/revisione/", "/mie-offerte/"]
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in closed)]
    try:
        lines.append(f"Sitemap: {settings.SITE_URL}{reverse('offer_sitemap')}")
    except NoReverseMatch:  # the search is installed without its addresses
        pass
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain")


@require_GET
def editors_door(request: HttpRequest) -> HttpResponse:
    """In place of Wagtail's own sign-in, which knows no second factor: the portal's, or for who is in already a no."""
    if request.user.is_authenticated:
        raise PermissionDenied
    return redirect_to_login(request.GET.get("next") or reverse("wagtailadmin_home"))


def site_map(request: HttpRequest) -> HttpResponse:
    """All public pages on one, for people."""
    site = Site.find_for_request(request)
    root = site.root_page.localized if site else None
    pages = root.get_descendants().live().public() if root else Page.objects.none()
    return render(request, "cms/site_map.html", {"pages": pages.specific(), "audiences": AUDIENCES.values()})
