"""What is sent to Elasticsearch for a question, word by word; no node is asked."""

from datetime import UTC, date, datetime

import pytest

from search.elastic import bodies
from search.mercator import Span
from search.question import Question
from search.words import Group, Variant, Words

NONE = Words((), 0)
DAY = date(2026, 11, 23)
WAY = {"_source": False, "timeout": "1500ms"}
NEWEST = [{"published": "desc"}, {"id": "asc"}]


def question(**more) -> Question:
    return Question(day=DAY, **more)


def test_a_page_brings_the_free_facets_and_a_filtered_one_is_counted_apart():
    asked = bodies.page_bodies(question(values={"locali": [2, 5], "canone": 900}, page=3), NONE)
    rent = {"range": {"price": {"lte": 900}}}
    rooms = {"bool": {"should": [{"terms": {"rooms": ["00002"]}}, {"range": {"rooms": {"gte": "00005"}}}]}}
    page, own = asked[""], asked["locali"]
    counted = page.pop("aggs")
    assert asked.keys() == {"", "locali"}
    assert page == WAY | {
        "query": {"bool": {"filter": [rent, rooms]}}, "track_total_hits": True, "from": 40, "size": 21, "sort": NEWEST,
    }  # fmt: skip
    assert "rooms" not in counted
    assert counted["nil"] == {"terms": {"field": "nil", "size": 10_000}}
    assert own == WAY | {
        "query": {"bool": {"filter": [rent]}}, "track_total_hits": True, "size": 0,
        "aggs": {"rooms": {"terms": {"field": "rooms", "size": 10_000}}},
    }  # fmt: skip


def test_words_are_found_in_one_field_and_weighed_in_four():
    words = Words(
        (Group("casa", (Variant(("cas",), 5),)), Group("bilocale", (Variant(("due", "local"), 7),))),
        2,
        excluded=(Group("box", (Variant(("box",), 9),)),),
    )
    query = bodies.page_bodies(question(text="casa bilocale -box"), words)[""]["query"]["bool"]
    assert query["filter"] == [{"term": {"w": "cas"}}, {"match_phrase": {"w": "due local"}}]
    assert query["must_not"] == [{"term": {"w": "box"}}]
    worth = [
        {"constant_score": {"filter": {"term": {field: "cas"}}, "boost": points}}
        for field, points in {"a": 20, "b": 15, "c": 10, "w": 5}.items()
    ]
    phrase = {"constant_score": {"filter": {"match_phrase": {"w": "due local"}}, "boost": 14}}
    assert query["should"][:2] == [{"dis_max": {"queries": worth}}, {"dis_max": {"queries": [phrase]}}]
    week = int(datetime(2026, 11, 15, 23, tzinfo=UTC).timestamp())  # midnight in Rome
    assert query["should"][2] == {"constant_score": {"filter": {"range": {"published": {"gte": week}}}, "boost": 3}}
    assert query["should"][5]["constant_score"]["filter"] == {"range": {"checked": {"gte": "02153"}}}


def test_fewer_words_are_enough_after_relaxing():
    words = Words(tuple(Group(t, (Variant((t,), 1), Variant((t + "x",), 1))) for t in "ab"), 1)
    either = [{"bool": {"should": [{"term": {"w": t}}, {"term": {"w": t + "x"}}]}} for t in "ab"]
    assert bodies.found_by(question(), words) == {
        "bool": {"filter": [{"bool": {"should": either, "minimum_should_match": 1}}]}
    }


def test_a_question_that_only_excludes_still_finds_what_has_no_points():
    words = Words((), 0, excluded=(Group("box", (Variant(("box",), 9),)),))
    query = bodies.page_bodies(question(text="-box"), words)[""]["query"]["bool"]
    assert query["filter"] == [{"match_all": {}}]
    assert "minimum_should_match" not in query


def test_an_empty_question_asks_for_all():
    assert bodies.total_body(question(), NONE) == WAY | {
        "query": {"match_all": {}}, "track_total_hits": True, "size": 0,
    }  # fmt: skip
    here = bodies.total_body(question(span=Span(16, 31)), NONE)
    assert here["query"] == {"bool": {"filter": [{"range": {"qk": {"gte": 16, "lte": 31}}}]}}


@pytest.mark.parametrize(
    ("order", "values", "sort", "key"),
    [
        ("prezzo", {"tipo": "casa"}, [700, 100, 1], (700, -100, 1)),
        ("prezzo", {"tipo": "casa"}, [2**31 - 1, 100, 1], (2**32 - 1, -100, 1)),
        ("paga", {"tipo": "lavoro"}, [900, 100, 1], (-900, -100, 1)),
        ("inizio", {"tipo": "corso"}, [2500, 100, 1], (2499, -100, 1)),
        ("inizio", {"tipo": "corso"}, [2**31 - 1, 100, 1], (65535, -100, 1)),
        ("recenti", {}, [100, 1], (0, -100, 1)),
    ],
)
def test_a_cursor_is_postgresqls_and_back(order, values, sort, key):
    asked = question(values=values, order=order)
    assert bodies.key_of(asked, sort) == key
    after = bodies.page_bodies(question(values=values, order=order, after=key), NONE)[""]
    assert after["search_after"] == sort
    assert after["from"] == 0
