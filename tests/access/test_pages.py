"""Every page that a role may open, as a person finds it: accessible, within its width, inside the policy."""

from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Page

from tests.support.browser import NARROW, WIDE

from .table import TABLE, Row
from .world import World, build

ROLES = ("visitor", "owner", "employer", "trainer", "operator", "manager", "reviewer", "auditor", "admin")
MAP = "[data-module*=map]"
FITS = "document.documentElement.scrollWidth <= document.documentElement.clientWidth"


def pages(role: str) -> list[Row]:
    """What this role may open; of what everybody may open, the home page only, unless nobody is signed in."""
    return [
        row
        for row in TABLE
        if row.method == "GET"
        and row.expected(role) == 200
        and (role == "visitor" or row.expected("visitor") != 200 or row.args == ("",))
    ]


@pytest.fixture(scope="session")
def are_pages() -> dict[str, bool]:
    """Which names of addresses lead to a page, and not to a file or to what scripts read; found out once for all."""
    return {}


def look(page: Page, row: Row, world: World, axe: Callable[..., None], are_pages: dict[str, bool]) -> list[str]:
    """What is wrong with one page at both widths; nothing with what is no page, such as a map's layer."""
    url = reverse(row.name, args=[world.args.get(a, a) for a in row.args])
    if row.name not in are_pages:
        are_pages[row.name] = "text/html" in page.request.get(url).headers["content-type"]
    if not are_pages[row.name]:
        return []
    page.set_viewport_size(WIDE)
    page.goto(url)
    if page.locator(MAP).count():  # what it draws comes later; elsewhere the page is there when it has loaded
        page.wait_for_load_state("networkidle")
    wrong = wrong_as_it_stands(page, axe)
    page.set_viewport_size(NARROW)  # the same page as a phone lays it out
    return wrong + wrong_as_it_stands(page, axe)


def wrong_as_it_stands(page: Page, axe: Callable[..., None]) -> list[str]:
    width = page.viewport_size["width"]
    wrong = [] if page.evaluate(FITS) else [f"{page.url} is wider than the window of {width} pixels"]
    try:
        axe(page)
    except AssertionError as found:
        wrong.append(f"At {width} pixels: {found}")
    return wrong


@pytest.mark.parametrize("role", ROLES)
def test_every_page_of_a_role(role: str, visitor: Callable[..., Page], axe: Any, are_pages: dict[str, bool]) -> None:
    world = build()
    page = visitor(world.people[role])
    wrong = [problem for row in pages(role) for problem in look(page, row, world, axe, are_pages)]
    assert not wrong, "\n".join(wrong)
