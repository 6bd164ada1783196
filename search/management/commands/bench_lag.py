"""``./dev bench lag``: from the commit of a change until Elasticsearch finds it, at a steady rate of changes."""

import json
import random
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection, transaction

from marketplace.core.bench import percentile
from marketplace.offers.models import Offer
from marketplace.outbox.services import emit
from search import services
from search.models import SearchDocument

LOOK_EVERY = 0.05  # s
GIVEN_UP = 30  # s after the last change
WARM = 3  # s of changes that are not measured


class Command(BaseCommand):
    help = "Change offers and measure when a question to Elasticsearch finds them; beside it, writing there directly."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--rate", type=float, default=50, help="changes a second")
        parser.add_argument("--seconds", type=float, default=20)

    def handle(self, *args: Any, rate: float, seconds: float, **options: Any) -> None:
        if not settings.ELASTICSEARCH_URL:
            raise CommandError("There is no Elasticsearch: ELASTICSEARCH_URL is not set.")
        from search.elastic import copying, indices, scratch  # noqa: PLC0415 -- their client takes a second to load

        ids = list(SearchDocument.objects.order_by("offer_id").values_list("pk", flat=True))
        ids = random.Random(1).sample(ids, min(len(ids), int(rate * (seconds + WARM))))  # noqa: S311
        moments = dict(Offer.objects.filter(pk__in=ids).values_list("pk", "published_at"))
        if not indices.live():
            indices.rebuild()
        services.index_many(ids)  # what an interrupted run has left
        copying.send_pending()
        with scratch.scratch("lag") as name:
            pure = measure(name, ids[: len(ids) // 2], rate, lambda pk: write_directly(name, pk, moments))
        with workers():
            try:
                warm = int(rate * WARM)  # a portal's worker has been running for days
                measure(indices.alias(), ids[:warm], rate, lambda pk: change(pk, moments))
                lags = measure(indices.alias(), ids[warm:], rate, lambda pk: change(pk, moments))
            finally:
                for pk, moment in moments.items():
                    Offer.objects.filter(pk=pk).update(published_at=moment)
        services.index_many(ids)
        copying.send_pending()
        self._report(rate, lags, pure)

    def _report(self, rate: float, lags: list[float], pure: list[float]) -> None:
        self.stdout.write(f"{len(lags)} changes at {rate:g} a second; seconds from the commit until it is found")
        result: dict[str, Any] = {"bench": "lag", "rate": rate, "changes": len(lags)}
        for label, key, values in (("outbox → index → Elasticsearch", "", lags), ("written directly", "pure_", pure)):
            figures = statistics.median(values), percentile(values), max(values)
            self.stdout.write(f"{label:32} median {figures[0]:.2f}   p95 {figures[1]:.2f}   max {figures[2]:.2f}")
            names = ("median_s", "p95_s", "max_s")
            result |= {f"{key}{n}": round(f, 3) for n, f in zip(names, figures, strict=True)}
        result["ratio_p95"] = round(result["p95_s"] / result["pure_p95_s"], 2)
        self.stdout.write(json.dumps(result))


def change(offer_id: int, moments: dict[int, Any]) -> None:
    """What any change of an offer does: the row and the event, in one transaction."""
    with transaction.atomic():
        Offer.objects.filter(pk=offer_id).update(published_at=moments[offer_id] + timedelta(seconds=1))
        emit("offer.changed", offer_id)


def write_directly(name: str, offer_id: int, moments: dict[int, Any]) -> None:
    from search.elastic.client import client  # noqa: PLC0415

    document = {"id": offer_id, "published": int(moments[offer_id].timestamp()) + 1}
    client().index(index=name, id=str(offer_id), document=document)


def measure(index: str, ids: list[int], rate: float, act: Callable[[int], None]) -> list[float]:
    """Act on each at the rate, and look all the time which of them can be found; the seconds that it took."""
    before = dict(Offer.objects.filter(pk__in=ids).values_list("pk", "published_at"))
    wanted = {pk: int(moment.timestamp()) + 1 for pk, moment in before.items()}
    done: dict[int, float] = {}
    lags: dict[int, float] = {}
    thread = threading.Thread(target=_act, args=(ids, rate, act, done))
    thread.start()
    until = time.monotonic() + len(ids) / rate + GIVEN_UP
    while len(lags) < len(ids) and time.monotonic() < until:
        for pk in _found(index, [pk for pk in list(done) if pk not in lags], wanted):
            lags[pk] = time.monotonic() - done[pk]
        time.sleep(LOOK_EVERY)
    thread.join()
    if len(lags) < len(ids):
        raise CommandError(f"{len(ids) - len(lags)} of {len(ids)} changes were not found after {GIVEN_UP} s.")
    return list(lags.values())


def _act(ids: list[int], rate: float, act: Callable[[int], None], done: dict[int, float]) -> None:
    begun = time.monotonic()
    try:
        for number, pk in enumerate(ids):
            time.sleep(max(0.0, begun + number / rate - time.monotonic()))
            act(pk)
            done[pk] = time.monotonic()
    finally:
        connection.close()


def _found(index: str, ids: list[int], wanted: dict[int, int]) -> list[int]:
    from search.elastic.client import client  # noqa: PLC0415

    if not ids:
        return []
    answer = client().search(
        index=index,
        size=len(ids),
        source=False,
        query={"terms": {"id": ids}},
        docvalue_fields=[{"field": "id"}, {"field": "published"}],
    )
    fields = (hit["fields"] for hit in answer["hits"]["hits"])
    return [row["id"][0] for row in fields if row["published"][0] >= wanted[row["id"][0]]]


@contextmanager
def workers() -> Iterator[None]:
    """The portal's workers as ``./dev up`` starts them, ready for tasks."""
    from marketplace.celery import app  # noqa: PLC0415

    app.control.purge()
    command = [sys.executable, "-m", "celery", "-A", "marketplace", "worker", "--loglevel", "WARNING", "--hostname"]
    kinds = [["all@%h", "--concurrency", "2"], ["copier@%h", "--queues", "search", "--pool", "solo"]]
    running = [subprocess.Popen([*command, *kind], stdout=sys.stderr) for kind in kinds]  # noqa: S603
    try:
        while len(app.control.ping(timeout=0.5)) < len(running):
            if any(process.poll() is not None for process in running):
                raise CommandError("The worker did not start.")
        yield
    finally:
        for process in running:
            process.terminate()
        for process in running:
            process.wait()
