from django.urls import path

from . import views

urlpatterns = [
    path("importa/", views.run_list, name="import_list"),
    path("importa/modello/<slug:kind>.<slug:extension>", views.template, name="import_template"),
    path("importa/<slug:public_id>/", views.run_detail, name="import_run"),
    path("importa/<slug:public_id>/conferma/", views.run_confirm, name="import_confirm"),
    path("importa/<slug:public_id>/da-correggere.csv", views.bad_rows, name="import_bad_rows"),
    path("importa/<slug:public_id>/righe/<int:number>/", views.row_edit, name="import_row"),
]
