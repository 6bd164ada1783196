from django.conf import settings
from django.urls import path
from django.views.i18n import set_language

from . import views

urlpatterns = [path("lingua/", set_language, name="set_language")]
if settings.DEBUG:
    urlpatterns += [path("componenti/", views.components, name="components")]
