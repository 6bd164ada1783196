"""The pages without a mouse, and enlarged to 200 %: what a person with a keyboard or weak eyes needs."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from cms.services import seed_site
from marketplace.organisations.enums import Role
from search import services as index
from tests.factories import person
from tests.matching.factories import make_need, worker
from tests.offers.factories import offer_in
from tests.search.conftest import areas  # noqa: F401 -- the names that the sample flats stand in
from tests.search.flats import published

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("areas")]
DOUBLED = {"viewport": {"width": 640, "height": 512}, "device_scale_factor": 2}  # 1280 × 1024 at 200 %


@pytest.fixture
def flats() -> list[Any]:
    offers = [published(title="Bilocale a Lambrate", rent=600), published(title="Trilocale a Greco", rent=1100)]
    index.index_many([offer.pk for offer in offers])
    index.refresh_terms()
    return offers


def tab_to(page: Page, wanted: Any, most: int = 60) -> None:
    """Press Tab until the focus is there, as somebody who cannot point at it."""
    for _press in range(most):
        if wanted.evaluate("element => element === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"{most} times Tab do not lead to {wanted}")


def test_the_search_page_by_keyboard_alone(page, flats):
    page.goto("/offerte/?tipo=casa")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Vai al contenuto")).to_be_focused()
    expect(page.get_by_role("link", name="Vai al contenuto")).to_be_in_viewport()
    ask_for_words(page)
    limit_the_rent(page)
    page.reload()
    skip_to_the_results(page)
    tab_to(page, page.get_by_role("link", name="Bilocale a Lambrate"), most=6)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Bilocale a Lambrate")


def ask_for_words(page: Page) -> None:
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()
    tab_to(page, page.get_by_role("combobox", name="Cerca zona, parola o fermata"), most=9)
    page.keyboard.type("stazione")
    page.keyboard.press("Enter")
    expect(page.locator("#h-risultati")).to_have_text("2 case")


def limit_the_rent(page: Page) -> None:
    tab_to(page, page.get_by_label("Canone e spese, al massimo"))
    page.keyboard.type("900")
    page.keyboard.press("Tab")
    expect(page.locator("#h-risultati")).to_have_text("1 casa")
    assert page.evaluate("document.activeElement !== document.body"), "the focus was lost when the results changed"


def skip_to_the_results(page: Page) -> None:
    expect(page.locator("#h-risultati")).to_have_text("1 casa")
    tab_to(page, page.get_by_role("link", name="Vai ai risultati"), most=3)
    page.keyboard.press("Enter")
    expect(page.locator("#risultati")).to_be_focused()


def stands_in_the_width(page: Page, path: str) -> None:
    page.goto(path)
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    width = page.evaluate("document.documentElement.scrollWidth")
    assert width <= DOUBLED["viewport"]["width"], f"{path} is {width} px wide"


def test_public_pages_at_200_percent(visitor, flats):
    seed_site()
    page = visitor(**DOUBLED)
    for path in ("/", "/offerte/", f"/offerte/{flats[0].public_id}/"):
        stands_in_the_width(page, path)


def test_the_owners_pages_at_200_percent(visitor: Callable[..., Page], flats):
    draft = offer_in("draft")
    page = visitor(draft.owner, **DOUBLED)
    for path in ("/mie-offerte/", f"/case/{draft.public_id}/canone/", f"/case/{draft.public_id}/riepilogo/"):
        stands_in_the_width(page, path)


def test_working_pages_at_200_percent(visitor: Callable[..., Page], flats):
    operator = worker()
    need = make_need(operator)
    page = visitor(operator.user, **DOUBLED)
    for path in ("/bisogni/", f"/bisogni/{need.public_id}/", "/bisogni/nuovo/"):
        stands_in_the_width(page, path)
    submitted = offer_in("submitted")
    page = visitor(person(Role.REVIEWER), **DOUBLED)
    for path in ("/revisione/", f"/revisione/{submitted.public_id}/"):
        stands_in_the_width(page, path)
