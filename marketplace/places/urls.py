from django.urls import path

from . import views

urlpatterns = [
    path("luoghi/suggerisci/", views.suggest, name="place_suggest"),
    path("luoghi/dove/", views.locate, name="place_locate"),
    path("luoghi/mappa/nil.geojson", views.nil_layer, name="place_nil_layer"),
    path("luoghi/mappa/metro.geojson", views.metro_layer, name="place_metro_layer"),
]
