from django.urls import path

from .views import papers, review

urlpatterns = [
    path("verifiche/", review.check_list, name="check_list"),
    path("verifiche/<int:pk>/documento/", papers.check_evidence, name="check_evidence"),
    path("verifiche/<int:pk>/ritira/", review.check_withdraw, name="check_withdraw"),
    path("verifiche/ente/<int:pk>/<slug:kind>/", review.check_record, name="check_record"),
    path("enti/<int:pk>/verifiche/<slug:kind>/", papers.check_propose, name="check_propose"),
]
