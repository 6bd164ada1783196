"""Italian addresses of the wizard of placements, and what changes beside it."""

from django.urls import path

from marketplace.offers.wizard.urls import urls

from . import views
from .wizard import WIZARD

urlpatterns = [
    path("lavori/<slug:public_id>/aggiorna/", views.live, name="placement_live"),
    *urls(WIZARD, "lavori", new="nuovo"),
]
