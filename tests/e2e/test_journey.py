"""A flat goes all the way from its landlord to a household, in the browser, with a real worker and real places."""

import re
from datetime import datetime, time, timedelta
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from marketplace.core.clock import ROME, today

from . import landlord, operator, reviewer
from .conftest import says_no_more_than_the_matrix
from .pages import arrive, follow, press, until

pytestmark = pytest.mark.django_db(transaction=True)
ASKED = "Il canone è sopra la fascia della zona: puoi abbassarlo?"


def test_a_flat_finds_a_household(visitor, cast, answers, axe):
    owner, office, worker, anybody = visitor(), visitor(), visitor(), visitor()
    put_on_the_market(owner, office, cast, axe)
    address = find(anybody, axe)
    agree(owner, worker, cast, axe)
    is_off_the_market(anybody, address, axe)
    landlord.see_the_end(owner, operator.CASE)
    axe(owner)
    operator.see_the_end(worker)
    axe(worker)
    says_no_more_than_the_matrix(answers, landlord.EMAIL, operator.CASE, operator.KEPT_BACK)


def put_on_the_market(owner: Page, office: Page, cast: dict[str, Any], axe: Any) -> None:
    """Listed, looked at, corrected, looked at again, published."""
    landlord.sign_up(owner)
    landlord.describe(owner, today())
    axe(owner)
    landlord.send(owner)
    axe(owner)
    reviewer.sign_in(office, cast["reviewer"].email)
    reviewer.ask_change(office, landlord.TITLE, ASKED)
    landlord.correct(owner, asked=ASKED, euros="780")
    reviewer.compare(office, landlord.TITLE, ("Canone al mese", "850", "780"))
    axe(office)
    reviewer.publish(office, landlord.TITLE)


def find(page: Page, axe: Any) -> str:
    """By words and filters, as anybody does; the address of the flat's page, which never says where the door is."""
    page.goto("/offerte/?tipo=casa")
    until(page, page.get_by_role("link", name=landlord.TITLE))
    page.get_by_role("combobox", name="Cerca zona, parola o fermata").fill("trilocale vicino al parco")
    press(page, "Cerca")
    page.get_by_label("Canone e spese, al massimo").fill("860")
    page.get_by_label("Canone e spese, al massimo").press("Tab")
    expect(page.get_by_role("heading", name="Nessuna casa")).to_have_count(0)
    expect(page.get_by_text("0 case", exact=True).first).to_be_visible()
    page.get_by_label("Canone e spese, al massimo").fill("900")
    page.get_by_label("Canone e spese, al massimo").press("Tab")
    page.get_by_role("checkbox", name=re.compile("Si entra senza scale")).check()
    expect(page.get_by_role("heading", name="1 casa", exact=True)).to_be_visible()
    axe(page)
    follow(page, landlord.TITLE)
    arrive(page, landlord.TITLE)
    axe(page)
    assert landlord.STREET not in page.content()
    return page.url


def agree(owner: Page, worker: Page, cast: dict[str, Any], axe: Any) -> None:
    """Need, proposal, meeting, visit, acceptance, signature."""
    day = today()
    operator.sign_in(worker, cast["operator"])
    operator.record_need(worker, wanted_from=day + timedelta(days=7), wanted_to=day + timedelta(days=60))
    axe(worker)
    operator.propose(worker, landlord.TITLE)
    landlord.meet(owner, operator.CASE)
    axe(owner)
    moment = datetime.combine(day + timedelta(days=2), time(17, 30), tzinfo=ROME)
    operator.offer_times(worker, moment, moment + timedelta(days=1))
    landlord.choose_visit(owner)
    landlord.accept(owner)
    axe(owner)
    operator.record_agreement(worker, start=day + timedelta(days=10), last_day=day + timedelta(days=10 + 3 * 365))
    axe(worker)


def is_off_the_market(page: Page, address: str, axe: Any) -> None:
    """The search no longer lists it, its page says so."""
    page.goto("/offerte/?tipo=casa")
    until(page, page.get_by_text("Nessuna casa con questi filtri."))
    answer = page.goto(address)
    assert answer.status == 410
    arrive(page, "Questa casa non è più libera")
    axe(page)
