from django.urls import path

from marketplace.offers.wizard.urls import urls

from . import views
from .wizard import WIZARD

urlpatterns = [
    path("case/<slug:public_id>/aggiorna/", views.live, name="flat_live"),
    path("case/<slug:public_id>/ufficio/", views.office, name="flat_office"),
    *urls(WIZARD, "case"),
]
