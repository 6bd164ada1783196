from django.urls import path

from . import views

urlpatterns = [
    path("foto/<slug:public_id>/carica/", views.upload, name="photo_upload"),
    path("foto/<slug:public_id>/ordine/", views.order, name="photo_order"),
    path("foto/<slug:public_id>/<int:photo_id>/", views.change, name="photo_change"),
]
