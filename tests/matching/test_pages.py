"""The pages: what they take and what they answer."""

from datetime import timedelta

import pytest
from django.urls import reverse

from marketplace.core.clock import now, today
from marketplace.offers.deadlines import get
from marketplace.offers.services import agreements
from matching.enums import NeedState, ProposalState
from matching.models import Need, Proposal, VisitSlot
from matching.validators import validate_case_code

from .factories import make_flat, make_need, make_proposal

pytestmark = pytest.mark.django_db
FORM = {
    "wants_home": "on",
    "case_code": "mi-7k2", "adults": "2", "children_ages": "3, 7", "budget_max": "1.100", "move_in_from": "2027-01-10",
    "move_in_to": "", "months": "", "daily_place": "", "version": "1",
}  # fmt: skip


# the form


def test_a_need_is_recorded(operator, enter):
    answer = enter(operator.user).post(reverse("need_new"), {**FORM, "lease_types": ["concordato"], "step_free": "on"})

    need = Need.unscoped.get()
    assert answer.status_code == 302
    assert answer["Location"] == need.get_absolute_url()
    assert (need.case_code, need.children_ages, need.budget_max, need.body) == ("MI-7K2", [3, 7], 1100, operator.body)


@pytest.mark.parametrize(
    "code", ["Amina Diallo", "amina", "Amina", "anna@example.org", "339 1234567", "RSSMRA85T10A562S", "Mario Rossi 2"]
)
def test_a_name_is_refused_and_what_was_typed_stays(operator, enter, code):
    answer = enter(operator.user).post(reverse("need_new"), {**FORM, "case_code": code})

    assert answer.status_code == 422
    page = answer.content.decode()
    assert "Qui non si scrivono nomi. Usa il codice del caso." in page
    assert 'value="3, 7"' in page
    assert not Need.unscoped.exists()


@pytest.mark.parametrize("code", ["MI-7K2", "2026/114", "caso.12", "A1"])
def test_codes_pass(code):
    validate_case_code(code)


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("children_ages", "tre", "Scrivi solo le età"),
        ("children_ages", "18", "persone adulte"),
        ("move_in_to", "2027-01-01", "successivo al primo"),
        ("daily_place", "via Che Non Esiste 1", "Non troviamo questo indirizzo"),
        ("adults", "0", "maggiore o uguale a 1"),
    ],
)
def test_mistakes_are_explained(operator, enter, field, value, words):
    answer = enter(operator.user).post(reverse("need_new"), {**FORM, field: value})

    assert answer.status_code == 422
    assert words in answer.content.decode()


def test_the_same_code_twice_is_refused_in_one_body_only(operator, other_operator, enter):
    make_need(other_operator, case_code="MI-7K2")
    assert enter(operator.user).post(reverse("need_new"), FORM).status_code == 302

    answer = enter(operator.user).post(reverse("need_new"), FORM)

    assert "esiste già" in answer.content.decode()


def test_two_windows_see_each_other(operator, enter):
    need = make_need(operator, case_code="MI-7K2", budget_max=900)
    client, url = enter(operator.user), reverse("need_edit", args=[need.public_id])
    client.post(url, {**FORM, "budget_max": "950"})

    answer = client.post(url, {**FORM, "budget_max": "1000"})

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Modificato in un’altra finestra" in page
    assert "<dd>950</dd>" in page
    assert client.post(url, {**FORM, "budget_max": "1000", "version": "2"}).status_code == 302
    need.refresh_from_db()
    assert need.budget_max == 1000


def test_the_live_count_follows_what_is_typed(operator, enter):
    make_flat()
    client = enter(operator.user)
    form = {**FORM, "case_code": "", "adults": "2", "children_ages": ""}

    assert ">1</strong>" in client.post(reverse("need_count"), form).content.decode()
    assert ">0</strong>" in client.post(reverse("need_count"), {**form, "budget_max": "300"}).content.decode()
    assert "Scrivi persone" in client.post(reverse("need_count"), {**form, "budget_max": ""}).content.decode()


def test_no_field_about_a_household_is_filled_in_by_the_browser(operator, enter):
    page = enter(operator.user).get(reverse("need_new")).content.decode()
    form = page[page.index('class="with-aside"') :]

    for tag in form.split("<input")[1:]:
        kind = tag.split(">")[0]
        if 'type="hidden"' not in kind or "daily" in kind:
            assert 'autocomplete="off"' in kind, kind


def test_pause_resume_close(operator, enter):
    need = make_need(operator)
    client, url = enter(operator.user), reverse("need_state", args=[need.public_id])

    for state in (NeedState.PAUSED, NeedState.OPEN, NeedState.CLOSED):
        client.post(url, {"state": state})
        need.refresh_from_db()
        assert need.state == state
    assert need.closed_at is not None


# from need to agreement, by the pages


def test_from_the_need_to_the_agreement(operator, enter):
    need, offer = make_need(operator), make_flat()
    op = enter(operator.user)
    page = op.get(need.get_absolute_url()).content.decode()
    new = reverse("proposal_new", args=[need.public_id, offer.public_id])
    assert new in page
    shown = op.get(new).content.decode()
    assert "da 3 a 4 persone" in shown
    op.post(new, {"note": "Buongiorno, ecco una famiglia.", "consent": "on"})
    proposal = Proposal.objects.get()
    at = lambda name: reverse(f"proposal_{name}", args=[proposal.public_id])  # noqa: E731

    page = enter(offer.owner).get(proposal.get_absolute_url()).content.decode()
    assert "Tocca a te" in page
    assert page.index("Tocca a te") < page.index("Che cosa è successo")
    enter(offer.owner).post(at("meeting"))
    start = (now() + timedelta(days=2)).strftime("%Y-%m-%dT%H:%M")
    enter(operator.user).post(at("slots"), {"slots-start_1": start})
    slot = VisitSlot.objects.get()
    enter(offer.owner).post(at("slot_choose"), {"slot": slot.pk})
    calendar = enter(operator.user).get(at("ics"))
    assert calendar["Content-Type"].startswith("text/calendar")
    assert b"Via Conte Rosso" in calendar.content
    enter(offer.owner).post(at("message"), {"message-text": "A presto, 339 1234567"})
    assert "Abbiamo nascosto un recapito" in enter(operator.user).get(proposal.get_absolute_url()).content.decode()
    enter(offer.owner).post(at("accept"))
    op = enter(operator.user)
    assert op.get(at("sign")).status_code == 200
    terms = {
        "signed_on": today(), "start": today(), "rent": "700", "fees": "100", "lease_type": "concordato",
        "scheme": "direct", "permit_attested": "on",
    }  # fmt: skip
    assert op.post(at("sign"), terms).status_code == 302
    proposal.refresh_from_db()
    assert proposal.state == ProposalState.AGREED
    assert proposal.agreement.case_code == need.case_code


def test_the_address_is_not_shown_before_a_visit_is_agreed(operator, enter):
    proposal = make_proposal(ProposalState.MEETING, by=operator)
    client = enter(operator.user)

    assert "Conte Rosso" not in client.get(proposal.get_absolute_url()).content.decode()
    assert client.get(reverse("proposal_ics", args=[proposal.public_id])).status_code == 404


def test_a_refused_message_stays_in_the_page(operator, enter):
    proposal = make_proposal(by=operator)

    answer = enter(operator.user).post(
        reverse("proposal_message", args=[proposal.public_id]), {"message-text": "Sono rifugiati."}
    )

    assert answer.status_code == 422
    page = answer.content.decode()
    assert "Togli «rifugiati»" in page
    assert "Sono rifugiati." in page


def test_an_expired_proposal_can_be_sent_again(operator, enter):
    proposal = make_proposal(ProposalState.EXPIRED, by=operator)

    page = enter(operator.user).get(proposal.get_absolute_url()).content.decode()

    assert reverse("proposal_new", args=[proposal.need.public_id, proposal.offer.public_id]) in page


# the agreement


def test_both_sides_read_the_agreement_and_its_terms_in_the_thread(operator, enter):
    row = make_proposal(ProposalState.AGREED, by=operator)
    agreements.hand_over(agreement_id=row.agreement_id, at=now(), actor=operator.user)

    for user in (operator.user, row.offer.owner):
        page = enter(user).get(row.get_absolute_url()).content.decode()
        assert page.count("Scadenze</h2>") == 1
        assert [str(duty.label) in page for duty in (get("registration"), get("notice"))] == [True, True]
        assert "Segna come fatto" in page
        assert reverse("agreement", args=[row.agreement.public_id]) in page
