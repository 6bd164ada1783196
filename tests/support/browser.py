"""Pages in Debian's Chromium against the live server: strict about the policy, script errors and accessibility."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

ROOT = Path(__file__).resolve().parents[2]
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
WIDE = {"width": 1280, "height": 900}
NARROW = {"width": 390, "height": 844}
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-sync",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
]
REPORT_VIOLATIONS = """document.addEventListener('securitypolicyviolation', event => window.reportViolation(
    `${event.violatedDirective}: ${event.blockedURI} ${event.sourceFile ?? ''}:${event.lineNumber} on ${location}`))"""

# The thousands of elements that pass stay in the page: carrying them here takes longer than looking at them.
RUN_AXE = "async exclude => (await axe.run({exclude}, {resultTypes: ['violations']})).violations"


@pytest.fixture(scope="session")
def chromium_path() -> str:
    found = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    if not found:
        pytest.fail("Chromium is missing: ./dev test installs it, or set CHROMIUM to its path.")
    return found


@pytest.fixture(scope="session")
def browser(chromium_path: str) -> Iterator[Browser]:
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"  # Playwright's loop runs in the thread that also asks the database
    expect.set_options(timeout=10_000)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path, args=QUIET)
        yield browser
        browser.close()


@pytest.fixture
def csp_violations() -> list[str]:
    """What the Content-Security-Policy stopped on any page of this test."""
    return []


@pytest.fixture
def script_errors() -> list[str]:
    """Errors that no script caught on any page of this test."""
    return []


@pytest.fixture
def visitor(
    browser: Browser, live_server: Any, settings: Any, csp_violations: list[str], script_errors: list[str]
) -> Iterator[Callable[..., Page]]:
    """``visitor(user=None, narrow=False, **options)`` opens a page in a browser of its own, signed in as ``user``.

    After the test, a violation of the policy or an uncaught script error on any of these pages fails it.
    """
    settings.SITE_URL = live_server.url
    settings.CSRF_TRUSTED_ORIGINS = [live_server.url]
    contexts: list[BrowserContext] = []

    def open_page(user: Any = None, *, narrow: bool = False, **options: Any) -> Page:
        options = {"viewport": NARROW if narrow else WIDE, "locale": "it-IT", "timezone_id": "Europe/Rome"} | options
        context = browser.new_context(base_url=live_server.url, **options)
        contexts.append(context)
        context.set_default_timeout(15_000)
        context.expose_function("reportViolation", lambda violation: csp_violations.append(violation))
        context.add_init_script(REPORT_VIOLATIONS)
        if user:
            sign_in(context, user, live_server.url)
        page = context.new_page()
        context.on("weberror", lambda error: script_errors.append(str(error.error)))
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert not csp_violations
    assert not script_errors


@pytest.fixture
def page(visitor: Callable[..., Page]) -> Page:
    """A page 1280 pixels wide, not signed in."""
    return visitor()


@pytest.fixture
def phone(visitor: Callable[..., Page]) -> Page:
    """A page 390 pixels wide, not signed in."""
    return visitor(narrow=True)


def sign_in(context: BrowserContext, user: Any, url: str) -> None:
    """Give the browser a session of ``user``, without the form."""
    from django.conf import settings
    from django.test import Client

    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": url}])


@pytest.fixture(scope="session")
def axe() -> Callable[..., None]:
    """``axe(page)`` asserts that axe-core finds nothing on the page as it stands."""
    if not AXE.exists():
        pytest.fail("axe-core is missing: run npm ci (./dev test does).")
    source = AXE.read_text()

    def check(page: Page, *, without: tuple[str, ...] = ()) -> None:
        if not page.evaluate("'axe' in window"):
            page.evaluate(source)  # by the debugging protocol, which the page's policy does not bind
        violations = page.evaluate(RUN_AXE, [[selector] for selector in without])
        found = [
            f"{violation['id']} ({violation['impact']}): {violation['help']}\n"
            + "\n".join(f"    {node['html'][:200]}\n    {node['failureSummary']}" for node in violation["nodes"])
            for violation in violations
        ]
        assert not found, f"axe-core on {page.url}:\n" + "\n".join(found)

    return check
