from django.urls import include, path

from . import views

urlpatterns = [
    path("", include("marketplace.offers.photos.urls")),
    path("mie-offerte/", views.my_offers, name="my_offers"),
    path("mie-offerte/<slug:public_id>/", views.my_offer, name="my_offer"),
    path("mie-offerte/<slug:public_id>/<slug:action>/", views.my_offer_action, name="my_offer_action"),
    path("revisione/", views.review_queue, name="review_queue"),
    path("revisione/<slug:public_id>/", views.review_offer, name="review_offer"),
    path("revisione/<slug:public_id>/incarico/", views.review_charge, name="review_charge"),
    path("conferma/<str:token>/", views.confirm, name="offer_confirm"),
    path("accordi/<slug:public_id>/", views.agreement, name="agreement"),
    path("accordi/<slug:public_id>/esito/<int:month>/", views.agreement_followup, name="agreement_followup"),
    path("accordi/<slug:public_id>/<slug:action>/", views.agreement_action, name="agreement_action"),
]
