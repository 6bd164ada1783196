from django.urls import path

from .views import bodies, joining, profile, review

urlpatterns = [
    path("iscriviti/", joining.join, name="join"),
    path("iscriviti/<slug:slug>/", joining.join_audience, name="join_audience"),
    path("iscriviti/<slug:slug>/inizia/", joining.join_start, name="join_start"),
    path("iscriviti/<slug:slug>/ente/", joining.body_new, name="body_new"),
    path("dopo-accesso/", joining.home_after_login, name="home_after_login"),
    path("agisci-come/", joining.act_as, name="act_as"),
    path("profilo/", profile.profile, name="profile"),
    path("inviti/<slug:key>/", joining.invitation, name="invitation"),
    path("inviti/<slug:key>/ritira/", bodies.invitation_withdraw, name="invitation_withdraw"),
    path("enti/<int:pk>/", bodies.body_detail, name="body_detail"),
    path("enti/<int:pk>/modifica/", bodies.body_edit, name="body_edit"),
    path("enti/<int:pk>/inviti/", bodies.body_invite, name="body_invite"),
    path("incarichi/<int:pk>/chiudi/", bodies.mandate_end, name="mandate_end"),
    path("incarichi/<int:pk>/documento/", bodies.mandate_document, name="mandate_document"),
    path("revisione/enti/", review.body_review_list, name="body_review_list"),
    path("revisione/enti/<int:pk>/", review.body_review, name="body_review"),
    path("revisione/enti/<int:pk>/decisione/", review.body_decide, name="body_decide"),
]
