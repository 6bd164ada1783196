"""What all actors do on a page, said as a person would."""

import time
from io import BytesIO

from PIL import Image, ImageDraw
from playwright.sync_api import Locator, Page, TimeoutError, expect

WORKER_SECONDS = 30


def arrive(page: Page, heading: str) -> None:
    """The page with this heading is there."""
    expect(page.get_by_role("heading", level=1)).to_contain_text(heading)


def told(page: Page, text: str) -> None:
    """The portal says that it has done so."""
    expect(page.get_by_role("status").filter(has_text=text)).to_be_visible()


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name).click()


def follow(page: Page, name: str) -> None:
    page.get_by_role("link", name=name).first.click()


def choose(page: Page, question: str, *answers: str) -> None:
    """Choose one or more answers to a question of several."""
    group = page.get_by_role("group", name=question)
    for answer in answers:
        group.get_by_label(answer, exact=True).check()


def row(page: Page, *texts: str) -> Locator:
    """The row of a table that holds all these texts."""
    found = page.get_by_role("row")
    for text in texts:
        found = found.filter(has_text=text)
    return found


def until(page: Page, wanted: Locator) -> None:
    """Load the page again until it shows what the worker has still to do."""
    end = time.monotonic() + WORKER_SECONDS
    while True:
        try:
            return wanted.first.wait_for(timeout=700)
        except TimeoutError:
            assert time.monotonic() < end, f"{page.url} does not show {wanted}"
            page.reload()


def drawing() -> bytes:
    """A JPEG of a room that nobody lives in."""
    picture = Image.new("RGB", (1600, 1200), "#e8e1d3")
    pen = ImageDraw.Draw(picture)
    pen.polygon([(0, 900), (1600, 900), (1600, 1200), (0, 1200)], fill="#a97c50")
    pen.rectangle([500, 200, 1100, 700], fill="#bcdff5", outline="#ffffff", width=24)
    pen.line([(800, 200), (800, 700)], fill="#ffffff", width=16)
    written = BytesIO()
    picture.save(written, "JPEG", quality=85)
    return written.getvalue()
