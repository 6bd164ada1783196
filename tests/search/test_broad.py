"""Where a question finds more than PostgreSQL alone counts in time: the page is the same, counts are left out."""

import random
from dataclasses import replace

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from search.postgres import PostgresEngine
from search.question import Question
from search.record import on_grid
from tests.search import sample

FEW = 25
EVERYWHERE = {"bbox": on_grid(9.0, 45.3) + on_grid(9.4, 45.6)}  # by which no two visitors ask the same


@pytest.fixture(autouse=True)
def _nothing_kept():
    cache.clear()


def test_pages_follow_one_another_as_if_everything_had_been_read(flats):
    rng = random.Random(8)
    sources = [document.source for document in flats]
    beyond = 0
    for _ in range(120):
        question = sample.question(rng, sources)
        question = replace(question, text="", values=dict(list(question.values.items())[:1]) | EVERYWHERE)
        full, short = PostgresEngine().search(question), PostgresEngine(FEW).search(question)
        assert short.ids == full.ids, question
        assert (short.last is None) == (full.last is None)
        for name, counts in short.facets.items():
            assert counts == full.facets[name], (question, name)
        if full.last:
            after = replace(question, page=1, after=full.last)
            assert PostgresEngine(FEW).search(after).ids == PostgresEngine().search(after).ids, question
        if full.total > FEW and not short.facets:
            assert (short.total, short.more) == (100_000, True)
            beyond += 1
        elif not short.more:
            assert short.total == full.total
    assert beyond > 5


def test_counts_that_everybody_asks_for_are_made_once_a_minute(flats, django_assert_num_queries):
    question = Question(values={"tipo": "casa"})
    first = PostgresEngine(FEW).search(question)
    assert (first.facets, first.total, first.more) == (
        PostgresEngine().search(question).facets, PostgresEngine().search(question).total, False,
    )  # fmt: skip
    assert PostgresEngine(FEW).search(replace(question, order="prezzo", page=2)).facets == first.facets


def test_a_facet_of_few_among_many_keeps_the_other_counts(flats):
    question = Question("", {"nil": ["3"], "vicino": sample.circle(9.16, 45.46, 40_000)})
    full, short = PostgresEngine().search(question), PostgresEngine(FEW).search(question)
    assert short.total == full.total <= FEW
    assert "nil" not in short.facets
    assert short.facets["locali"] == full.facets["locali"]


def test_the_map_is_drawn_all_the_same(flats):
    question = Question("", {"vicino": sample.circle(9.16, 45.46, 40_000)})
    full, short = (engine.search(question, map_limit=20) for engine in (PostgresEngine(), PostgresEngine(FEW)))
    assert sum(cluster.count for cluster in short.clusters) == sum(cluster.count for cluster in full.clusters)


def test_the_page_says_that_there_are_more(flats, monkeypatch):
    monkeypatch.setattr("search.engine._postgres", lambda: PostgresEngine(FEW))
    circle = {"punto": "45.4600000,9.1600000", "entro": "10km"}
    for headers in ({}, {"HX-Request": "true"}):
        body = Client(headers=headers).get(reverse("offer_list"), circle).content.decode()
        assert "Più di 100" in body
        assert "(None)" not in body
