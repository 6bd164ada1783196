"""Italian addresses: people read and dictate them. None carries anything of a household."""

from django.urls import path

from .views import needs, proposals, thread

urlpatterns = [
    path("bisogni/", needs.need_list, name="need_list"),
    path("bisogni/nuovo/", needs.need_new, name="need_new"),
    path("bisogni/conta/", needs.need_count, name="need_count"),
    path("bisogni/<slug:public_id>/", needs.need_detail, name="need_detail"),
    path("bisogni/<slug:public_id>/modifica/", needs.need_edit, name="need_edit"),
    path("bisogni/<slug:public_id>/stato/", needs.need_state, name="need_state"),
    path("bisogni/<slug:public_id>/proponi/<slug:offer_public_id>/", proposals.proposal_new, name="proposal_new"),
    path("bisogni/per/<slug:offer_public_id>/", proposals.needs_for_offer, name="needs_for_offer"),
    path("proposte/", proposals.proposal_list, name="proposal_list"),
    path("proposte/<slug:public_id>/", thread.proposal, name="proposal"),
    path("proposte/<slug:public_id>/messaggio/", thread.proposal_message, name="proposal_message"),
    path("proposte/<slug:public_id>/incontro/", thread.proposal_meeting, name="proposal_meeting"),
    path("proposte/<slug:public_id>/accetta/", thread.proposal_accept, name="proposal_accept"),
    path("proposte/<slug:public_id>/rifiuta/", thread.proposal_decline, name="proposal_decline"),
    path("proposte/<slug:public_id>/ritira/", thread.proposal_withdraw, name="proposal_withdraw"),
    path("proposte/<slug:public_id>/orari/", thread.proposal_slots, name="proposal_slots"),
    path("proposte/<slug:public_id>/orari/scegli/", thread.proposal_slot_choose, name="proposal_slot_choose"),
    path("proposte/<slug:public_id>/orari/annulla/", thread.proposal_slot_cancel, name="proposal_slot_cancel"),
    path("proposte/<slug:public_id>/visita.ics", thread.proposal_ics, name="proposal_ics"),
    path("proposte/<slug:public_id>/firma/", thread.proposal_sign, name="proposal_sign"),
]
