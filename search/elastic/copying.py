"""Documents from PostgreSQL to the copies: a row becomes JSON in SQL and goes out as it is, by the thousand.

Versions are external: what arrives late or twice never overwrites a newer state, so a sender may be killed at any step.
One sends at a time, under a lock that ends with its transaction; no row is locked while Elasticsearch is waited for.
"""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TypeVar

import structlog
from django.db import connection, transaction

from marketplace.core import clock
from marketplace.core.locks import named_lock, try_named_lock

from .. import pending
from ..models import Copy, CopyState, Pending
from .client import client
from .documents import JSON_SQL

log = structlog.get_logger(__name__)
T = TypeVar("T")
R = TypeVar("R")

LOCK = "search.copy"
CHUNK, CHUNKS = 1000, 10  # documents in a request of one to two megabytes; requests in a transaction
THREADS = 2
SECONDS = 10  # for a request; the rows wait in the table anyway
FILLING_SECONDS = 60  # for one that fills a new copy, which nobody waits for
REST = timedelta(seconds=60)  # of a document that a copy refused
LOGGED = 5  # refusals of one request

_ACTION = (
    """'{{"{verb}":{{"_id":"' || {row}.id || '","version":' || {row}.version || ',"version_type":"external_gte"}}}}'"""
    r" || E'\n'"
)
_INDEX = _ACTION.format(verb="index", row="d") + rf" || ({JSON_SQL})::text || E'\n'"
_DELETE = _ACTION.format(verb="delete", row="p")
_PENDING = f"""
select string_agg(case when d.id is null then {_DELETE} else {_INDEX} end, '')
from unnest(%s::int[], %s::bigint[]) as p (id, version) left join search_searchdocument as d on d.id = p.id
"""  # noqa: S608 -- our own expressions
_PAGE = f"""
select max(d.id), string_agg({_INDEX}, '')
from (select * from search_searchdocument where id > %s order by id limit {CHUNK}) as d
"""  # noqa: S608
# A row that somebody is writing just now is a newer one: skipped, and so nobody waits for us or we for them.
_OURS = """(
  select p.offer_id from search_pending as p join unnest(%s::int[], %s::bigint[]) as sent (id, version)
  on p.offer_id = sent.id and p.version = sent.version for update of p skip locked
)"""
_SENT = f"delete from search_pending where offer_id in {_OURS}"  # noqa: S608
_REFUSED = f"update search_pending set queued_at = %s where offer_id in {_OURS}"  # noqa: S608


@dataclass
class Round:
    """What came of one transaction's work: (id, version) of the sent and of the refused, or why there was no more."""

    sent: list[tuple[int, int]] = field(default_factory=list)
    refused: list[tuple[int, int]] = field(default_factory=list)
    failure: Exception | None = None


def send_pending() -> int:
    """Send what is due to every copy, the longest waiting first; return how many went.

    Raises ``elasticsearch.ApiError`` or ``TransportError`` where Elasticsearch is away; the rows stay. Returns at once
    where another one sends: it looks again after its last round.
    """
    pending.awake()
    sent = 0
    while Pending.objects.filter(queued_at__lte=clock.now()).exists():
        done = _round()
        if done is None:
            break
        sent += len(done.sent)
        if done.failure:
            raise done.failure
    return sent


def try_to_send() -> None:
    """``send_pending`` for a task: where Elasticsearch is away it is said once a pause, and beat comes again."""
    try:
        send_pending()
    except failures() as error:
        pending.pause()
        log.warning("search_copy_away", error=str(error)[:500])


@transaction.atomic
def _round() -> Round | None:
    if not try_named_lock(LOCK):
        return None
    copies = copies_sent_to()
    due = Pending.objects.filter(queued_at__lte=clock.now()).order_by("queued_at", "offer_id")
    rows = list(due.values_list("offer_id", "version")[: CHUNK * CHUNKS])
    done = Round(sent=[] if copies else rows)  # before the first index there is nobody to tell
    try:
        for (chunk, _body), refused in pipelined(_chunks(rows if copies else []), lambda item: send(copies, item[1])):
            done.refused += [row for row in chunk if row[0] in refused]
            done.sent += [row for row in chunk if row[0] not in refused]
    except failures() as error:
        done.failure = error  # what went before it need not go again
    with connection.cursor() as cursor:
        cursor.execute(_SENT, _columns(done.sent))
        cursor.execute(_REFUSED, [clock.now() + REST, *_columns(done.refused)])
    return done


def _chunks(rows: list[tuple[int, int]]) -> Iterator[tuple[list[tuple[int, int]], str]]:
    for start in range(0, len(rows), CHUNK):
        chunk = rows[start : start + CHUNK]
        with connection.cursor() as cursor:
            cursor.execute(_PENDING, _columns(chunk))
            yield chunk, cursor.fetchone()[0]


def _columns(rows: list[tuple[int, int]]) -> list[list[int]]:
    return [[row[0] for row in rows], [row[1] for row in rows]]


def copies_sent_to() -> list[str]:
    return list(Copy.objects.exclude(state=CopyState.DROPPED).values_list("name", flat=True))


@transaction.atomic
def wait_for_senders() -> None:
    """Return when nobody sends any more who began before: from then on all know the copies as they are now."""
    named_lock(LOCK)


def fill(name: str) -> int:
    """Copy all documents there are, with the versions they have; return how many."""
    return sum(
        body.count("\n") // 2
        for body, _refused in pipelined(_pages(), lambda body: send([name], body, FILLING_SECONDS))
    )


def _pages() -> Iterator[str]:
    """Page by page as the rows stand at that moment, never as they stood when the filling began."""
    last = 0
    while True:
        with connection.cursor() as cursor:
            cursor.execute(_PAGE, [last])
            last, body = cursor.fetchone()
        if body is None:
            return
        yield body


def pipelined(work: Iterable[T], send: Callable[[T], R]) -> Iterator[tuple[T, R]]:
    """Send by threads while the next is prepared here, which alone talks to PostgreSQL; few are held at a time."""
    with ThreadPoolExecutor(THREADS) as pool:
        running: deque[tuple[T, Future[R]]] = deque()
        for item in work:
            running.append((item, pool.submit(send, item)))
            if len(running) > THREADS:
                first, future = running.popleft()
                yield first, future.result()
        for item, future in running:
            yield item, future.result()


def send(copies: Iterable[str], body: str, seconds: float | None = None) -> set[int]:
    """Send actions to each of these; return the ids that one of them refused. To have a newer one is no refusal."""
    patient = client().options(
        request_timeout=seconds or SECONDS, max_retries=1, retry_on_timeout=False, opaque_id="portal-copy"
    )
    refused: dict[int, str] = {}
    for name in copies:
        answer = patient.bulk(
            index=name, operations=body, filter_path="errors,items.*._id,items.*.error.type,items.*.error.reason"
        )
        for item in answer["items"] if answer["errors"] else ():
            (result,) = item.values()
            error = result.get("error")
            if error and error["type"] != "version_conflict_engine_exception":
                refused[int(result["_id"])] = f"{name}: {error['reason']}"
    for offer_id, reason in list(refused.items())[:LOGGED]:
        log.error("document_refused", offer_id=offer_id, reason=reason, refused=len(refused))
    return set(refused)


def failures() -> tuple[type[Exception], ...]:
    """What the client raises when Elasticsearch is away, late or at its end. Loading it takes a second."""
    from elasticsearch import ApiError, TransportError  # noqa: PLC0415

    return ApiError, TransportError
