from django.urls import path

from . import views

urlpatterns = [
    path("case/nuova/", views.new, name="flat_new"),
    path("case/<slug:public_id>/", views.resume, name="flat_resume"),
    path("case/<slug:public_id>/inviata/", views.sent, name="flat_sent"),
    path("case/<slug:public_id>/modifica/", views.reopen, name="flat_reopen"),
    path("case/<slug:public_id>/ufficio/", views.office, name="flat_office"),
    path("case/<slug:public_id>/<slug:code>/", views.step, name="flat_step"),
    path("case/<slug:public_id>/<slug:code>/salva/", views.autosave, name="flat_autosave"),
]
