"""The client of the cluster: set for nodes that die and for nodes that freeze."""

import functools
import os
from typing import TYPE_CHECKING

from django.conf import settings

if TYPE_CHECKING:
    from elasticsearch import Elasticsearch

# A question that has not been answered by then is PostgreSQL's (``search.breaker``); a write waits in the table.
SECONDS = 2
RETRIES = 3


def client() -> "Elasticsearch":
    """The client of this process for all nodes of ``ELASTICSEARCH_URL``; never ``info()``, which not every node has.

    Whoever has more time, or wants to be told apart in the cluster's logs, says so by
    ``client().options(request_timeout=30, opaque_id="rebuild")``.
    """
    return _client(settings.ELASTICSEARCH_URL)


def asking() -> "Elasticsearch":
    """For questions: a node that is late is not asked again, for then PostgreSQL answers."""
    return _asking(client())


@functools.lru_cache(maxsize=1)
def _asking(made: "Elasticsearch") -> "Elasticsearch":
    """Making it for each question cost as much as reading the answer."""
    return made.options(retry_on_timeout=False)


@functools.cache
def _client(urls: str) -> "Elasticsearch":
    """No sniffing: hosted clusters hide their nodes, and a frozen node made it worse."""
    from elasticsearch import Elasticsearch, OrjsonSerializer  # noqa: PLC0415 -- a second that PostgreSQL alone saves

    return Elasticsearch(
        [url.strip() for url in urls.split(",")],
        request_timeout=SECONDS,
        retry_on_timeout=True,
        max_retries=RETRIES,
        serializer=OrjsonSerializer(),
        opaque_id="portal",
    )


forget = _client.cache_clear  # so that the next one is made anew
os.register_at_fork(after_in_child=forget)  # two processes cannot share a connection
