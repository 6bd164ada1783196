"""The search page as people use it: by mouse, by keyboard, without scripts, on a phone."""

import re

import pytest
from playwright.sync_api import expect

from search import services
from tests.search.flats import published

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("areas")]


@pytest.fixture
def three_flats(areas):
    offers = [
        published(title="Bilocale a Lambrate", rent=600, step_free=True),
        published(title="Trilocale a Greco", rent=900),
        published(title="Casa a Baggio", rent=1400),
    ]
    services.index_many([offer.pk for offer in offers])
    services.refresh_terms()
    return offers


def test_a_changed_filter_changes_list_counts_and_address(page, three_flats, axe):
    page.goto("/offerte/?tipo=casa")
    expect(page.locator("#h-risultati")).to_have_text("3 case")
    axe(page)
    page.get_by_label("Canone e spese, al massimo").fill("1000")
    page.get_by_label("Canone e spese, al massimo").press("Tab")
    expect(page.locator("#h-risultati")).to_have_text("2 case")
    expect(page).to_have_url(re.compile("canone=1000"))
    expect(page.locator("#live")).to_have_text("2 case")
    box = page.get_by_role("checkbox", name=re.compile("Si entra senza scale"))
    box.focus()
    box.press("Space")
    expect(page.locator("#h-risultati")).to_have_text("1 casa")
    expect(box).to_be_focused()
    expect(page.get_by_role("link", name="Togli: fino a 1000 €")).to_be_visible()
    axe(page)
    page.go_back()
    expect(page.locator("#h-risultati")).to_have_text("2 case")


def test_words_are_searched_with_enter(page, three_flats):
    page.goto("/offerte/?tipo=casa")
    page.get_by_label("Cerca zona, parola o fermata").fill("grecco")
    page.get_by_label("Cerca zona, parola o fermata").press("Enter")
    expect(page.locator("#h-risultati")).to_have_text("1 casa")
    expect(page.get_by_text("abbiamo cercato greco")).to_be_visible()


def test_everything_works_without_scripts(visitor, three_flats):
    plain = visitor(java_script_enabled=False)
    plain.goto("/offerte/?tipo=casa")
    plain.get_by_label("Canone e spese, al massimo").fill("800")
    plain.get_by_role("button", name=re.compile("Mostra")).click()
    expect(plain.locator("#h-risultati")).to_have_text("1 casa")
    plain.get_by_role("link", name="Bilocale a Lambrate").click()
    expect(plain.get_by_role("heading", level=1)).to_have_text("Bilocale a Lambrate")


def test_on_a_phone_the_filters_open_and_nothing_is_wider_than_the_screen(phone, three_flats, axe):
    phone.goto("/offerte/?tipo=casa")
    assert phone.evaluate("document.documentElement.scrollWidth") <= 390
    expect(phone.get_by_label("Persone")).to_be_hidden()
    phone.get_by_role("button", name="Filtri").click()
    expect(phone.get_by_label("Persone")).to_be_visible()
    axe(phone)


def test_the_page_of_an_offer(page, three_flats, axe):
    page.goto("/offerte/?tipo=casa")
    page.get_by_role("link", name="Bilocale a Lambrate").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Bilocale a Lambrate")
    page.get_by_text("Chiedi informazioni").click()
    expect(page.get_by_text(three_flats[0].public_id)).to_be_visible()
    axe(page)  # the fixture also fails on the JSON-LD block, should the policy stop it
