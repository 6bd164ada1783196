"""Tiles: cells of the map are whole-number ranges, and a tile shows what the question finds in it."""

import random

from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from search import mercator, services
from search.engine import engine
from search.question import Question
from search.tiles import tile
from tests.search import sample
from tests.search.flats import published

DEGREES = (st.floats(8.5, 9.7), st.floats(45.0, 45.8))


@given(*DEGREES, st.integers(0, 20))
def test_a_point_lies_in_the_one_tile_that_its_cell_names(lon, lat, zoom):
    number = mercator.quadkey(lon, lat)
    column, line = mercator.place(number >> 2 * (mercator.LEVELS - zoom))
    span = mercator.tile(zoom, column, line)
    assert span.low <= number <= span.high
    beside = mercator.tile(zoom, column ^ 1, line) if zoom else None
    assert beside is None or not beside.low <= number <= beside.high


@given(st.integers(0, 2**26 - 1), st.integers(0, 2**26 - 1))
def test_column_and_line_come_back(column, line):
    assert mercator.place(mercator.tile(26, column, line).low) == (column, line)


def test_the_tiles_of_a_zoom_hold_every_offer_once(flats):
    rng = random.Random(4)
    for _ in range(5):
        question = sample.question(rng, [document.source for document in flats])
        whole = engine().cells(question, 12)
        assert sum(whole.values()) == len(engine().every(question))
        parts = [mercator.tile(12, *mercator.place(number)) for number in whole]
        for span, count in zip(parts, whole.values(), strict=True):
            inside = Question(question.text, question.values, span=span)
            assert len(engine().every(inside)) == count == len(engine().points(inside, 1000))


def test_a_tile_is_drawn_as_clusters_or_as_offers(flats):
    assert b"count" in tile(Question(), 0, 0, 0, str)
    shown = published()
    services.index(shown.pk)
    place = mercator.quadkey(shown.public_point.x, shown.public_point.y)
    near = tile(Question(), 16, *mercator.place(place >> 2 * (mercator.LEVELS - 16)), lambda one: f"/x/{one}/")
    assert f"/x/{shown.public_id}/".encode() in near
    assert tile(Question(), 9, 0, 0, str) == b""


def test_tiles_of_the_page(flats):
    client = Client()
    assert client.get(reverse("offer_tile", args=[9, 0, 0])).status_code == 204
    assert client.get(reverse("offer_tile", args=[25, 0, 0])).status_code == 404
    assert client.get(reverse("offer_tile", args=[2, 4, 0])).status_code == 404
    found = client.get(reverse("offer_tile", args=[0, 0, 0]))
    assert found.status_code == 200
    assert found["content-type"] == "application/vnd.mapbox-vector-tile"
