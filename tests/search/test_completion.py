"""Completion while typing."""

from urllib.parse import parse_qs

import pytest
from django.urls import reverse

from marketplace.places.models import Stop
from search import services
from search.completion import LIMIT, complete
from search.models import Term


@pytest.fixture
def starts(flats):
    Stop.objects.create(kind="metro", code="LOTTO", name="Porta Lotto", lines="M1", point="POINT(9.14 45.47)")
    services.refresh_terms()


def test_every_word_of_a_place_begins_it(starts):
    for typed in ("porta lo", "lott", "LOTTO"):
        assert "Porta Lotto" in [one.label for one in complete(typed)]


def test_what_stands_before_stays_words(starts):
    (found,) = [one for one in complete("bilocale lott") if one.label == "Porta Lotto"]
    assert parse_qs(found.query[1:]) == {"fermata": ["LOTTO"], "q": ["bilocale"]}


def test_at_most_eight_the_most_usual_word_first(starts):
    assert len(complete("nil")) <= LIMIT
    word = Term.objects.order_by("-df").filter(folded__regex="^[a-z]{5,}$").first()
    assert word.folded in [parse_qs(one.query[1:]).get("q", [""])[0] for one in complete(word.folded[:5])]


@pytest.mark.parametrize("typed", ["", "a", "%", "_", "\x00", "zzqqx", "(" * 500, "'; drop table x --"])
def test_nothing_comes_of_what_begins_nothing(starts, client, typed):
    answer = client.get(reverse("offer_suggest"), {"q": typed})
    assert (answer.status_code, answer.json()) == (200, {"results": []})


def test_the_links_lead_to_filters(starts, client, django_assert_num_queries):
    with django_assert_num_queries(1):
        results = client.get(reverse("offer_suggest"), {"q": "porta lotto"}).json()["results"]
    assert results == [{"label": "Porta Lotto", "detail": "metro", "group": "Luoghi", "url": "/offerte/?fermata=LOTTO"}]
