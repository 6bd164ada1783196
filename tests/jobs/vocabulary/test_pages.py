"""The pickers in a browser: with scripts, without, with the keyboard only."""

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.django_db(transaction=True)
TEMPLATES = Path(__file__).parent / "templates"
ADDRESS = "/prova/lavoro/"


@pytest.fixture(autouse=True)
def _pages(settings: Any) -> None:
    settings.ROOT_URLCONF = "tests.jobs.vocabulary.urls"
    settings.TEMPLATES = [{**settings.TEMPLATES[0], "DIRS": [TEMPLATES]}]


@pytest.mark.parametrize("narrow", [False, True], ids=["1280", "390"])
def test_axe_finds_nothing(visitor, axe, narrow: bool) -> None:
    page = visitor(narrow=narrow)
    page.goto(ADDRESS)
    expect(page.get_by_role("button", name="Togli: Aiuto cucina")).to_be_visible()
    axe(page)
    page.get_by_label("Mestieri che vuoi fare", exact=False).first.press_sequentially("badan")
    expect(page.get_by_role("option", name="Badante")).to_be_visible()
    axe(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"]


def test_entries_come_and_go_with_the_keyboard(page: Page) -> None:
    page.goto(ADDRESS)
    box = page.get_by_role("combobox", name="Mestieri che vuoi fare")
    box.press_sequentially("lavapiat")
    expect(page.get_by_role("option")).to_have_count(1)
    box.press("ArrowDown")
    box.press("Enter")
    expect(page.get_by_role("button", name="Togli: Lavapiatti")).to_be_visible()
    expect(box).to_have_value("")
    box.press_sequentially("muratore")
    box.press("Enter")  # as typed
    expect(page.get_by_role("button", name="Togli: muratore")).to_be_visible()
    page.get_by_role("button", name="Togli: Aiuto cucina").press("Enter")
    expect(page.get_by_role("button", name="Togli: Aiuto cucina")).to_have_count(0)
    expect(page.get_by_role("button", name="Togli: Lavapiatti")).to_be_focused()
    page.get_by_role("button", name="Salva").click()
    expect(page.locator("#saved")).to_contain_text("['9412', '7112']")


def test_what_is_typed_and_not_picked_is_not_lost(page: Page) -> None:
    page.goto(ADDRESS)
    page.get_by_role("combobox", name="Mestieri che vuoi fare").fill("rider")
    page.get_by_role("button", name="Salva").click()
    expect(page.locator("#error-summary")).to_contain_text("«rider» può essere: Rider in moto; Rider in bici.")
    expect(page.get_by_role("button", name="Togli: rider")).to_be_visible()
    page.locator("#error-summary a").first.click()
    expect(page.get_by_role("combobox", name="Mestieri che vuoi fare")).to_be_focused()


def test_one_is_picked(page: Page) -> None:
    page.goto(ADDRESS)
    box = page.get_by_role("combobox", name="Mestiere", exact=False).first
    box.press_sequentially("autista")
    page.get_by_role("option", name="Camionista").click()
    expect(box).to_have_value("Autista (Camionista)")
    page.get_by_role("combobox", name="Contratto collettivo").press_sequentially("logist")
    page.get_by_role("option", name="I100").click()
    page.get_by_role("button", name="Salva").click()
    expect(page.locator("#saved")).to_contain_text("'8332'")
    expect(page.locator("#saved")).to_contain_text("'I100'")


def test_without_scripts_words_are_read_and_asked_about(visitor) -> None:
    page = visitor(java_script_enabled=False)
    page.goto(ADDRESS)
    page.locator("[name=occupation]").fill("prubivalniz")
    page.locator("[name=occupations]").fill("cuoca\nplongeur")
    page.locator("[name=sector]").fill("bar")
    page.get_by_role("button", name="Salva").click()
    expect(page.locator("#error-summary")).to_contain_text("Non troviamo «prubivalniz»")
    expect(page.locator("#error-summary")).to_contain_text("«bar» può essere: 56.30")
    page.locator("[name=occupation]").fill("прибиральниця")
    page.locator("[name=sector]").fill("56.30")
    page.get_by_role("button", name="Salva").click()
    expect(page.locator("#saved")).to_contain_text("'9112'")
    expect(page.locator("#saved")).to_contain_text("['5120', '9412']")
