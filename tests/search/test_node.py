"""The real node, and our client on it."""

import pytest
from django.conf import settings
from elasticsearch import TransportError

from search import selectors

MAPPING = {
    "dynamic": "strict",
    "properties": {"id": {"type": "integer"}, "w": {"type": "text", "analyzer": "whitespace"}},
}


def bulk(rows):
    return [
        line
        for number, version, words in rows
        for line in (
            {"index": {"_id": str(number), "version": version, "version_type": "external_gte"}},
            {"id": number, "w": words},
        )
    ]


def test_the_node_takes_documents_and_answers(elasticsearch):
    index = f"{settings.ELASTICSEARCH_PREFIX}-smoke"
    elasticsearch.indices.create(index=index, mappings=MAPPING)
    done = elasticsearch.bulk(index=index, operations=bulk([(1, 5, "due local"), (2, 5, "tre local")]), refresh=True)
    assert not done["errors"]
    late = elasticsearch.bulk(
        index=index, operations=bulk([(1, 4, "vecchio")]), refresh=True, filter_path="items.*.status"
    )
    assert late.body == {"items": [{"index": {"status": 409}}]}
    found = elasticsearch.search(
        index=index,
        query={"match_phrase": {"w": "due local"}},
        source=False,
        filter_path="hits.total.value,hits.hits._id",
    )
    assert found.body == {"hits": {"total": {"value": 1}, "hits": [{"_id": "1"}]}}


def test_the_test_before_left_no_index_behind(elasticsearch):
    assert elasticsearch.indices.get(index=f"{settings.ELASTICSEARCH_PREFIX}*").body == {}


def test_readiness_asks_whichever_node_answers(elasticsearch, settings):
    """The first address is one where nobody listens."""
    settings.ELASTICSEARCH_URL = f"http://127.0.0.1:9,{settings.ELASTICSEARCH_URL}"
    for _ in range(3):
        assert selectors.engine_problem() is None


def test_a_cluster_that_is_away_is_a_problem(settings):
    settings.ELASTICSEARCH_URL = "http://127.0.0.1:9"
    with pytest.raises(TransportError):
        selectors.engine_problem()
