"""Italian addresses: people read and dictate them. None carries anything of a household."""

from django.urls import path

from .views import needs, proposals, thread

ACTIONS = {
    "messaggio": "message",
    "incontro": "meeting",
    "accetta": "accept",
    "rifiuta": "decline",
    "ritira": "withdraw",
    "orari": "slots",
    "orari/scegli": "slot_choose",
    "orari/annulla": "slot_cancel",
}

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
    *(
        path(f"proposte/<slug:public_id>/{address}/", thread.act, {"action": name}, name=f"proposal_{name}")
        for address, name in ACTIONS.items()
    ),
    path("proposte/<slug:public_id>/appuntamento.ics", thread.proposal_ics, name="proposal_ics"),
    path("proposte/<slug:public_id>/firma/", thread.proposal_sign, name="proposal_sign"),
]
