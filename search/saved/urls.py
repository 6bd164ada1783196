from django.urls import path

from . import views

urlpatterns = [
    path("avvisi/", views.saved_list, name="saved_list"),
    path("avvisi/nuovo/", views.saved_new, name="saved_new"),
    path("avvisi/conferma/<str:token>/", views.saved_confirm, name="saved_confirm"),
    path("avvisi/ferma/<str:token>/", views.saved_stop, name="saved_stop"),
    path("avvisi/<str:public_id>/", views.saved_change, name="saved_change"),
    path("avvisi/<str:public_id>/ferma/", views.saved_end, name="saved_end"),
    path("avvisi/<str:public_id>/riprendi/", views.saved_resume, name="saved_resume"),
    path("avvisi/<str:public_id>/elimina/", views.saved_delete, name="saved_delete"),
]
