"""A real Elasticsearch for the tests that ask one: the operator's, or a private node that the first of them starts.

All workers share the node; each has indices of its own. Where there is no Java the tests are left out, and in CI, where
none may be, the run fails.
"""

import os
from collections.abc import Iterator
from typing import Any

import pytest

from marketplace.devtools import elasticsearch as private
from marketplace.devtools import java

PATIENCE = 60


@pytest.hookimpl(tryfirst=True)  # before -m chooses
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    asking = [item for item in items if {"elasticsearch_node", "own_node"} & set(getattr(item, "fixturenames", ()))]
    for item in asking:
        item.add_marker("elasticsearch")
    if not asking or os.environ.get(private.TESTS_VARIABLE) or private.find_java():
        return
    if os.environ.get("CI") == "true":
        raise pytest.UsageError(f"{java.ABSENT} {private.WAY_OUT}")
    config.hook.pytest_deselected(items=asking)
    items[:] = [item for item in items if item not in asking]


@pytest.fixture(scope="session")
def elasticsearch_node() -> Iterator[str]:
    """Address of the node."""
    given = os.environ.get(private.TESTS_VARIABLE)
    if given:
        yield given
        return
    with private.borrowed(private.TESTS) as url:
        yield url


@pytest.fixture
def own_node() -> Iterator[private.Node]:
    """A running node that a test may kill and freeze."""
    node = private.Node(f"elasticsearch-own-{os.getpid()}", heap="512m", brief=True)
    try:
        node.start()
        yield node
    finally:
        node.remove()


@pytest.fixture
def elasticsearch(
    elasticsearch_node: str, worker_id: str, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Any]:
    """The portal's client, with the portal's settings pointing at the node; this test's indices go away after it.

    It has time, for a machine that runs tests is busy. What tests the time limit itself sets it back.
    """
    from search.elastic import client as module

    settings.ELASTICSEARCH_URL = elasticsearch_node
    settings.ELASTICSEARCH_PREFIX = f"test-{os.getpid()}-{worker_id}"
    monkeypatch.setattr(module, "SECONDS", PATIENCE)
    module.forget()
    client = module.client()
    yield client
    every = f"{settings.ELASTICSEARCH_PREFIX}*"
    for name in client.indices.get(index=every, expand_wildcards="all", filter_path="*.aliases").body:
        client.indices.delete(index=name)
    module.forget()
