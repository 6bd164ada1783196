"""Both engines under one contract, Elasticsearch as a real node."""

import random
from collections.abc import Callable
from typing import Any

import pytest

from search.engine import Engine, search
from search.forms import SearchFilterSet
from search.question import Question
from search.record import on_grid
from tests.search import sample
from tests.search.contract import Contract

Serve = Callable[[], Engine]


def elastic_engine(client: Any) -> Engine:
    """The engine on an index with all documents there are now."""
    from search.elastic.copying import fill
    from search.elastic.engine import ElasticEngine
    from search.elastic.indices import alias, body

    name = f"{alias()}-test"
    client.indices.create(index=name, aliases={alias(): {}}, **body())
    fill(name)
    client.indices.refresh(index=name)
    return ElasticEngine()


class TestPostgres(Contract):
    @pytest.fixture
    def serve(self) -> Serve:
        from search.postgres import PostgresEngine

        return PostgresEngine


class TestElasticsearch(Contract):
    @pytest.fixture
    def serve(self, elasticsearch: Any, monkeypatch: pytest.MonkeyPatch) -> Serve:
        from search.elastic import bodies

        monkeypatch.setattr(bodies, "TIME_LIMIT", "30s")  # a machine that runs tests is busy
        return lambda: elastic_engine(elasticsearch)

    def test_both_engines_draw_the_same_map(self, flats, serve):
        from search.postgres import PostgresEngine

        engine, rng = serve(), random.Random(5)
        for _ in range(30):
            question = sample.question(rng, [document.source for document in flats])
            one, other = (e.search(question, map_limit=20) for e in (engine, PostgresEngine()))
            assert (sorted(one.points, key=str), one.clusters) == (sorted(other.points, key=str), other.clusters)
            assert (one.last, one.facets, one.words) == (other.last, other.facets, other.words)

    def test_a_question_that_the_node_refuses_is_no_answer(self, flats, serve, monkeypatch):
        from elasticsearch import ApiError

        from search.elastic import bodies

        engine = serve()
        monkeypatch.setattr(bodies, "MOST_VALUES", -1)
        with pytest.raises(ApiError):
            engine.search(Question())


def test_form_and_engine_select_the_same(flats):
    data = {
        "canone": "900",
        "locali": ["2", "3"],
        "senza_scale": "1",
        "libera_dal": "2026-12-01",
        "municipio": ["1", "2"],
    }
    filterset = SearchFilterSet(data)
    assert filterset.problems == []
    assert filterset.qs.count() == search(filterset.question).total > 0


def test_the_grid_keeps_what_is_on_it():
    for lon, lat in [(9.19, 45.46), (-9.19, -45.46), (0.0, 0.0)]:
        assert on_grid(*on_grid(lon, lat)) == on_grid(lon, lat)
