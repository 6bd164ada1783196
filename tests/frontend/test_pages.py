"""The kit's pages: every component, errors in plain words, the header for who is signed in and who is not."""

import re

import pytest
from django.test import Client, RequestFactory
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("narrow", [False, True], ids=["1280", "390"])
def test_axe_finds_nothing_and_nothing_sticks_out(kit, visitor, axe, narrow):
    page = visitor(narrow=narrow)
    for path in ("/componenti/", "/componenti/?errori=1&messaggi=1", "/prova/", "/non-esiste/", "/accesso/login/"):
        page.goto(path)
        axe(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"], path


def test_at_twice_the_size_nothing_sticks_out(kit, visitor):
    page = visitor(viewport={"width": 640, "height": 450})  # 1280 px at 200 %
    page.goto("/componenti/?errori=1")
    assert page.evaluate("document.documentElement.scrollWidth") <= 640


def test_the_skip_link_comes_first(kit, page: Page):
    page.goto("/componenti/")
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text("Vai al contenuto")
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()


def test_the_summary_has_the_focus_and_leads_to_the_field(kit, page: Page):
    page.goto("/componenti/?errori=1")
    expect(page.locator("#error-summary")).to_be_focused()
    expect(page).to_have_title("Errore: Componenti – Casa e lavoro a Milano")
    page.get_by_role("link", name="Canone al mese").click()
    expect(page.get_by_label("Canone al mese")).to_be_focused()
    page.get_by_role("link", name="Contratto: ").click()
    expect(page.get_by_label("Libero, 4+4 anni")).to_be_focused()


def test_the_same_page_in_the_other_language(kit, page: Page):
    page.goto("/componenti/?errori=1")
    page.get_by_role("link", name="English").click()
    expect(page).to_have_url(re.compile(r"/en/componenti/\?errori=1$"))
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.get_by_role("link", name="Skip to content")).to_be_attached()
    expect(page.get_by_role("link", name="Privacy notice")).to_have_attribute("href", "/en/privacy/")
    page.get_by_role("link", name="Italiano").click()
    expect(page).to_have_url(re.compile(r"(?<!/en)/componenti/\?errori=1$"))


def test_a_map_says_what_it_shows(kit, page: Page):
    page.goto("/componenti/")
    page.locator("#browse-map").scroll_into_view_if_needed()
    expect(page.locator("[data-map-card]")).to_have_text("Offerte sulla mappa: 40")
    page.get_by_role("button", name="Succ.").click()
    expect(page.locator("#live")).to_contain_text("Offerta 1")
    page.locator("#pin-map").scroll_into_view_if_needed()
    expect(page.locator("#pin-map .pin")).to_be_visible()
    page.get_by_role("button", name="nord").click()
    expect(page.locator("[name=latitude]")).to_have_value("45.480090")


@pytest.mark.parametrize(
    ("view", "status", "words"),
    [
        ("bad_request", 400, "Non abbiamo capito"),
        ("forbidden", 403, "non è aperta a tutti"),
        ("csrf_failure", 403, "aperta da troppo tempo"),
        ("not_found", 404, "Questa pagina non c’è"),
        ("too_many_requests", 429, "Aspetta un minuto"),
        ("server_error", 500, "È un errore nostro"),
    ],
)
def test_errors_speak_plainly(rf: RequestFactory, view, status, words):
    from django.contrib.auth.models import AnonymousUser

    from marketplace.core import views

    request = rf.get("/")
    request.user, request.session, request.acting = AnonymousUser(), {}, None
    response = getattr(views, view)(request)
    assert response.status_code == status
    assert words in response.content.decode()


def test_a_client_that_asks_too_often_reads_429(rf: RequestFactory):
    from django.contrib.auth.models import AnonymousUser
    from django_ratelimit.exceptions import Ratelimited

    from marketplace.core.views import forbidden

    request = rf.get("/")
    request.user, request.session, request.acting = AnonymousUser(), {}, None
    response = forbidden(request, Ratelimited())
    assert (response.status_code, response["Retry-After"]) == (429, "60")


def test_the_session_is_renewed_only_for_who_has_one(client: Client, django_user_model):
    assert client.post("/sessione/").status_code == 401
    assert client.get("/sessione/").status_code == 405
    user = django_user_model.objects.create_user(email="anna@example.org", password="x")
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    assert client.post("/sessione/").json() == {"seconds": 8 * 60 * 60}
