from django.contrib.sitemaps.views import index, sitemap
from django.urls import include, path
from django.views.decorators.cache import cache_page

from . import views
from .sitemaps import SITEMAPS

AN_HOUR = 60 * 60

urlpatterns = [
    path("", include("search.saved.urls")),
    path("offerte/", views.offer_list, name="offer_list"),
    path("offerte/suggerimenti/", views.offer_suggest, name="offer_suggest"),
    path("offerte/mappa.geojson", views.offer_map, name="offer_map"),
    path("offerte/tessere/<int:zoom>/<int:column>/<int:line>.mvt", views.offer_tile, name="offer_tile"),
    path("offerte/<str:public_id>/", views.offer_detail, name="offer_detail"),
    path(
        "sitemap-offerte.xml",
        cache_page(AN_HOUR)(index),
        {"sitemaps": SITEMAPS, "sitemap_url_name": "offer_sitemap_part"},
        name="offer_sitemap",
    ),
    path("sitemap-<section>-1.xml", cache_page(AN_HOUR)(sitemap), {"sitemaps": SITEMAPS}, name="offer_sitemap_part"),
]
