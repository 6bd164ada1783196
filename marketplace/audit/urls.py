from django.urls import path

from . import views

urlpatterns = [path("controllo/registro/", views.entry_list, name="audit_log")]
