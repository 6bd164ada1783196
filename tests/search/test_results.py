"""Beside the offers: why they stand where they do, the editors' pages, a drawn zone, and the next page by cursor."""

import re

import pytest
from django.test import Client
from wagtail.models import Page

from marketplace.organisations.enums import Role
from search import services
from search.selectors import site_pages
from tests.factories import UserFactory, person
from tests.search.flats import published

pytestmark = pytest.mark.usefixtures("areas")
QUESTION = {"q": "bilocale lambrate", "explain": "1"}
AROUND = "9.23000,45.48000,9.25000,45.48000,9.25000,45.49000,9.23000,45.49000"


@pytest.fixture
def three(areas):
    offers = [
        published(title="Bilocale a Lambrate", description="Bilocale, Lambrate."),
        published(title="Casa a Greco", description="Un bilocale vicino a Lambrate."),
        published(title="Bilocale a Greco", description="Lambrate è vicina."),
    ]
    services.index_many([offer.pk for offer in offers])
    services.refresh_terms()
    return offers


def signed_in(role: Role | None) -> Client:
    """As somebody of a body, or with None as an owner."""
    client = Client()
    client.force_login(person(role) if role else UserFactory(), backend="django.contrib.auth.backends.ModelBackend")
    return client


def scores(text: str) -> list[int]:
    return [int(found) for found in re.findall(r"<summary>Punteggio (\d+)</summary>", text)]


@pytest.mark.parametrize("role", [Role.OPERATOR, Role.REVIEWER])
def test_staff_see_what_the_order_is_made_of(three, role):
    answer = signed_in(role).get("/offerte/", QUESTION)
    found = scores(answer.text)
    assert len(found) == 3
    assert found == sorted(found, reverse=True)
    blocks = re.findall(r"<details class=\"explanation\">.*?</details>", answer.text, re.DOTALL)
    for block, total in zip(blocks, found, strict=True):
        parts = dict(re.findall(r"<li>([^<]+) <strong>(\d+)</strong></li>", block))
        assert {"bilocale", "lambrate"} <= parts.keys()
        assert sum(map(int, parts.values())) == total
    assert 'name="explain" value="1"' in answer.text


def test_nobody_else_does(client, three):
    assert not scores(client.get("/offerte/", QUESTION).text)
    assert not scores(signed_in(None).get("/offerte/", QUESTION).text)
    operator = signed_in(Role.OPERATOR)
    assert not scores(operator.get("/offerte/", {"q": "bilocale"}).text)
    assert "Il punteggio conta solo" in operator.get("/offerte/", {"explain": "1"}).text


def test_a_drawn_zone_stays_in_the_form_and_can_be_taken_away(client, three):
    services.index(published(title="Casa a Baggio", public_point="SRID=4326;POINT(9.09 45.46)").pk)
    page = client.get("/offerte/", {"poligono": AROUND})
    assert f'name="poligono" value="{AROUND}"' in page.text
    assert "3 offerte" in page.text
    assert "Togli: zona disegnata" in page.text
    crossing = "9.23,45.48,9.25,45.49,9.25,45.48,9.23,45.49"
    page = client.get("/offerte/", {"poligono": crossing})
    assert "I lati della zona si incrociano" in page.text
    assert f'name="poligono" value="{crossing}"' in page.text
    assert "4 offerte" in page.text


def test_lines_and_flags_are_asked_in_the_column(client, three, db):
    page = client.get("/offerte/", {"tipo": "casa"})
    for name in ("con_garanzia", "controllata"):
        assert f'name="{name}" value="1" id="id_{name}" disabled' in page.text
    assert 'name="a_piedi"' in page.text


@pytest.fixture
def pages(db):
    """The front page in Italian and three pages of the editors below it, one of them not public."""
    from cms.models import HomePage, InfoPage

    home = HomePage(title="Casa e lavoro", slug="prova", claim="Inizio", introduction="Garanzia")
    Page.get_first_root_node().add_child(instance=home)
    text = [("text", "<p>Il deposito lo copre il fondo di garanzia.</p>")]
    for slug, title, live in (("garanzie", "Le garanzie", True), ("bozza", "Garanzie di domani", False)):
        home.add_child(instance=InfoPage(title=title, slug=slug, introduction="Chi risponde.", body=text, live=live))


def test_pages_of_the_editors_are_found_by_the_same_words(client, pages, django_capture_on_commit_callbacks):
    assert [page.title for page in site_pages("garanzia per il deposito")] == ["Le garanzie"]
    answer = client.get("/offerte/", {"q": "garanzia"})
    assert "Pagine del sito" in answer.text
    assert "Chi risponde." in answer.text
    assert "Pagine del sito" not in client.get("/offerte/", {"q": "garanzia", "page": "2"}).text
    assert "Pagine del sito" not in client.get("/offerte/", {"q": "lambrate"}).text
    assert "Pagine del sito" not in client.get("/offerte/").text


@pytest.mark.parametrize("words", ["", "il la", "'", "((", "a:* & !b", "garanzia | x", "\\", "%", "città " * 40])
def test_no_words_break_the_search_of_pages(pages, words):
    assert site_pages(words) in ([], site_pages("garanzia"))


def test_the_second_page_names_its_number(client, areas):
    services.index_many([published().pk for _ in range(21)])
    first = client.get("/offerte/")
    (link,) = re.findall(r'rel="next" href="([^"]+)"', first.text)
    second = client.get("/offerte/" + link.split("#")[0].replace("&amp;", "&"), headers={"HX-Request": "true"})
    assert ", pagina 2 –" in second.text
    assert second.text.count("noindex") == 0
