"""The composition of all addresses. Italian paths: people read and dictate them."""

from django.conf import settings
from django.conf.urls.static import static
from django.contrib import admin
from django.urls import include, path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from marketplace.core import health

urlpatterns = [
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("django-admin/", admin.site.urls),
    path("redazione/", include(wagtailadmin_urls)),
    path("documenti/", include(wagtaildocs_urls)),
    path("accesso/", include("allauth.urls")),
    path("", include("marketplace.core.urls")),
    path("", include("marketplace.organisations.urls")),
    path("", include("marketplace.places.urls")),
    path("", include("marketplace.rulebook.urls")),
    path("", include("marketplace.notifications.urls")),
    path("", include("marketplace.outbox.urls")),
    path("", include("marketplace.offers.urls")),
    path("", include("housing.urls")),
    path("", include("search.urls")),
    path("", include("matching.urls")),
    *static(settings.MEDIA_URL, document_root=settings.MEDIA_ROOT),
    path("", include(wagtail_urls)),
]
handler400 = "marketplace.core.views.bad_request"
handler403 = "marketplace.core.views.forbidden"
handler404 = "marketplace.core.views.not_found"
handler500 = "marketplace.core.views.server_error"
