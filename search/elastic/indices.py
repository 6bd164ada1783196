"""The indices of Elasticsearch: one that answers behind an alias, and one that a rebuild fills beside it."""

import hashlib
import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import structlog
from django.conf import settings
from django.db import connection, transaction

from marketplace.core import clock

from ..models import Copy, CopyState
from .checking import drift, mend
from .client import client
from .copying import fill, send_pending, wait_for_senders
from .documents import Document

log = structlog.get_logger(__name__)
REBUILD_LOCK = 5_092_026  # PostgreSQL's, of a session
LOOKS = 4  # at a filled index, until it is as it should be


class Busy(RuntimeError):
    """Another rebuild is under way."""


class NeverAlike(RuntimeError):
    """A filled index does not become what it should be; the log says which documents it refuses."""


def alias() -> str:
    """The name that questions go to."""
    return f"{settings.ELASTICSEARCH_PREFIX}-offers"


def body() -> dict[str, Any]:
    """Mapping and settings of an index."""
    return Document._index.to_dict()


def mapping_hash() -> str:
    return hashlib.sha256(json.dumps(body(), sort_keys=True).encode()).hexdigest()[:8]


def live() -> str | None:
    """The index that answers."""
    return Copy.objects.filter(state=CopyState.LIVE).values_list("name", flat=True).first()


def rebuild() -> int:
    """Fill a new index while writes and questions go on, then let it answer; return its documents.

    From the moment that the new one stands in the table every sender sends to both, so nothing is missed between
    reading a row and the swap. A rebuild that is killed leaves an index that the next one removes. Raises ``Busy``,
    ``NeverAlike``, and what the client raises.
    """
    with _alone():
        _settle()
        sweep()
        send_pending()
        name = _create()
        Copy.objects.create(name=name, state=CopyState.FILLING)
        wait_for_senders()
        documents = fill(name)
        _agree(name)
        _swap(name)
        sweep()
    log.info("index_rebuilt", index=name, documents=documents)
    return documents


@contextmanager
def _alone() -> Iterator[None]:
    with connection.cursor() as cursor:
        cursor.execute("select pg_try_advisory_lock(%s)", [REBUILD_LOCK])
        if not cursor.fetchone()[0]:
            raise Busy("Another rebuild is under way.")
        try:
            yield
        finally:
            cursor.execute("select pg_advisory_unlock(%s)", [REBUILD_LOCK])


def _create() -> str:
    name = f"{alias()}-{mapping_hash()}-{clock.now():%Y%m%d%H%M%S%f}"
    _patient().indices.create(index=name, **body())
    return name


def _agree(name: str) -> None:
    """See that the index is what it should be before anybody asks it. Raises ``NeverAlike``."""
    for _ in range(LOOKS):
        found = drift(name)
        if not found:
            return
        log.warning("index_differs", index=name, drift=str(found))
        mend(found)
    raise NeverAlike(f"{name}: {found}")


@transaction.atomic
def _swap(name: str) -> None:
    """One call moves the alias; killed between it and the commit, ``_settle`` finishes what was begun."""
    Copy.objects.filter(state=CopyState.LIVE).update(state=CopyState.DROPPED)
    Copy.objects.filter(pk=name).update(state=CopyState.LIVE)
    actions = [{"remove": {"index": index, "alias": alias()}} for index in _behind_alias()]
    _patient().indices.update_aliases(actions=[*actions, {"add": {"index": name, "alias": alias()}}])


def _behind_alias() -> list[str]:
    answer = _patient().options(ignore_status=404).indices.get_alias(name=alias())
    return list(answer.body) if answer.meta.status == 200 else []


@transaction.atomic
def _settle() -> None:
    """Where a rebuild was killed: the alias decides which index is live, and what was being filled is dropped."""
    behind = _behind_alias()
    Copy.objects.exclude(name__in=behind).update(state=CopyState.DROPPED)
    Copy.objects.filter(name__in=behind).update(state=CopyState.LIVE)


def sweep() -> None:
    """Remove the indices with our name that no row knows or that are dropped, when nobody sends to them any more."""
    wait_for_senders()
    kept = set(Copy.objects.exclude(state=CopyState.DROPPED).values_list("name", flat=True))
    there = _patient().indices.get(index=f"{alias()}-*", expand_wildcards="all", filter_path="*.aliases")
    for name in set(there.body) - kept:
        _patient().indices.delete(index=name, ignore_unavailable=True)
    Copy.objects.filter(state=CopyState.DROPPED).delete()


def _patient() -> Any:
    return client().options(request_timeout=30, opaque_id="portal-rebuild")
