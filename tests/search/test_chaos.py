"""Elasticsearch is killed, frozen and restored while offers change, senders die, requests come late: nothing drifts."""

import functools
import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from django.db import connection, transaction

from marketplace.devtools.elasticsearch import Node
from search import services
from search.breaker import Breaker
from search.documents import Row, row
from search.drift import Drift
from search.elastic import checking, copying, indices
from search.elastic.client import forget
from search.elastic.engine import ElasticEngine
from search.models import Pending, SearchDocument
from search.postgres import PostgresEngine
from search.question import Question
from tests.search import sample
from tests.support.database import ROOT
from tests.support.elasticsearch import PATIENCE

pytestmark = pytest.mark.django_db(transaction=True)

BATCH, BATCHES = 200, 50  # 10,000 writes


@functools.cache
def prepared(count: int) -> list[Row]:
    return [row(source) for source in sample.sources(random.Random(8), count)]


class Offers:
    """Documents that change all the time: new ones, new prices, and some that go."""

    def __init__(self, count: int) -> None:
        self.rng = random.Random(5)
        self.rows = prepared(count)
        self.writes = 0

    def write_all(self) -> None:
        for start in range(0, len(self.rows), 1000):
            services.write(self.rows[start : start + 1000])

    def change(self, count: int) -> None:
        """So many writes in one transaction, a fifth of them removals."""
        chosen = self.rng.sample(self.rows, count)
        gone, changed = chosen[: count // 5], chosen[count // 5 :]
        with transaction.atomic():
            services.write([self._at_another_price(item) for item in changed])
            services.remove(item.values["id"] for item in gone)
        self.writes += count

    def _at_another_price(self, item: Row) -> Row:
        return replace(item, values=item.values | {"price": self.rng.randrange(300, 2000)})


def in_sync() -> bool:
    return not checking.drift(indices.live()) and not Pending.objects.exists()


def catch_up() -> None:
    """As beat does, until nothing waits."""
    until = time.monotonic() + PATIENCE
    while Pending.objects.exists():
        assert time.monotonic() < until
        copying.try_to_send()


@pytest.fixture
def sender() -> Iterator[None]:
    """Somebody who sends all the time, as the worker does."""
    over = threading.Event()

    def send() -> None:
        try:
            while not over.wait(0.05):
                copying.try_to_send()
        finally:
            connection.close()

    thread = threading.Thread(target=send)
    thread.start()
    yield
    over.set()
    thread.join()


def test_killed_and_frozen_and_restored_during_10000_writes(own_node: Node, sender, settings, monkeypatch):
    settings.ELASTICSEARCH_URL, settings.ELASTICSEARCH_PREFIX = own_node.url, "chaos"
    forget()
    offers, visitor = Offers(2000), Visitor()
    offers.write_all()
    indices.rebuild()
    monkeypatch.setattr(copying, "SECONDS", 2)
    monkeypatch.setattr("search.breaker.OPEN_SECONDS", 1)
    happens: dict[int, Callable[[], object]] = {
        8: lambda: os.kill(own_node.pid(), signal.SIGKILL),
        18: own_node.start,
        28: lambda: os.kill(own_node.pid(), signal.SIGSTOP),
        38: lambda: os.kill(own_node.pid(), signal.SIGCONT),
    }
    for number in range(BATCHES):
        happens.get(number, lambda: None)()
        offers.change(BATCH)
        if number % 4 == 1:
            visitor.asks()
    assert offers.writes == 10_000
    monkeypatch.setattr("search.elastic.client.SECONDS", PATIENCE)  # what follows is compared, not raced
    monkeypatch.setattr(copying, "SECONDS", PATIENCE)
    forget()
    catch_up()
    assert in_sync()
    assert visitor.came_back()
    forget()


class Visitor:
    """Gets an answer every time, and knows nothing of engines."""

    def __init__(self) -> None:
        self.breaker = Breaker(ElasticEngine(), PostgresEngine())

    def asks(self) -> None:
        assert self.breaker.search(Question("")).total > 0

    def came_back(self) -> bool:
        """In the end Elasticsearch answers again, and as PostgreSQL does."""
        until = time.monotonic() + PATIENCE
        while self.breaker.until and time.monotonic() < until:
            self.breaker.search(Question(""))
        asked = Question("bilocale")
        return not self.breaker.until and ElasticEngine().every(asked) == PostgresEngine().every(asked)


@pytest.mark.parametrize("step", ["read", "sent"])
def test_a_killed_sender_loses_nothing(step: str, elasticsearch, settings):
    indices.rebuild()
    offers = Offers(300)
    offers.write_all()
    command = [sys.executable, "-m", "tests.search.sender_process", step]
    command += [settings.ELASTICSEARCH_URL, settings.ELASTICSEARCH_PREFIX]
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "tests.settings"}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=60)
    assert done.returncode == -signal.SIGKILL, done.stderr
    with transaction.atomic():
        copying.named_lock(copying.LOCK)  # PostgreSQL ends a dead client's transaction when it sees the closed socket
    assert Pending.objects.count() == 300
    offers.change(100)
    catch_up()
    assert in_sync()


def rebuild_while_offers_change(elasticsearch, *, dual: bool = True, remembered: str = "1h") -> Drift:
    """Each page is sent late: between its reading and its sending offers change, and the senders send.

    What has been sent comes a second time, late. Nobody looks and mends before the swap.
    """
    offers = Offers(1100)
    offers.write_all()
    indices.rebuild()
    catch_up()
    pages, send, sent = copying._pages, copying.send, []

    def send_and_keep(copies, body, *seconds):
        sent.append((list(copies), body))
        return send(copies, body, *seconds)

    def late_pages():
        elasticsearch.indices.put_settings(index=f"{indices.alias()}-*", settings={"index.gc_deletes": remembered})
        for page in pages():
            for _ in range(2):
                offers.change(200)
                copying.send_pending()
            for late in sent:
                send(*late)
            if remembered == "1s":
                time.sleep(1.5)  # until Elasticsearch has forgotten what was removed
                elasticsearch.indices.refresh(index=f"{indices.alias()}-*")
            yield page

    with pytest.MonkeyPatch.context() as patch:
        if not dual:
            patch.setattr(copying, "copies_sent_to", lambda: [indices.live()])
        patch.setattr(copying, "send", send_and_keep)
        patch.setattr(copying, "_pages", late_pages)
        patch.setattr(indices, "_agree", lambda name: None)
        indices.rebuild()
    return checking.drift(indices.live())


def test_a_rebuild_while_offers_change_misses_nothing(elasticsearch):
    found = rebuild_while_offers_change(elasticsearch)
    assert not found, str(found)


def test_control_without_writing_to_both_it_misses_much(elasticsearch):
    found = rebuild_while_offers_change(elasticsearch, dual=False)
    assert found.ghosts
    assert found.old


def test_control_with_short_memory_the_dead_rise_until_they_are_mended(elasticsearch):
    found = rebuild_while_offers_change(elasticsearch, remembered="1s")
    assert found.ghosts
    assert not found.missing
    checking.mend(found)
    assert in_sync()
    assert SearchDocument.objects.exists()
