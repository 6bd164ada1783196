from django.urls import path

from . import views

urlpatterns = [
    path("posta/", views.message_list, name="message_list"),
    path("posta/<int:pk>/", views.message_detail, name="message_detail"),
    path("posta/<int:pk>/allegati/<int:number>/", views.message_attachment, name="message_attachment"),
    path("posta/tutti/", views.message_all, name="message_all"),
    path("posta/tutti/<int:pk>/", views.message_any, name="message_any"),
]
