"""The wizard in two windows, and without a line: nothing that somebody typed is lost."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from housing.models import Flat
from marketplace.offers.services import drafts
from marketplace.organisations.enums import Role
from tests.factories import person

pytestmark = pytest.mark.django_db(transaction=True)
FEES = "Spese condominiali al mese"
RENT = "Canone al mese"


@pytest.fixture
def flat() -> Flat:
    """A draft of which nothing is written."""
    return drafts.create_draft(actor=person(Role.LANDLORD), kind="flat").flat


def rent_page(page: Page, flat: Flat) -> Page:
    """The step about the rent, with its scripts running."""
    with page.expect_response(lambda answer: "/build/autosave" in answer.url):
        page.goto(f"/case/{flat.offer.public_id}/canone/")
    return page


def line(page: Page) -> Locator:
    """Where the wizard says whether it has saved."""
    return page.locator("[data-save-line]")


def write(page: Page, label: str, value: str) -> None:
    page.get_by_label(label).fill(value)
    page.get_by_label(label).press("Tab")


def saved(flat: Flat) -> tuple[int | None, int | None]:
    flat.refresh_from_db()
    return flat.rent, flat.fees


def two_windows(visitor: Callable[..., Page], flat: Flat) -> tuple[Page, Page]:
    """Two tabs of one browser on the same step; the first has saved 800 since the second was opened."""
    first = rent_page(visitor(flat.offer.owner), flat)
    second = rent_page(first.context.new_page(), flat)
    write(first, RENT, "800")
    expect(line(first)).to_contain_text("Salvato alle")
    return first, second


def test_the_second_window_is_asked_before_it_overwrites(visitor, flat, axe):
    first, second = two_windows(visitor, flat)
    write(second, RENT, "900")
    conflict = second.locator(".conflict")
    expect(conflict).to_contain_text("800")
    expect(conflict).to_contain_text("900")
    assert saved(flat) == (800, None)
    axe(second)
    conflict.get_by_role("button", name="Tieni questo").click()
    expect(line(second)).to_contain_text("Salvato alle")
    assert saved(flat) == (900, None)
    write(first, FEES, "70")  # knows nothing of the 900, and does not undo them
    expect(line(first)).to_contain_text("Salvato alle")
    expect(first.get_by_label(RENT)).to_have_value("900")
    assert saved(flat) == (900, 70)


def test_the_other_windows_value_can_be_taken(visitor, flat):
    _first, second = two_windows(visitor, flat)
    write(second, RENT, "900")
    second.get_by_role("button", name="Usa l’altro").click()
    expect(second.get_by_label(RENT)).to_have_value("800")
    expect(second.locator(".conflict")).to_have_count(0)
    assert saved(flat) == (800, None)


def test_without_scripts_the_second_window_is_asked_too(visitor, flat):
    plain = visitor(flat.offer.owner, java_script_enabled=False)
    plain.goto(f"/case/{flat.offer.public_id}/canone/")
    write(plain, RENT, "900")
    other = rent_page(visitor(flat.offer.owner), flat)
    write(other, RENT, "800")
    expect(line(other)).to_contain_text("Salvato alle")
    plain.get_by_role("button", name="Avanti").click()
    expect(plain.get_by_text("In un’altra finestra c’è scritto «800».").first).to_be_visible()
    expect(plain.get_by_label(RENT)).to_have_value("900")
    plain.get_by_role("button", name="Avanti").click()
    expect(plain.get_by_role("heading", level=1)).to_contain_text("Contratto")
    assert saved(flat) == (900, None)


def test_a_lost_line_keeps_what_was_typed_and_saves_it_later(visitor, flat):
    page = rent_page(visitor(flat.offer.owner), flat)
    page.context.set_offline(True)
    write(page, RENT, "850")
    expect(line(page)).to_contain_text("Riproviamo da soli")
    write(page, FEES, "60")
    assert saved(flat) == (None, None)
    page.context.set_offline(False)
    expect(line(page)).to_contain_text("Salvato alle")
    assert saved(flat) == (850, 60)


def test_what_was_typed_without_a_line_outlives_the_window(visitor, flat):
    page = rent_page(visitor(flat.offer.owner), flat)
    page.context.set_offline(True)
    write(page, RENT, "850")
    expect(line(page)).to_contain_text("Riproviamo da soli")
    context = page.context
    page.close()
    context.set_offline(False)
    again = rent_page(context.new_page(), flat)
    expect(again.get_by_label(RENT)).to_have_value("850")
    expect(line(again)).to_contain_text("Salvato alle")
    assert saved(flat) == (850, None)
