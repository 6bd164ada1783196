"""The public point: within the ring, stable, on the search engines' grid, drawn from a secure source."""

import math
from random import SystemRandom

import pytest
from django.contrib.gis.geos import Point
from hypothesis import given, settings
from hypothesis import strategies as st

from marketplace.offers import displacement
from marketplace.offers.displacement import KEPT, LAT_STEP, LON_STEP, displace, distance, follow
from marketplace.offers.services import drafts

from .factories import milano
from .trial import trial_in

points = st.builds(
    lambda lon, lat: Point(lon, lat, srid=4326), st.floats(8.7, 9.6, allow_nan=False), st.floats(45.1, 45.7)
)


def metres(a: Point, b: Point) -> float:
    """Great circle, by the haversine formula: another way than the code's."""
    lat_a, lat_b = math.radians(a.y), math.radians(b.y)
    half = math.sin((lat_b - lat_a) / 2) ** 2 + math.cos(lat_a) * math.cos(lat_b) * (
        math.sin(math.radians(b.x - a.x) / 2) ** 2
    )
    return 2 * 6_371_008.8 * math.asin(math.sqrt(half))


def is_on_grid(point: Point) -> bool:
    """The columns hold what search.md §6 computes: flooring once more changes nothing."""
    return (point.x, point.y) == (math.floor(point.x / LON_STEP) * LON_STEP, math.floor(point.y / LAT_STEP) * LAT_STEP)


@given(points)
@settings(max_examples=300, deadline=None)
def test_it_lies_in_the_ring_and_on_the_grid(exact):
    public = displace(exact)
    assert 100 <= metres(exact, public) <= 220
    assert is_on_grid(public)


@given(points, st.floats(-0.003, 0.003), st.floats(-0.003, 0.003))
@settings(max_examples=200, deadline=None)
def test_a_small_correction_keeps_the_displacement_and_a_large_one_draws_anew(exact, east, north):
    public = displace(exact)
    moved = Point(exact.x + east, exact.y + north, srid=4326)
    after = follow(moved, exact, public)
    assert 100 <= metres(moved, after) <= 220
    if distance(moved, exact) < KEPT:
        before, now = displacement._offset(exact, public), displacement._offset(moved, after)
        assert math.dist(before, now) < 0.1  # metres: the grid


@given(points)
@settings(max_examples=100, deadline=None)
def test_the_same_point_keeps_its_public_place_however_often_it_is_saved(exact):
    public = displace(exact)
    assert {follow(exact, exact, public).coords for _save in range(20)} == {public.coords}


def test_a_hundred_small_corrections_do_not_wander_out_of_the_ring():
    exact = Point(9.2421, 45.485, srid=4326)
    public = displace(exact)
    for step in range(100):
        moved = Point(exact.x + 0.00001 * (-1) ** step, exact.y + 0.00002, srid=4326)
        exact, public = moved, follow(moved, exact, public)
    assert 100 <= metres(exact, public) <= 220


def test_draws_differ_and_come_from_the_operating_system():
    exact = Point(9.19, 45.46, srid=4326)
    assert isinstance(displacement._random, SystemRandom)
    assert len({displace(exact).coords for _draw in range(200)}) == 200


def test_draws_are_uniform_over_the_ring():
    exact = Point(9.19, 45.46, srid=4326)
    drawn = [displacement._offset(exact, displace(exact)) for _draw in range(4000)]
    middle = math.sqrt((displacement.NEAREST**2 + displacement.FARTHEST**2) / 2)  # halves the area
    quarters = [sum((x > 0) == right and (y > 0) == upper for x, y in drawn) for right in (0, 1) for upper in (0, 1)]
    inner = sum(math.hypot(x, y) < middle for x, y in drawn)
    assert all(850 < count < 1150 for count in [*quarters, inner / 2])


def test_it_stays_inside_the_comune_where_possible():
    exact = Point(9.19, 45.46, srid=4326)
    assert all(displace(exact, lambda p: p.x > exact.x).x > exact.x for _draw in range(50))


def test_where_it_cannot_stay_inside_it_is_still_displaced():
    exact = Point(9.19, 45.46, srid=4326)
    assert 100 <= metres(exact, displace(exact, lambda p: False)) <= 220


@pytest.mark.django_db
def test_saving_a_point_brings_its_places_and_the_public_point_along():
    milano()
    offer = trial_in("draft", point=None, comune=None)
    values = {"point": Point(9.19, 45.4642, srid=4326)}
    saved = drafts.save_content(offer_id=offer.pk, version=1, actor=offer.owner, values=values)
    again = drafts.save_content(offer_id=offer.pk, version=2, actor=offer.owner, values=values)
    assert saved.comune_id == "015146"
    assert 100 <= metres(saved.point, saved.public_point) <= 220
    assert again.public_point.coords == saved.public_point.coords


@pytest.mark.django_db
def test_an_empty_point_takes_its_places_away():
    offer = trial_in("draft")
    saved = drafts.save_content(offer_id=offer.pk, version=None, actor=offer.owner, values={"point": None})
    assert (saved.point, saved.public_point, saved.comune) == (None, None, None)
