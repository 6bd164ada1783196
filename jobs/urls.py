"""Italian addresses. The pickers come before the wizard, whose addresses end in whatever follows."""

from django.urls import include, path

urlpatterns = [
    path("", include("jobs.vocabulary.urls")),
    path("", include("jobs.importing.urls")),
    path("", include("jobs.placements.urls")),
    path("", include("jobs.courses.urls")),
]
