from django.urls import path

from .views import beside, wizard

urlpatterns = [
    path("case/nuova/", wizard.new, name="flat_new"),
    path("case/<slug:public_id>/", wizard.resume, name="flat_resume"),
    path("case/<slug:public_id>/inviata/", wizard.sent, name="flat_sent"),
    path("case/<slug:public_id>/modifica/", wizard.reopen, name="flat_reopen"),
    path("case/<slug:public_id>/aggiorna/", beside.live, name="flat_live"),
    path("case/<slug:public_id>/ufficio/", beside.office, name="flat_office"),
    path("case/<slug:public_id>/<slug:code>/", wizard.step, name="flat_step"),
    path("case/<slug:public_id>/<slug:code>/salva/", wizard.autosave, name="flat_autosave"),
]
