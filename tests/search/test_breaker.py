"""While Elasticsearch fails PostgreSQL answers; one question tries again after the pause."""

import threading
from datetime import timedelta
from typing import Any

import pytest
from elasticsearch import TransportError

from marketplace.core import clock, health
from search import breaker as module
from search import selectors
from search.breaker import Breaker
from search.elastic import indices
from search.engine import Answer, engine
from search.models import Copy, Pending
from search.postgres import PostgresEngine
from search.question import Question
from search.words import Words

pytestmark = pytest.mark.django_db


class Engine:
    """Says its name in ``total``; fails while it is told to."""

    def __init__(self, number: int) -> None:
        self.number, self.away, self.asked = number, False, 0

    def search(self, question: Question, **options: Any) -> Answer:
        self.asked += 1
        if self.away:
            raise TransportError("away")
        return Answer([], self.number, {}, Words([], []))


@pytest.fixture
def first() -> Engine:
    return Engine(1)


@pytest.fixture
def pair(first: Engine) -> Breaker:
    return Breaker(first, Engine(2))


@pytest.fixture
def pause_over(pair: Breaker):
    def over() -> None:
        pair.until = 0.0

    return over


def total(pair: Breaker) -> int:
    return pair.search(Question("")).total


def test_after_a_failure_the_first_is_left_alone_and_then_tried_by_one(pair, first, pause_over):
    assert total(pair) == 1
    first.away = True
    assert [total(pair) for _ in range(5)] == [2] * 5
    assert first.asked == 2
    pause_over()
    assert [total(pair) for _ in range(5)] == [2] * 5
    assert first.asked == 3
    first.away = False
    pause_over()
    assert [total(pair), total(pair)] == [1, 1]
    assert not pair.reason


def test_of_many_threads_one_tries(pair, first, pause_over, monkeypatch):
    first.away = True
    total(pair)
    pause_over()
    asked: list[bool] = []
    pair_may_ask = pair._may_ask
    monkeypatch.setattr(module.pending, "is_behind", lambda: False)
    threads = [threading.Thread(target=lambda: asked.append(pair_may_ask())) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(asked) == [False] * 7 + [True]


def test_one_that_is_back_is_not_asked_before_it_has_caught_up(pair, first, pause_over):
    first.away = True
    total(pair)
    first.away = False
    pause_over()
    Pending.objects.create(offer_id=1, version=1, queued_at=clock.now() - timedelta(minutes=5))
    assert total(pair) == 2
    Pending.objects.all().delete()
    pause_over()
    assert total(pair) == 1


def test_our_own_faults_are_not_hidden(pair, first, monkeypatch):
    monkeypatch.setattr(first, "search", lambda question, **options: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        total(pair)


def test_the_engine_in_use_follows_the_settings(settings):
    assert isinstance(engine(), PostgresEngine)
    settings.ELASTICSEARCH_URL = "http://127.0.0.1:9"
    chosen = engine()
    assert isinstance(chosen, Breaker)
    assert chosen.search(Question("")).total == 0  # nobody listens there
    assert chosen.reason
    chosen.until, chosen.reason = None, ""


def test_readyz_says_that_postgresql_answers_and_stays_ready(settings, client, monkeypatch):
    monkeypatch.setattr(health, "_probes", {"search copy": (selectors.copy_problem, False)})
    settings.ELASTICSEARCH_URL = "http://127.0.0.1:9"
    assert "search_rebuild" in client.get("/readyz").json()["checks"]["search copy"]
    live = Copy.objects.create(name=f"x-{indices.mapping_hash()}-1", state="live")
    assert client.get("/readyz").json()["status"] == "ok"
    pair = engine()
    pair.search(Question(""))
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json()["status"]) == (200, "degraded")
    assert "PostgreSQL answers" in answer.json()["checks"]["search copy"]
    pair.until, pair.reason = None, ""
    Copy.objects.filter(pk=live.pk).update(name="x-00000000-1")
    assert "another mapping" in client.get("/readyz").json()["checks"]["search copy"]
