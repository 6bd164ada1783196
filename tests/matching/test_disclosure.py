"""Nothing of a need but the matrix (domain.md §5) reaches an owner: by page, message, calendar, address or log.

A need full of values that occur nowhere else is proposed, visited and agreed; all that its owner could get hold of is
collected, and searched for them.
"""

import json
from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from marketplace.audit.models import Entry
from marketplace.core.clock import now
from marketplace.notifications.models import Message
from marketplace.offers.models import Agreement
from marketplace.offers.panels import tasks, timeline
from marketplace.outbox.services import relay_batch
from matching import disclosure, ics
from matching.disclosure import FORBIDDEN, SaysTooMuch, check_outgoing, hide_contacts, profile_of
from matching.enums import ProposalState
from matching.models import Proposal
from matching.rules import rules
from matching.services import agreements, messages, proposals, visits

from .factories import HOME, make_flat, make_need, make_terms, plain_need, propose

pytestmark = pytest.mark.django_db

SECRET = {
    "children_ages": [13, 16],
    "budget_max": 947,
    "months": 37,
    "step_free": True,
    "lease_types": ["foresteria", "comodato"],
    "daily_place": "Via Segretissima 77",
    "daily_point": HOME,
}
# How the values above, and those computed from them, could be printed somewhere.
MARKS = [
    "947",
    "37 mesi",
    "foresteria",
    "Segretissima",
    "13, 16",
    "senza scale",
    "step_free",
    "comodato",
    "9.2421",
]


@pytest.fixture
def journey(operator, settings):
    """A proposal from the sending to the signature, with every step that tells somebody something."""
    need = make_need(operator, adults=3, **SECRET)
    offer = make_flat(step_free=True, attested_persons=6, lease_types=["concordato", "foresteria"])
    by = {"actor": operator.user}
    row = propose(operator, need, offer, note="Buongiorno.")
    with_row = {"proposal_id": row.pk}
    owner = {"actor": offer.owner, **with_row}
    pages = []

    def look() -> None:
        client = Client()
        client.force_login(offer.owner, backend="django.contrib.auth.backends.ModelBackend")
        for url in (reverse("proposal", args=[row.public_id]), reverse("proposal_list")):
            answer = client.get(url)
            assert answer.status_code == 200
            pages.append(f"{url} {dict(answer.headers)} {answer.content.decode()}")

    look()
    proposals.accept_meeting(**owner)
    (slot,) = visits.propose(**by, **with_row, starts=[now() + timedelta(days=2)])
    look()
    visits.choose(**owner, slot_id=slot.pk)
    messages.write(**by, **with_row, text="A sabato.")
    look()
    pages.append(ics.visit(row, slot))
    visits.cancel(**owner, slot_id=slot.pk)
    proposals.accept(**owner)
    look()
    agreements.sign(**by, **with_row, terms=make_terms(lease_type="concordato"))
    look()
    relay_batch()
    return need, offer, pages


def test_the_owner_never_gets_more_than_the_matrix(journey):
    need, offer, pages = journey
    said = [
        f"{m.subject} {m.text} {m.html} {m.attachments} {m.kind} {m.dedupe_key}"
        for m in Message.objects.filter(user=offer.owner)
    ]
    said += [json.dumps(row.profile) + row.note for row in Proposal.objects.all()]
    said += [str(line) for line in timeline(offer, offer.owner) + tasks([offer], offer.owner)]
    said += [json.dumps(row.terms) + row.case_code for row in Agreement.objects.all()]

    for text in pages + said:
        for mark in MARKS:
            assert mark not in text, f"{mark!r} in {text[:200]}"
    assert len(pages) == 11
    assert any(need.case_code in page for page in pages)


def test_the_operator_is_told_no_more_by_mail_either(journey):
    need, _offer, _pages = journey

    for message in Message.objects.filter(user=need.operator):
        assert not [mark for mark in MARKS if mark in message.subject + message.text + str(message.attachments)]


def test_the_audit_trail_keeps_no_value_of_a_need(journey):
    for entry in Entry.objects.all():
        assert not [mark for mark in MARKS if mark in json.dumps(entry.data)]


def test_the_profile_has_the_five_lines_of_the_matrix_and_no_more():
    profile = profile_of(plain_need(case_code="MI-7K2", move_in_to=date(2027, 1, 15)), rules())

    assert set(profile.as_json()) == {"case_code", "persons", "budget", "areas", "move_in"}
    assert disclosure.thawed(json.loads(json.dumps(profile.as_json()))) == profile
    assert [label for label, _ in profile.lines()] == [
        "Codice del caso",
        "Persone",
        "Spesa possibile",
        "Zona",
        "Ingresso",
    ]


@pytest.mark.parametrize(
    ("size", "band"), [(1, (1, 1)), (2, (2, 2)), (3, (3, 4)), (4, (3, 4)), (5, (5, 6)), (6, (5, 6)), (7, (7, None))]
)
def test_persons_are_said_in_bands(size, band):
    assert profile_of(plain_need(adults=size), rules()).persons == band


@pytest.mark.parametrize(("budget", "band"), [(799, (600, 800)), (800, (800, 1000)), (999, (800, 1000))])
def test_money_is_said_in_bands(budget, band):
    assert profile_of(plain_need(budget_max=budget), rules()).budget == band


@pytest.mark.parametrize(
    "text",
    [
        "Mamma con due figli, rifugiati",
        "Ha la protezione sussidiaria",
        "esce dal CAS di via Corelli",
        "Sono musulmani",
        "il bambino ha una disabilità",
        "Nucleo ucraino",
        "permesso di soggiorno",
        "She is pregnant",
        "PAKISTANO",
    ],
)
def test_texts_for_owners_are_screened(text):
    with pytest.raises(SaysTooMuch):
        check_outgoing(text)


@pytest.mark.parametrize(
    "text",
    [
        "La famiglia può venire sabato alle 10, in caso di pioggia domenica.",
        "Cerca una casa per 4 anni, con contratto concordato.",
        "Vicino all’asilo nido di via Padova sarebbe comodo.",
        "Possiamo portare i documenti il 12/12/2026 alle 15:30.",
        "Il canone di 1.250 euro va bene.",
    ],
)
def test_ordinary_sentences_pass(text):
    check_outgoing(text)

    assert hide_contacts(text) == (text, 0)


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("mario.rossi@example.org", "[•••]"),
        ("tel. 339 1234567", "tel. [•••]"),
        ("+39 02 12 34 56 78", "[•••]"),
        ("0039-339-123-45-67!", "[•••]!"),
        ("RSSMRA85T10A562S", "[•••]"),
    ],
)
def test_contacts_are_hidden(text, left):
    assert hide_contacts(text) == (left, 1)


def test_no_state_of_a_proposal_is_left_out_of_the_journey(journey):
    assert Proposal.objects.get().state == ProposalState.AGREED
    assert FORBIDDEN.search("rifugiata")
