from django.urls import path

from . import views

urlpatterns = [
    path("sistema/eventi/", views.event_list, name="event_list"),
    path("sistema/eventi/<int:pk>/riprova/", views.event_retry, name="event_retry"),
]
