from django.conf import settings
from django.urls import path
from django.views.decorators.csrf import csrf_exempt
from django.views.i18n import set_language

from . import views

# A forged change of language harms nobody, and public pages stay free of a token, so that they can be cached.
urlpatterns = [
    path("lingua/", csrf_exempt(set_language), name="set_language"),
    path("sessione/", views.session, name="session"),
]
if settings.DEBUG:
    urlpatterns += [
        path("componenti/", views.components, name="components"),
        path("componenti/offerte.geojson", views.component_offers, name="component_offers"),
    ]
