"""The pages: who may open them, what they take, how many queries they ask."""

from datetime import timedelta

import pytest
from django.urls import reverse

from marketplace.audit.models import Entry
from marketplace.core.clock import now, today
from matching.enums import NeedState, ProposalState
from matching.managers import ScopeRequired
from matching.models import Need, Proposal, VisitSlot
from matching.validators import validate_case_code
from tests.factories import person

from .factories import make_flat, make_need, make_proposal, worker

pytestmark = pytest.mark.django_db
FORM = {
    "case_code": "mi-7k2", "adults": "2", "children_ages": "3, 7", "budget_max": "1.100", "move_in_from": "2027-01-10",
    "move_in_to": "", "months": "", "daily_place": "", "version": "1",
}  # fmt: skip


@pytest.fixture
def enter(client):
    def enter(user):
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return enter


# who may


def need_urls(need, offer):
    return [
        ("get", reverse("need_detail", args=[need.public_id])),
        ("get", reverse("need_edit", args=[need.public_id])),
        ("post", reverse("need_edit", args=[need.public_id])),
        ("post", reverse("need_state", args=[need.public_id])),
        ("get", reverse("proposal_new", args=[need.public_id, offer.public_id])),
        ("post", reverse("proposal_new", args=[need.public_id, offer.public_id])),
    ]


def proposal_urls(proposal):
    names = ("message", "meeting", "accept", "decline", "withdraw", "slots", "slot_choose", "slot_cancel", "sign")
    posts = [("post", reverse(f"proposal_{name}", args=[proposal.public_id])) for name in names]
    gets = [("get", reverse(name, args=[proposal.public_id])) for name in ("proposal", "proposal_ics", "proposal_sign")]
    return gets + posts


def test_another_bodys_operator_finds_nothing(operator, other_operator, enter):
    proposal = make_proposal(by=operator)
    before = Proposal.objects.values().get(), Need.unscoped.values().get()
    client = enter(other_operator.user)

    for method, url in need_urls(proposal.need, proposal.offer) + proposal_urls(proposal):
        assert getattr(client, method)(url).status_code == 404, url

    assert (Proposal.objects.values().get(), Need.unscoped.values().get()) == before


def test_a_landlord_sees_no_need_and_a_stranger_no_proposal(operator, stranger, enter):
    proposal = make_proposal(by=operator)

    client = enter(proposal.offer.owner)
    for method, url in need_urls(proposal.need, proposal.offer):
        assert getattr(client, method)(url).status_code == 403, url
    assert client.get(reverse("need_list")).status_code == 403
    client = enter(stranger)
    for method, url in proposal_urls(proposal):
        assert getattr(client, method)(url).status_code == 404, url


@pytest.mark.parametrize("role", ["reviewer", "editor", "analyst", "auditor", "admin"])
def test_the_citys_staff_read_no_need(operator, enter, role):
    proposal = make_proposal(by=operator)
    client = enter(person(role))

    assert client.get(reverse("need_list")).status_code == 403
    assert client.get(reverse("proposal", args=[proposal.public_id])).status_code == 404


def test_whoever_is_not_signed_in_is_asked_to(operator, client):
    proposal = make_proposal(by=operator)

    for method, url in need_urls(proposal.need, proposal.offer) + proposal_urls(proposal):
        answer = getattr(client, method)(url)
        assert answer.status_code == 302, url
        assert reverse("account_login") in answer["Location"]


def test_each_side_sees_only_its_own_part_of_the_actions(operator, enter):
    proposal = make_proposal(ProposalState.ACCEPTED, by=operator)

    assert enter(proposal.offer.owner).get(reverse("proposal_sign", args=[proposal.public_id])).status_code == 404
    answer = enter(operator.user).post(
        reverse("proposal_decline", args=[proposal.public_id]), {"decline-reason": "dates"}
    )
    assert answer.status_code == 422
    proposal.refresh_from_db()
    assert proposal.state == ProposalState.ACCEPTED


def test_needs_are_never_read_without_a_scope(operator, other_operator):
    need = make_need(operator)

    with pytest.raises(ScopeRequired):
        Need.objects.all()
    with pytest.raises(ScopeRequired):
        Need.objects.filter(pk=need.pk)
    assert list(Need.objects.of(operator.acting)) == [need]
    assert list(Need.objects.of(other_operator.acting)) == []
    assert list(Need.objects.of(None)) == []
    operator.body.status = "suspended"
    operator.body.save()
    operator.acting.refresh_from_db()
    assert list(Need.objects.of(operator.acting)) == []


def test_every_read_of_a_case_is_in_the_register(operator, enter):
    proposal = make_proposal(by=operator)
    client = enter(operator.user)

    client.get(reverse("need_list"))
    client.get(reverse("need_detail", args=[proposal.need.public_id]))
    client.get(reverse("proposal", args=[proposal.public_id]))

    reads = Entry.objects.filter(actor=operator.user, action__in=["need.listed", "need.read"]).order_by("pk")
    assert [(entry.action, entry.body_id) for entry in reads] == [
        ("need.listed", operator.body.pk), ("need.read", operator.body.pk), ("need.read", operator.body.pk),
    ]  # fmt: skip
    enter(proposal.offer.owner).get(reverse("proposal", args=[proposal.public_id]))
    assert Entry.objects.filter(actor=proposal.offer.owner, action="proposal.read").count() == 1


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
    op.post(new, {"note": "Buongiorno, ecco una famiglia."})
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


# queries: session, person and memberships are in each number

NEED_LIST, NEED_DETAIL, THREAD = 6, 10, 10
PROPOSALS = {"operator": 7, "owner": 6}


@pytest.mark.parametrize("rows", [1, 3])
def test_queries_of_the_list_of_needs(operator, enter, rows, django_assert_num_queries):
    for _ in range(rows):
        make_proposal(by=operator)
    client = enter(operator.user)
    client.get(reverse("need_list"))

    with django_assert_num_queries(NEED_LIST):
        client.get(reverse("need_list"))


@pytest.mark.parametrize("rows", [1, 3])
def test_queries_of_the_case(operator, enter, rows, django_assert_num_queries):
    need = make_need(operator)
    for _ in range(rows):
        make_proposal(by=operator, need=need)
    client = enter(operator.user)
    client.get(need.get_absolute_url())

    with django_assert_num_queries(NEED_DETAIL):
        client.get(need.get_absolute_url())


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize("side", ["operator", "owner"])
def test_queries_of_the_list_of_proposals(operator, enter, rows, side, django_assert_num_queries):
    offer = make_flat()
    for _ in range(rows):
        make_proposal(by=operator, offer=offer)
    client = enter(operator.user if side == "operator" else offer.owner)
    client.get(reverse("proposal_list"))

    with django_assert_num_queries(PROPOSALS[side]):
        client.get(reverse("proposal_list"))


@pytest.mark.parametrize("lines", [1, 3])
def test_queries_of_a_thread(operator, enter, lines, django_assert_num_queries):
    from matching.services import messages

    proposal = make_proposal(ProposalState.MEETING, by=operator)
    for _ in range(lines):
        messages.write(actor=operator.user, proposal_id=proposal.pk, text="Buongiorno")
    client = enter(proposal.offer.owner)
    client.get(proposal.get_absolute_url())

    with django_assert_num_queries(THREAD):
        client.get(proposal.get_absolute_url())


def test_the_manager_of_a_body_may_all_that_its_operators_may(enter):
    manager = worker(role="manager")
    make_need(manager)

    assert enter(manager.user).get(reverse("need_list")).status_code == 200
