"""The real node, and our client on it."""

from django.conf import settings

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
