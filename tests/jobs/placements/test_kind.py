"""What a placement shows: to reviewers, to everybody, and in an agreement."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.template.loader import render_to_string
from django.test import Client
from django.urls import reverse

from jobs.enums import ContractForm
from jobs.models import Placement
from jobs.placements import details, printed, selectors
from jobs.placements.kind import CHECKLIST
from jobs.vocabulary import occupations
from marketplace.core import clock
from marketplace.offers import deadlines, kinds
from marketplace.offers.deadlines import HANDED_OVER, SIGNED
from marketplace.offers.enums import OfferState
from marketplace.offers.models import Agreement, Offer
from marketplace.offers.screening import passages
from marketplace.offers.services import drafts
from marketplace.organisations.enums import Role
from marketplace.trust import requirements
from tests.factories import BodyFactory, person
from tests.offers.factories import in_charge

from .made import complete, employer

pytestmark = pytest.mark.django_db
F = ContractForm


@pytest.fixture
def placement() -> Placement:
    return complete(employer())


def page_of(placement: Placement) -> str:
    offer = Offer.objects.select_related("body", "comune", "nil").get(pk=placement.pk)
    return render_to_string("jobs/placements/detail.html", {"offer": offer, **details.context(offer)})


def test_the_kind_describes_itself(placement: Placement) -> None:
    shown = dict(kinds.get("placement").fields(placement.offer))
    assert shown["Che lavoro è?"] == occupations.title("5120")
    assert shown["Contratto collettivo (CCNL)"].startswith("H05Y")
    assert shown["Posti"] == "1"
    assert shown["Turno 1"] == "lun-ven, 09:00–17:00"
    assert shown["Paga lorda, da"].startswith("1400")
    assert len({item.code for item in CHECKLIST}) == len(CHECKLIST)


def test_the_screening_reads_every_free_text(placement: Placement) -> None:
    placement.offer.title = "Cercasi ragazza di bella presenza"
    placement.offer.save()
    Placement.objects.filter(pk=placement.pk).update(tasks="Solo italiani", cefr_reason="Preferibilmente madrelingua")
    labels = {passage.label for passage in passages(Offer.objects.get(pk=placement.pk))}
    assert {"Titolo", "Che cosa si fa", "Perché serve l’italiano"} <= labels


def test_the_public_page_names_the_employer_and_the_pay(placement: Placement) -> None:
    html = page_of(placement)
    for text in (
        placement.employer_name, "da 1400", "al mese", "lun-ven", "09:00–17:00", "1 posto libero su 1",
        "Via Conte Rosso 1", "Candidature fino al 31 dicembre 2026", "nessun livello richiesto", "data di fine",
        "Parlane con l’operatrice",
    ):  # fmt: skip
        assert text in html, text


def test_a_hidden_or_private_address_stays_hidden(placement: Placement) -> None:
    Placement.objects.filter(pk=placement.pk).update(address_public=False)
    assert "Conte Rosso" not in page_of(placement)
    Placement.objects.filter(pk=placement.pk).update(address_public=True, contract=F.DOMESTIC)
    assert "Conte Rosso" not in page_of(placement)


def test_a_level_of_italian_stands_with_its_reason(placement: Placement) -> None:
    reason = "Leggere le etichette dei prodotti"
    Placement.objects.filter(pk=placement.pk).update(cefr_spoken="A2", cefr_reason=reason)
    assert reason in page_of(placement)


def test_the_page_of_a_traineeship_speaks_of_an_indemnity() -> None:
    html = page_of(complete(employer(), F.TRAINEESHIP))
    assert "Indennità lorda" in html
    assert "L’indennità di un tirocinio non è una paga" in html
    assert "La legge lo prevede da 18 anni" in html


def test_questions_of_another_contract_are_not_printed(placement: Placement) -> None:
    Placement.objects.filter(pk=placement.pk).update(agency_name="Agenzia di prima", months=9)
    html = page_of(placement)
    assert "Agenzia di prima" not in html
    assert "Dura 9 mesi" in html


def test_a_placement_asks_for_the_checks_of_its_firm(placement: Placement) -> None:
    assert {"visura", "durc"} <= requirements.of_offer(Offer.objects.select_related("body").get(pk=placement.pk))


@pytest.mark.parametrize("count", [1, 3])
def test_cards_take_the_same_queries_for_any_number(count: int, django_assert_num_queries: Callable[..., Any]) -> None:
    owner = employer()
    ids = [complete(owner).pk for _ in range(count)]
    selectors.cards(ids)  # rulebook and titles are read once
    with django_assert_num_queries(6):
        cards = selectors.cards(ids)
    assert [card.id for card in cards] == ids
    assert (cards[0].free, cards[0].month.low, cards[0].occupation) == (1, 1400, occupations.title("5120"))


def test_a_card_of_a_traineeship_says_its_indemnity() -> None:
    card = selectors.cards([complete(employer(), F.TRAINEESHIP).pk])[0]
    assert (card.pay_low, card.pay_period, card.month.high) == (500, "month", 500)
    html = render_to_string("jobs/placements/_placement_card.html", {"card": card})
    assert card.employer in html


def agreement(placement: Placement, *, days: int = 180, **terms: Any) -> Agreement:
    start = date(2027, 1, 11)
    return Agreement(
        offer=placement.offer, body=BodyFactory(), period=(start, start + timedelta(days=days) if days else None),
        terms=terms,
    )  # fmt: skip


def period(row: Agreement) -> Agreement:
    from django.db.backends.postgresql.psycopg_any import DateRange

    row.period = DateRange(*row.period)
    return row


def test_the_unilav_is_due_by_midnight_of_the_day_before(placement: Placement) -> None:
    row = period(agreement(placement))
    duties = {duty.code: duty for duty in deadlines.that_follow(SIGNED, row)}
    due = duties["unilav"].due(row, clock.now())
    assert due == deadlines.end_of(date(2027, 1, 10))
    assert "L. 296/2006" in duties["unilav"].law


def test_only_a_traineeship_with_an_end_is_reminded_of_it(placement: Placement) -> None:
    def codes(row: Agreement) -> set[str]:
        return {duty.code for duty in deadlines.that_follow(HANDED_OVER, period(row))}

    assert "trainee_end" not in codes(agreement(placement))
    row = agreement(placement, contract=F.TRAINEESHIP)
    assert "trainee_end" in codes(row)
    assert deadlines.get("trainee_end").due(row, clock.now()) == deadlines.end_of(row.period.upper - timedelta(days=31))
    assert "trainee_end" not in codes(agreement(placement, days=0, contract=F.TRAINEESHIP))


def test_terms_of_a_hire_in_words() -> None:
    recorded = {
        "contract": "determinato", "pay": "1450.00", "pay_period": "month", "level": "6S", "ccnl": "H05Y",
        "hours": "38.5", "unilav_on": "2027-01-09",
    }  # fmt: skip
    lines = dict(printed.terms(recorded))
    assert lines["Contratto"] == "Contratto a tempo determinato"
    assert lines["Paga lorda"] == "1450\N{NO-BREAK SPACE}€ al mese"
    assert lines["Ore alla settimana"] == "38,5"
    assert lines["Comunicazione UNILAV il"] == "9 gennaio 2027"
    assert printed.terms({}) == []


def test_the_detail_page_is_served(client: Client, placement: Placement) -> None:
    state = {"state": OfferState.PUBLISHED, "published_at": clock.now(), "confirmed_at": clock.now()}
    Offer.objects.filter(pk=placement.pk).update(submitted_at=clock.now(), **state)
    page = client.get(reverse("offer_detail", args=[placement.offer.public_id]))
    assert page.status_code == 200
    assert placement.employer_name in page.content.decode()


@pytest.mark.parametrize(
    ("days", "words"),
    [("12345", "lun-ven"), ("1", "lun"), ("13", "lun, mer"), ("12", "lun, mar"), ("67", "sab, dom"), ("", "")],
)
def test_days_in_words(days: str, words: str) -> None:
    assert printed.days_words(list(days)) == words


def test_a_reviewer_reads_the_checklist_and_her_employer_the_page_of_the_offer(client: Client) -> None:
    owner = employer()
    placement = complete(owner)
    drafts.submit(offer_id=placement.pk, actor=owner)
    client.force_login(owner)
    assert client.get(reverse("my_offer", args=[placement.offer.public_id])).status_code == 200
    reviewer = person(Role.REVIEWER)
    in_charge(placement.offer, reviewer)
    client.force_login(reviewer)
    page = client.get(reverse("review_offer", args=[placement.offer.public_id])).content.decode()
    assert "Sfruttamento: nessuno trattiene documenti o permessi" in page
    assert "lun-ven, 09:00–17:00" in page
