"""The composition of all addresses. Italian paths: people read and dictate them."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path
from django.views.static import serve
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from cms import views as site_views
from marketplace.core import health

urlpatterns = [
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("robots.txt", site_views.robots, name="robots"),
    # Italian addresses carry no prefix, those of the other languages theirs: a shared link keeps its language
    *i18n_patterns(
        path("django-admin/", admin.site.urls),
        path("redazione/login/", site_views.editors_door),
        path("redazione/", include(wagtailadmin_urls)),
        path("documenti/", include(wagtaildocs_urls)),
        path("accesso/", include("allauth.urls")),
        path("", include("marketplace.core.urls")),
        path("", include("marketplace.organisations.urls")),
        path("", include("marketplace.places.urls")),
        path("", include("marketplace.rulebook.urls")),
        path("", include("marketplace.notifications.urls")),
        path("", include("marketplace.outbox.urls")),
        path("", include("marketplace.audit.urls")),
        path("", include("marketplace.offers.urls")),
        path("", include("marketplace.trust.urls")),
        path("", include("housing.urls")),
        path("", include("jobs.urls")),
        path("", include("search.urls")),
        path("", include("matching.urls")),
        path("", include("cms.urls")),
        path("", include(wagtail_urls)),
        prefix_default_language=False,
    ),
]
if settings.SERVE_MEDIA:
    urlpatterns.insert(0, path("media/<path:path>", serve, {"document_root": settings.MEDIA_ROOT}))
handler400 = "marketplace.core.views.bad_request"
handler403 = "marketplace.core.views.forbidden"
handler404 = "marketplace.core.views.not_found"
handler500 = "marketplace.core.views.server_error"
