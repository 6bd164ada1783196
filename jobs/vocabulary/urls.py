from django.urls import path

from . import views

urlpatterns = [
    path("lavori/professioni/", views.occupations, name="occupation_suggest"),
    path("lavori/settori/", views.sectors, name="sector_suggest"),
    path("lavori/contratti/", views.agreements, name="ccnl_suggest"),
]
