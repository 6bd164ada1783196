from django.urls import path

from . import views

urlpatterns = [path("mappa/", views.site_map, name="site_map")]
