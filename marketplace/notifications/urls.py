from django.urls import path

from . import views

urlpatterns = [
    path("posta/", views.message_list, name="message_list"),
    path("posta/<int:pk>/", views.message_detail, name="message_detail"),
    path("posta/tutti/", views.message_all, name="message_all"),
    path("posta/tutti/<int:pk>/", views.message_any, name="message_any"),
]
