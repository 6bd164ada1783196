"""A draft is saved at each change, survives a lost line or session, and two windows do not overwrite each other."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.django_db(transaction=True)


def open_draft(page: Page) -> None:
    page.goto("/prova/")
    expect(page.get_by_role("combobox", name="Via")).to_be_visible()  # the scripts have started


def line(page: Page):
    return page.locator("[data-save-line]")


def test_a_change_is_saved_and_said(kit, page: Page):
    open_draft(page)
    page.get_by_label("Titolo").fill("Bilocale luminoso")
    page.get_by_label("Canone").focus()
    expect(line(page)).to_contain_text("Salvato alle 10:42")
    expect(page.locator("#missing")).to_contain_text("Foto")
    expect(page.locator("#live")).to_contain_text("Salvato")
    assert kit.values["title"] == "Bilocale luminoso"
    assert page.evaluate("localStorage.length") == 0


def test_typing_is_saved_before_the_field_is_left(kit, page: Page):
    open_draft(page)
    page.get_by_label("Titolo").press_sequentially("Mono")
    expect(line(page)).to_contain_text("Salvato alle")
    assert kit.values["title"] == "Mono"


def test_an_error_is_shown_and_the_rest_is_saved(kit, page: Page):
    open_draft(page)
    page.get_by_label("Titolo").fill("Mono")
    page.get_by_label("Canone").fill("molto")
    page.get_by_label("Titolo").focus()
    expect(page.locator("#id_rent_error")).to_contain_text("Inserisci un numero")
    expect(page.get_by_label("Canone")).to_have_attribute("aria-invalid", "true")
    expect(page.get_by_label("Canone")).to_have_value("molto")
    assert kit.values["title"] == "Mono"
    page.get_by_label("Canone").fill("850")
    page.get_by_label("Titolo").focus()
    expect(page.locator("#id_rent_error")).to_be_empty()
    expect(line(page)).to_contain_text("Salvato alle")


def test_a_lost_line_loses_nothing(kit, page: Page):
    open_draft(page)
    page.context.set_offline(True)
    page.get_by_label("Titolo").fill("Scritto in galleria")
    page.get_by_label("Canone").focus()
    expect(line(page)).to_contain_text("Riproviamo da soli")
    page.context.set_offline(False)
    expect(line(page)).to_contain_text("Salvato alle")
    assert kit.values["title"] == "Scritto in galleria"


def test_a_lost_session_loses_nothing(kit, page: Page):
    open_draft(page)
    kit.signed_out = True
    page.get_by_label("Titolo").fill("Scritto dopo pranzo")
    page.get_by_label("Canone").focus()
    expect(line(page)).to_contain_text("Sessione scaduta")
    expect(line(page).get_by_role("link", name="Accedi")).to_have_attribute("href", "/accesso/login/?next=%2Fprova%2F")
    kit.signed_out = False
    open_draft(page)  # as after signing in again
    expect(page.get_by_label("Titolo")).to_have_value("Scritto dopo pranzo")
    expect(line(page)).to_contain_text("Salvato alle")
    assert kit.values["title"] == "Scritto dopo pranzo"


def test_two_windows_ask_before_they_overwrite(kit, visitor: Callable[..., Page], axe):
    first, second = visitor(), visitor()
    open_draft(first)
    open_draft(second)
    first.get_by_label("Titolo").fill("Prima")
    first.get_by_label("Locali").select_option("2")
    expect(line(first)).to_contain_text("Salvato alle")
    second.get_by_label("Titolo").fill("Seconda")
    second.get_by_label("Canone").focus()
    conflict = second.locator(".conflict")
    expect(conflict).to_contain_text("Seconda")
    expect(conflict).to_contain_text("Prima")
    expect(conflict).to_have_count(1)  # the rooms were changed by the other window only: taken over
    expect(second.get_by_label("Locali")).to_have_value("2")
    expect(conflict.get_by_role("button", name="Tieni questo")).to_be_focused()
    axe(second)
    second.keyboard.press("Enter")
    expect(line(second)).to_contain_text("Salvato alle")
    assert kit.values["title"] == "Seconda"
    assert kit.values["rooms"] == "2"


def test_the_other_window_can_win(kit, visitor: Callable[..., Page]):
    first, second = visitor(), visitor()
    open_draft(first)
    open_draft(second)
    first.get_by_label("Titolo").fill("Prima")
    first.get_by_label("Canone").focus()
    expect(line(first)).to_contain_text("Salvato alle")
    second.get_by_label("Titolo").fill("Seconda")
    second.get_by_label("Canone").focus()
    second.get_by_role("button", name="Usa l’altro").click()
    expect(second.get_by_label("Titolo")).to_have_value("Prima")
    expect(second.locator(".conflict")).to_have_count(0)
    assert kit.values["title"] == "Prima"


def test_a_suggestion_is_chosen_by_keyboard(kit, page: Page, axe):
    open_draft(page)
    street = page.get_by_role("combobox", name="Via")
    street.press_sequentially("pa")
    expect(page.locator(".suggestions [role=option]")).to_have_count(2)
    expect(page.locator("#live")).to_contain_text("2 suggerimenti")
    axe(page)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(street).to_have_value("Via Palmanova")
    expect(page.locator(".suggestions")).to_be_hidden()
    expect(line(page)).to_contain_text("Salvato alle")
    assert kit.values["street_id"] == "13"
    street.press_sequentially("x")  # no longer what was chosen
    assert page.locator("[name=street_id]").input_value() == ""


def test_a_failed_fragment_says_so_and_changes_nothing(kit, page: Page):
    open_draft(page)
    page.locator("#bad").click()
    expect(page.get_by_role("alert")).to_contain_text("Il portale non risponde")
    expect(page.locator("#missing")).not_to_contain_text("pagina intera")
