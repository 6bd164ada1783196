from django.conf import settings
from django.urls import path

from . import views

urlpatterns = [path("sessione/", views.session, name="session")]
if settings.DEBUG:
    urlpatterns += [
        path("componenti/", views.components, name="components"),
        path("componenti/offerte.geojson", views.component_offers, name="component_offers"),
    ]
