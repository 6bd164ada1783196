from django.urls import path

from marketplace.offers.wizard.urls import urls

from .views import editions, register
from .wizard import WIZARD

EDITIONS = "corsi/<slug:public_id>/edizioni/"
ONE = f"{EDITIONS}<slug:edition_id>/"

urlpatterns = [
    path(EDITIONS, editions.edition_list, name="edition_list"),
    path(f"{EDITIONS}nuova/", editions.edition_new, name="edition_new"),
    path(ONE, editions.edition_edit, name="edition_edit"),
    path(f"{ONE}conferma/", editions.edition_confirm, name="edition_confirm"),
    path(f"{ONE}annulla/", editions.edition_cancel, name="edition_cancel"),
    path(f"{ONE}lezioni/", editions.edition_lessons, name="edition_lessons"),
    path(f"{ONE}lezioni/<slug:lesson_id>/", editions.lesson_edit, name="lesson_edit"),
    path(f"{ONE}registro/", register.edition_register, name="edition_register"),
    path(f"{ONE}registro.csv", register.edition_register_csv, name="edition_register_csv"),
    path(f"{ONE}iscrizioni/<slug:agreement_id>/", register.enrolment, name="enrolment"),
    path(f"{ONE}calendario.ics", register.edition_ics, name="edition_ics"),
    *urls(WIZARD, "corsi", new="nuovo"),
]
