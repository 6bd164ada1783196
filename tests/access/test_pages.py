"""Every page that a role may open, as a person finds it: accessible, within its width, inside the policy."""

from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Page

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


def look(page: Page, row: Row, world: World, axe: Callable[..., None]) -> list[str]:
    """What is wrong with one page; nothing with what is no page, such as a map's layer."""
    url = reverse(row.name, args=[world.args.get(a, a) for a in row.args])
    if "text/html" not in page.request.get(url).headers["content-type"]:
        return []
    page.goto(url)
    if page.locator(MAP).count():  # what it draws comes later; elsewhere the page is there when it has loaded
        page.wait_for_load_state("networkidle")
    wrong = [] if page.evaluate(FITS) else [f"{page.url} is wider than the window"]
    try:
        axe(page)
    except AssertionError as found:
        wrong.append(str(found))
    return wrong


@pytest.mark.parametrize("narrow", [False, True], ids=["1280", "390"])
@pytest.mark.parametrize("role", ROLES)
def test_every_page_of_a_role(role: str, narrow: bool, visitor: Callable[..., Page], axe: Any) -> None:
    world = build()
    page = visitor(world.people[role], narrow=narrow)
    wrong = [problem for row in pages(role) for problem in look(page, row, world, axe)]
    assert not wrong, "\n".join(wrong)
