from django.urls import path

from . import views

urlpatterns = [path("regole/", views.rulebook, name="rulebook")]
