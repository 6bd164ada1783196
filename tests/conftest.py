"""Fixtures for every test: its own database and Redis, a browser, a worker. See docs/development.md."""

import os
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.support.database import COPY, Machine, database_url, places_folder

pytest_plugins = [
    "tests.places.fixtures",
    "tests.support.alone",
    "tests.support.browser",
    "tests.support.elasticsearch",
    "tests.support.worker",
]

SLOW = {"chromium_path", "celery_worker", "elasticsearch_node", "own_node"}


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """First what takes longest: with short tests left at the end, no worker waits for another."""
    items.sort(key=lambda item: SLOW.isdisjoint(getattr(item, "fixturenames", ())))


@pytest.fixture(scope="session")
def machine(django_test_environment: None) -> Machine:
    """The PostgreSQL server, and the marks of what is in use on it."""
    from django.conf import settings

    return Machine(dict(settings.DATABASES["default"]))


@pytest.fixture(scope="session")
def django_db_setup(machine: Machine, worker_id: str, django_db_blocker: Any) -> Iterator[None]:
    """Instead of pytest-django's: copy the template; after a test that commits, copy it again."""
    from django.db import connections
    from django.test import TransactionTestCase

    template, name = machine.template(), f"{COPY}{os.getpid()}_{worker_id}"
    machine.hold(name)
    machine.tidy()
    machine.copy(template, name)
    connections["default"].close()
    connections["default"].settings_dict["NAME"] = name
    connections.settings["default"]["NAME"] = name
    os.environ["DATABASE_URL"] = database_url(machine.config, name)  # for processes that tests start

    def start_afresh(_case: TransactionTestCase) -> None:
        connections.close_all()
        machine.copy(template, name)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", start_afresh)
        yield
    with django_db_blocker.unblock():
        connections.close_all()
    machine.drop(name)


@pytest.fixture(scope="session")
def redis_database(machine: Machine) -> str:
    """Address of a Redis database that no other worker uses; marked in PostgreSQL as databases are."""
    import redis
    from django.conf import settings

    server, _, own = settings.REDIS_URL.rpartition("/")
    count = int(redis.Redis.from_url(settings.REDIS_URL).config_get("databases")["databases"])
    for number in range(count - 1, 0, -1):
        if str(number) != own and machine.take(f"redis {server} {number}"):
            return f"{server}/{number}"
    raise RuntimeError(f"All {count} databases of Redis at {server} are in use by other test runs.")


@pytest.fixture(scope="session", autouse=True)
def _own_redis(redis_database: str) -> None:
    """Point the cache and Celery of this process, and of those it starts, at this worker's Redis database."""
    from django.conf import settings
    from django.test.signals import clear_cache_handlers

    from marketplace.celery import app

    os.environ["REDIS_URL"] = settings.REDIS_URL = settings.CELERY_BROKER_URL = redis_database
    settings.CACHES["default"]["LOCATION"] = redis_database
    clear_cache_handlers(setting="CACHES")  # what has been connected already would keep the old address
    app.conf.broker_url = redis_database


@pytest.fixture(autouse=True)
def _empty_redis(_own_redis: None) -> None:
    """Each test starts with an empty cache and an empty queue."""
    from django.core.cache import cache

    cache.clear()  # FLUSHDB: the queue as well


@pytest.fixture(autouse=True)
def _one_window(monkeypatch: pytest.MonkeyPatch) -> None:
    """The minute or hour in which requests are counted does not end in the middle of a test."""
    end = int(time.time())
    monkeypatch.setattr("django_ratelimit.core._get_window", lambda value, period: end + period)


@pytest.fixture(autouse=True)
def _italian() -> None:
    """A page in English leaves its language behind in the thread, and with it the addresses of the next test."""
    from django.conf import settings
    from django.utils import translation

    translation.activate(settings.LANGUAGE_CODE)


@pytest.fixture
def media_root(settings: Any, tmp_path: Path) -> Path:
    """A folder of its own for a test that counts files."""
    settings.MEDIA_ROOT = str(tmp_path / "media")
    return tmp_path / "media"


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The operator's folder of real places, from which the template has been filled."""
    return places_folder()
