"""The search page as people use it: by mouse, by keyboard, without scripts, on a phone."""

import re

import pytest
from playwright.sync_api import expect

from marketplace.places.models import Comune
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
    page.get_by_role("combobox", name="Cerca zona, parola o fermata").fill("grecco")
    page.get_by_role("combobox", name="Cerca zona, parola o fermata").press("Enter")
    expect(page.locator("#h-risultati")).to_have_text("1 casa")
    expect(page.get_by_text("abbiamo cercato greco")).to_be_visible()


def test_a_place_is_picked_by_keyboard_and_the_other_filters_stay(page, three_flats, axe):
    name = Comune.objects.get(istat="015077").name
    page.goto("/offerte/?tipo=casa&canone=1000")
    box = page.get_by_role("combobox", name="Cerca zona, parola o fermata")
    box.press_sequentially(name)
    option = page.get_by_role("option", name=re.compile(f"{name} comune"))
    expect(option).to_be_visible()
    axe(page)
    box.press("ArrowDown")
    expect(option).to_have_attribute("aria-selected", "true")
    box.press("Enter")
    expect(page).to_have_url(re.compile(r"\?comune=015077&tipo=casa&canone=1000\b"))
    expect(page.get_by_role("link", name="Togli: fino a 1000 €")).to_be_visible()


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


@pytest.fixture
def on_the_map(page, three_flats):
    """The list with its map drawn."""
    page.goto("/offerte/")
    expect(page.get_by_text("Offerte sulla mappa: 3")).to_be_visible(timeout=30_000)
    return page


def until(page, condition):
    """Wait for something of the map, which no element shows; without eval, which the policy forbids."""
    frame = "new Promise(requestAnimationFrame)"
    page.evaluate(f"async () => {{ const end = performance.now() + 15_000; "
                  f"while (performance.now() < end && !({condition})) await {frame}; }}")  # fmt: skip
    assert page.evaluate(condition)


def at(page, lon, lat):
    """Where a place of the map stands on the screen."""
    canvas = page.locator(".map canvas").bounding_box()
    spot = page.evaluate("place => document.getElementById('map').map.project(place)", [lon, lat])
    return canvas["x"] + spot["x"], canvas["y"] + spot["y"]


def test_a_zone_is_drawn_by_mouse_and_stays(on_the_map, axe):
    page = on_the_map
    page.evaluate("document.getElementById('map').map.jumpTo({center: [9.243, 45.486], zoom: 13})")
    page.get_by_role("button", name="Disegna la zona").click()
    axe(page)
    for corner in [(9.24, 45.484), (9.246, 45.484), (9.246, 45.488)]:
        page.mouse.click(*at(page, *corner))
    expect(page.locator("#live")).to_have_text("Angolo 3 messo.")
    page.mouse.dblclick(*at(page, 9.24, 45.488))
    expect(page).to_have_url(re.compile(r"poligono=9\.2\d+%2C45\.48"))
    expect(page.get_by_role("link", name="Togli: zona disegnata")).to_be_visible()
    expect(page.locator("#h-risultati")).to_have_text("3 offerte")
    page.reload()
    expect(page.get_by_role("button", name="Cancella la zona")).to_be_visible(timeout=30_000)
    until(page, "document.getElementById('map').map.querySourceFeatures('zone').length")
    axe(page)
    page.get_by_role("button", name="Cancella la zona").click()
    expect(page).not_to_have_url(re.compile(r"poligono=\d"))
    expect(page.get_by_role("button", name="Disegna la zona")).to_be_visible()


def test_a_zone_is_drawn_by_keyboard_with_what_is_said(on_the_map):
    page = on_the_map
    said = page.locator("#live")
    page.evaluate("document.getElementById('map').map.jumpTo({center: [9.2, 45.45], zoom: 13})")
    draw = page.get_by_role("button", name="Disegna la zona")
    draw.press("Enter")
    expect(said).to_contain_text("Spazio per un angolo")
    expect(page.locator("[data-zone-cross]")).to_be_visible()
    canvas = page.locator(".map canvas")
    expect(canvas).to_be_focused()
    centre = "document.getElementById('map').map.getCenter().toString()"
    for number, way in enumerate(["ArrowRight", "ArrowDown", "ArrowLeft"], 1):
        canvas.press("Space")
        expect(said).to_have_text(f"Angolo {number} messo.")
        if number == 1:
            canvas.press("Enter")
            expect(said).to_have_text("Servono almeno tre angoli.")
        before = page.evaluate(centre)
        canvas.press(way)
        until(page, f"{centre} !== '{before}' && !document.getElementById('map').map.isMoving()")
    canvas.press("Backspace")
    expect(said).to_have_text("Angolo tolto: ne restano 2.")
    canvas.press("Space")
    canvas.press("Enter")
    expect(page).to_have_url(re.compile("poligono=9"))
    expect(page.get_by_role("link", name="Togli: zona disegnata")).to_be_visible()
    page.get_by_role("button", name="Disegna la zona").press("Enter")
    canvas.press("Escape")
    expect(said).to_have_text("Disegno annullato.")
    expect(page).to_have_url(re.compile("poligono=9"))


def test_too_many_offers_come_as_tiles(page, flats, monkeypatch, axe):
    monkeypatch.setattr("search.views.MAP_POINTS", 50)
    page.goto("/offerte/")
    expect(page.get_by_text("Offerte sulla mappa: 400")).to_be_visible(timeout=30_000)
    above = "[[60, 80], [300, 260]], {layers: ['tiles-clusters']}"  # the sheet, which lies below
    shown = f"document.getElementById('map').map.queryRenderedFeatures({above})"
    until(page, f"{shown}.length")
    before = page.evaluate("document.getElementById('map').map.getZoom()")
    cluster = page.evaluate(f"{shown}.find(one => one.properties.count).geometry.coordinates")
    page.mouse.click(*at(page, *cluster))
    until(page, f"document.getElementById('map').map.getZoom() > {before} + 1.9")
    expect(page.locator("[data-map-card]")).to_contain_text("Offerte in questo punto")
    axe(page)


def test_the_next_page_by_cursor_after_a_changed_filter(page, areas):
    services.index_many([published(step_free=True).pk for _ in range(21)])
    page.goto("/offerte/")
    page.get_by_role("checkbox", name=re.compile("Si entra senza scale")).check()
    expect(page).to_have_url(re.compile("senza_scale=1"))
    page.locator("a[rel=next]").click()
    expect(page).to_have_url(re.compile("senza_scale=1.*page=2.*dopo=|senza_scale=1.*dopo=.*page=2"))
    expect(page).to_have_title(re.compile(", pagina 2 –"))
    expect(page.locator(".page-item.active")).to_contain_text("2")
    page.go_back()
    expect(page).not_to_have_url(re.compile("dopo="))
    expect(page.locator(".page-item.active")).to_contain_text("1")
    expect(page.get_by_role("checkbox", name=re.compile("Si entra senza scale"))).to_be_checked()


def test_the_page_of_an_offer(page, three_flats, axe):
    page.goto("/offerte/?tipo=casa")
    page.get_by_role("link", name="Bilocale a Lambrate").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Bilocale a Lambrate")
    page.get_by_text("Chiedi informazioni").click()
    expect(page.get_by_text(three_flats[0].public_id)).to_be_visible()
    axe(page)  # the fixture also fails on the JSON-LD block, should the policy stop it
