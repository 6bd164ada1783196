import json

import pytest
from django.contrib.gis.geos import GEOSGeometry
from django.test import Client
from django.urls import reverse

from marketplace.places.models import Nil
from marketplace.places.svg import nil_map

pytestmark = pytest.mark.django_db


def test_suggestions_as_json(milan: None, client: Client) -> None:
    found = client.get(reverse("place_suggest"), {"q": "v.le monza 140"}).json()
    assert found[0]["value"] == "Viale Monza 140"
    assert found[0]["detail"] == "posizione approssimativa: controlla il segnaposto"
    assert client.get(reverse("place_suggest")).json() == []


def test_a_long_text_is_refused(client: Client) -> None:
    answer = client.get(reverse("place_suggest"), {"q": "x" * 101})
    assert answer.status_code == 422
    assert "100" in answer.json()["message"]


def test_nobody_asks_without_end(client: Client) -> None:
    answers = {client.get(reverse("place_suggest"), {"q": "x"}).status_code for _ in range(302)}
    assert answers == {200, 429} or answers == {200, 403}


def test_where_a_point_lies(milan: None, client: Client) -> None:
    found = client.get(reverse("place_locate"), {"lon": "9.2421", "lat": "45.4850"}).json()
    assert found["comune"] == {"id": "015146", "name": "Milano"}
    assert found["municipio"]["id"] == 3
    assert found["nil"]["name"] == "Lambrate - Ortica"
    assert found["metro"] == {"name": "Lambrate FS", "lines": ["M2"], "metres": 740, "minutes": 10}


@pytest.mark.parametrize(
    ("query", "says"),
    [
        ({"lon": "12.49", "lat": "41.89"}, "133 comuni"),
        ({"lon": "x", "lat": "45"}, "due numeri"),
        ({}, "due numeri"),
        ({"lon": "nan", "lat": "45"}, "longitudine"),
        ({"lon": "1e9", "lat": "45"}, "longitudine"),
    ],
)
def test_where_nothing_can_be(milan: None, client: Client, query: dict[str, str], says: str) -> None:
    answer = client.get(reverse("place_locate"), query)
    assert answer.status_code == 422
    assert says in answer.json()["message"]


@pytest.mark.parametrize(("name", "features"), [("place_nil_layer", 88), ("place_metro_layer", 135)])
def test_layers_are_kept_by_the_browser(milan: None, client: Client, name: str, features: int) -> None:
    answer = client.get(reverse(name))
    collection = json.loads(answer.content)
    assert len(collection["features"]) == features
    assert all(GEOSGeometry(json.dumps(feature["geometry"])).valid for feature in collection["features"])
    assert "max-age=86400" in answer["Cache-Control"]
    again = client.get(reverse(name), headers={"if-none-match": answer["ETag"]})
    assert again.status_code == 304


def test_the_drawn_map_is_small_and_complete(milan: None) -> None:
    drawn = nil_map({19: 12, 20: 1}, "canone=800&page=3&nil=4", {19})
    assert len(drawn) < 30_000
    assert drawn.count("<a ") == drawn.count("<title>") == 88
    assert '<a href="?canone=800&amp;nil=19" aria-current="true"><path class="nil-3"' in drawn
    assert "<title>Padova - Turro - Crescenzago: 12 offerte</title>" in drawn
    assert "<title>Loreto - Casoretto - NoLo: 1 offerta</title>" in drawn


def test_names_cannot_break_the_map(milan: None) -> None:
    from marketplace.places import geojson

    Nil.objects.filter(pk=1).update(name='<script>"')
    geojson.forget()
    assert "<script>" not in nil_map({}, '"><script>=1')


def test_no_outlines_no_map(db: None) -> None:
    from marketplace.places import geojson

    Nil.objects.update(outline=None)
    geojson.forget()
    assert nil_map() == ""
