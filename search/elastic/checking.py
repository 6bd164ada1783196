"""Whether a copy has every document, in its version, and nothing else."""

from collections.abc import Iterator, Sequence

import numpy as np
from django.db import connection

from .. import pending
from ..drift import Drift
from ..models import Pending, SearchDocument
from .client import client
from .copying import send_pending

PAGE = 10_000
ROW = np.dtype([("id", "<i8"), ("version", "<i8")])


def mend(found: Drift) -> None:
    """Send what differs, with fresh versions."""
    pending.again(found.ids())
    send_pending()


def drift(name: str) -> Drift:
    """Compare all ids and versions; what waits to be sent is no drift.

    The two are not read at one moment: what differs is looked at a second time, and then where Elasticsearch has it
    even before its next refresh.
    """
    _patient().indices.refresh(index=name)
    ours, theirs = np.fromiter(_documents(), ROW), np.fromiter(_copied(name), ROW)
    both, here, there = np.intersect1d(ours["id"], theirs["id"], assume_unique=True, return_indices=True)
    suspects = [
        *np.setxor1d(ours["id"], theirs["id"], assume_unique=True).tolist(),
        *both[ours["version"][here] != theirs["version"][there]].tolist(),
    ]
    found = Drift()
    for start in range(0, len(suspects), PAGE):
        _look_again(name, suspects[start : start + PAGE], found)
    return found


def _look_again(name: str, offer_ids: list[int], found: Drift) -> None:
    waiting = set(Pending.objects.filter(pk__in=offer_ids).values_list("pk", flat=True))
    ours = dict(SearchDocument.objects.filter(pk__in=offer_ids).values_list("pk", "version"))
    theirs = _versions(name, offer_ids)
    for offer_id in offer_ids:
        if offer_id in waiting or ours.get(offer_id) == theirs.get(offer_id):
            continue
        if offer_id not in theirs:
            found.missing.append(offer_id)
        elif offer_id not in ours:
            found.ghosts.append(offer_id)
        else:
            found.old.append(offer_id)


def _versions(name: str, offer_ids: Sequence[int]) -> dict[int, int]:
    answer = _patient().mget(index=name, ids=[str(pk) for pk in offer_ids], source=False, realtime=True)
    return {int(item["_id"]): item["_version"] for item in answer["docs"] if item.get("found")}


def _documents() -> Iterator[tuple[int, int]]:
    last = -1
    while True:
        with connection.cursor() as cursor:
            cursor.execute(
                "select id, version from search_searchdocument where id > %s order by id limit %s", [last, PAGE]
            )
            rows = cursor.fetchall()
        yield from rows
        if len(rows) < PAGE:
            return
        last = rows[-1][0]


def _copied(name: str) -> Iterator[tuple[int, int]]:
    last = -1
    while True:
        answer = _patient().search(
            index=name, size=PAGE, sort=[{"id": "asc"}], search_after=[last], version=True, source=False,
            track_total_hits=False, filter_path="hits.hits._id,hits.hits._version",
        )  # fmt: skip
        rows = [(int(hit["_id"]), hit["_version"]) for hit in answer.get("hits", {}).get("hits", ())]
        yield from rows
        if len(rows) < PAGE:
            return
        last = rows[-1][0]


def _patient():
    return client().options(request_timeout=30, opaque_id="portal-check")
