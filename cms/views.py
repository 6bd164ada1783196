"""The few addresses of the site that are not pages."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.views.decorators.cache import cache_control
from wagtail.models import Page, Site


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


def site_map(request: HttpRequest) -> HttpResponse:
    """All public pages on one, for people."""
    site = Site.find_for_request(request)
    root = site.root_page.localized if site else None
    pages = root.get_descendants(inclusive=True).live().public() if root else Page.objects.none()
    return render(request, "cms/site_map.html", {"pages": pages.specific()})
