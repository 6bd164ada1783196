"""Rims of circles and rectangles: within half a metre, engine and plain Python agree."""

import math
import random
from dataclasses import replace

import pytest

from search import services
from search.documents import row
from search.engine import search
from search.question import Question
from search.record import EARTH, on_grid
from search.words import parse
from tests.search import brute_force, sample


@pytest.mark.parametrize("seed", range(6))
def test_rims(seed, areas):
    rng = random.Random(seed)
    circle = sample.circle(rng.uniform(9.1, 9.25), rng.uniform(45.42, 45.5), rng.choice([300, 900, 4000]))
    box = sample.rectangle(rng, sample.sources(rng, 1)[0])
    points = [_near_circle(rng, circle) for _ in range(150)] + [_near_box(rng, box) for _ in range(150)]
    sources = [
        replace(source, lon=lon, lat=lat)
        for source, (lon, lat) in zip(sample.sources(rng, len(points)), points, strict=True)
    ]
    services.write([row(source) for source in sources])
    documents = brute_force.documents(sources)
    for values in ({"vicino": circle}, {"bbox": box}):
        question = Question(values=values, size=400)
        expected = brute_force.search(documents, question, parse(""))
        answer = search(question)
        assert 30 < expected.total < 250
        assert (answer.total, answer.ids) == (expected.total, expected.ids)


def _near_circle(rng: random.Random, circle) -> tuple[float, float]:
    turn, metres = rng.uniform(0, 2 * math.pi), circle.metres + rng.uniform(-0.5, 0.5)
    north, east = metres * math.sin(turn) / EARTH, metres * math.cos(turn) / EARTH
    lat = circle.lat + math.degrees(north)
    return circle.lon + math.degrees(east / math.cos(math.radians(lat))), lat


def _near_box(rng: random.Random, box: tuple[float, ...]) -> tuple[float, float]:
    west, south, east, north = box
    off = rng.uniform(-0.5, 0.5) / 110_000
    if rng.random() < 0.5:
        return rng.choice([west, east]) + off, rng.uniform(south, north)
    return rng.uniform(west, east), rng.choice([south, north]) + off


def test_the_grid_keeps_what_is_on_it():
    for lon, lat in [(9.19, 45.46), (-9.19, -45.46), (0.0, 0.0)]:
        assert on_grid(*on_grid(lon, lat)) == on_grid(lon, lat)
