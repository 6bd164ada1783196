"""Kills a node of a cluster, and freezes two, during questions and writes: what is lost, and what is late."""

import json
import logging
import os
import random
import signal
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from elasticsearch import ApiError, TransportError

from search.elastic.client import client

INDEX = "bench-cluster"
SETTINGS = {"number_of_shards": 2, "number_of_replicas": 1, "refresh_interval": "500ms", "gc_deletes": "1h"}
MAPPING = {
    "dynamic": "strict",
    "properties": {
        "w": {"type": "text", "analyzer": "whitespace", "norms": False},
        "nil": {"type": "keyword"},
        "id": {"type": "integer"},
    },
}
WORDS, NILS = 500, 88
BEAT = 0.25  # seconds between two of the sender's turns, as in the portal
PAUSE = 0.05  # seconds that a reader looks at its page
READERS = 2
GREEN_SECONDS = DRAIN_SECONDS = 180


@dataclass
class Record:
    """What happened, each with the moment of its end."""

    reads: list[tuple[float, float, str]] = field(default_factory=list)  # moment, seconds, error
    sends: list[tuple[float, float, str]] = field(default_factory=list)
    lags: list[tuple[float, float]] = field(
        default_factory=list
    )  # moment, seconds from the change to its acknowledgement
    acknowledged: dict[int, int] = field(default_factory=dict)  # id: highest version
    phases: list[tuple[str, float]] = field(default_factory=list)  # name, moment of its begin


@dataclass
class Load:
    """Readers and a writer. The writer keeps what is not acknowledged, as the table ``search_pending`` does."""

    record: Record
    rate: int
    documents: int
    changing: threading.Event = field(default_factory=threading.Event)
    asking: threading.Event = field(default_factory=threading.Event)

    @contextmanager
    def running(self) -> Iterator[None]:
        self.changing.set()
        self.asking.set()
        readers = [threading.Thread(target=self._read, args=(number,)) for number in range(READERS)]
        writer = threading.Thread(target=self._write)
        for thread in (*readers, writer):
            thread.start()
        try:
            yield
        finally:
            self.changing.clear()
            writer.join()
            self.asking.clear()
            for thread in readers:
                thread.join()

    def _read(self, seed: int) -> None:
        chance = random.Random(seed)  # noqa: S311 -- which word is asked
        while self.asking.is_set():
            with _timed(self.record.reads):
                client().search(
                    index=INDEX,
                    query={"bool": {"filter": [{"match": {"w": f"w{chance.randrange(WORDS)}"}}]}},
                    aggregations={"nil": {"terms": {"field": "nil", "size": NILS}}},
                    sort=[{"id": "asc"}],
                    source=False,
                    track_total_hits=True,
                    allow_partial_search_results=False,  # a total without one shard would be a wrong answer
                    filter_path="hits.total,hits.hits._id,aggregations",
                )
            time.sleep(PAUSE)

    def _write(self) -> None:
        begin, written, pending = time.monotonic(), 0, dict[int, tuple[int, float]]()
        until = None
        while until is None or (pending and time.monotonic() < until):
            now = time.monotonic()
            if self.changing.is_set():
                for version in range(written + 1, int((now - begin) * self.rate) + 1):
                    pending[version * 7919 % self.documents] = (version, begin + version / self.rate)
                    written = version
            elif until is None:
                until = now + DRAIN_SECONDS
            if pending:
                self._send(pending)
            time.sleep(max(0.0, now + BEAT - time.monotonic()))

    def _send(self, pending: dict[int, tuple[int, float]]) -> None:
        sent = list(pending.items())
        answer: Any = None
        with _timed(self.record.sends):
            lines = [line for pk, (version, _) in sent for line in _lines(pk, version)]
            answer = client().bulk(index=INDEX, operations=lines, filter_path="items.*.status")
        if answer is None:
            return
        moment = time.monotonic()
        for (pk, (version, due)), item in zip(sent, answer["items"], strict=True):
            if item["index"]["status"] < 300 or item["index"]["status"] == 409:  # there, or newer is there
                del pending[pk]
                self.record.acknowledged[pk] = version
                self.record.lags.append((moment, moment - due))


@contextmanager
def _timed(events: list[tuple[float, float, str]]) -> Iterator[None]:
    start, error = time.monotonic(), ""
    try:
        yield
    except (ApiError, TransportError) as problem:
        error = type(problem).__name__
    end = time.monotonic()
    events.append((end, end - start, error))


def _lines(pk: int, version: int) -> tuple[dict[str, Any], dict[str, Any]]:
    words = " ".join(f"w{(pk * 31 + version * step) % WORDS}" for step in range(1, 60))
    action = {"_id": str(pk), "version": version, "version_type": "external_gte"}
    return {"index": action}, {"id": pk, "nil": str(pk % NILS), "w": words}


class Cluster:
    """The nodes, as ``./dev bench cluster`` describes them."""

    def __init__(self) -> None:
        self.nodes = {row["name"]: row for row in json.loads(os.environ.get("CLUSTER_NODES") or "[]")}
        if not self.nodes:
            raise CommandError("Start it by ./dev bench cluster, which makes three nodes for it.")

    def signal(self, name: str, number: signal.Signals) -> None:
        os.kill(int(Path(self.nodes[name]["pid"]).read_text()), number)

    def start(self, name: str) -> None:
        subprocess.run(self.nodes[name]["start"], cwd="/", check=True, capture_output=True)  # noqa: S603 -- our tools' own

    def master(self) -> str:
        return str(_patient().cat.master(format="json", h="node")[0]["node"])

    def data_node(self) -> str:
        """A node with a primary that is not the master; where the master has them all, one with a replica."""
        rows = _patient().cat.shards(index=INDEX, format="json", h="prirep,node")
        master = self.master()
        return str(next(row["node"] for row in sorted(rows, key=lambda row: row["prirep"]) if row["node"] != master))

    def wait_until_green(self) -> None:
        until = time.monotonic() + GREEN_SECONDS
        while time.monotonic() < until:
            with _timed([]):
                health = client().cluster.health(filter_path="status,number_of_nodes")
                if (health["status"], health["number_of_nodes"]) == ("green", len(self.nodes)):
                    return
            time.sleep(0.1)
        raise CommandError(f"The cluster was not whole again within {GREEN_SECONDS} s.")


def _patient() -> Any:
    return client().options(request_timeout=60)


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--rate", type=int, default=50, help="changes a second (50)")
        parser.add_argument("--documents", type=int, default=5000, help="documents that change (5,000)")
        parser.add_argument(
            "--seconds",
            type=int,
            default=8,
            help="how long a state of the cluster lasts, frozen ones three times as long (8)",
        )

    def handle(self, *, rate: int, documents: int, seconds: int, **options: Any) -> None:
        logging.getLogger("elastic_transport").setLevel(logging.ERROR)  # that nodes fail is what we are here for
        cluster, record = Cluster(), Record()
        cluster.wait_until_green()
        _patient().indices.create(index=INDEX, settings={"index": SETTINGS}, mappings=MAPPING)
        cluster.wait_until_green()
        with Load(record, rate, documents).running():
            greens = self.disturb(cluster, record, seconds)
        result = {**greens, "lost": lost(record.acknowledged), "acknowledged": len(record.lags)}
        result["phases"] = [self.report(record, number) for number in range(len(record.phases))]
        self.stdout.write(f"\nAcknowledged changes: {result['acknowledged']}, of which lost: {result['lost']}")
        self.stdout.write(json.dumps(result))

    def disturb(self, cluster: Cluster, record: Record, seconds: int) -> dict[str, float]:
        """Kill a node with a primary and bring it back; freeze such a node, then the master, and let them go on."""

        def phase(name: str, lasting: float = 0) -> None:
            record.phases.append((name, time.monotonic()))
            self.stdout.write(f"{name} …")
            time.sleep(lasting)

        def whole_again() -> float:
            cluster.wait_until_green()
            return round(time.monotonic() - record.phases[-1][1], 1)

        phase("whole", seconds)
        victim = cluster.data_node()
        cluster.signal(victim, signal.SIGKILL)
        phase("killed", seconds)
        phase("started again")
        cluster.start(victim)
        greens = {"green_after_kill": whole_again()}
        for name, victim in (("data node", cluster.data_node()), ("master", cluster.master())):
            cluster.signal(victim, signal.SIGSTOP)
            phase(f"{name} frozen", 3 * seconds)
            cluster.signal(victim, signal.SIGCONT)
            phase(f"{name} thawed")
            greens[f"green_after_{name.replace(' ', '_')}_froze"] = whole_again()
            time.sleep(seconds)  # what waited is sent
        return greens

    def report(self, record: Record, number: int) -> dict[str, Any]:
        """One line on a phase."""
        name, begin = record.phases[number]
        end = record.phases[number + 1][1] if number + 1 < len(record.phases) else float("inf")
        reads = [row for row in record.reads if begin <= row[0] < end]
        sends = [row for row in record.sends if begin <= row[0] < end]
        row = {
            "phase": name,
            "reads": len(reads),
            "read_errors": sum(bool(error) for _, _, error in reads),
            "slowest_read": round(max((seconds for _, seconds, _ in reads), default=0), 2),
            "slowest_write": round(max((seconds for _, seconds, _ in sends), default=0), 2),
            "write_errors": sum(bool(error) for _, _, error in sends),
            "longest_wait": round(max((lag for moment, lag in record.lags if begin <= moment < end), default=0), 2),
        }
        self.stdout.write("  ".join(f"{key} {value}" for key, value in row.items()))
        return row


def lost(acknowledged: dict[int, int]) -> int:
    """How many documents are not there in the version that was acknowledged, or a newer one."""
    ids = sorted(acknowledged)
    missing = 0
    for first in range(0, len(ids), 1000):
        rows = _patient().mget(index=INDEX, ids=[str(pk) for pk in ids[first : first + 1000]], source=False)["docs"]
        missing += sum(not row["found"] or row["_version"] < acknowledged[int(row["_id"])] for row in rows)
    return missing
