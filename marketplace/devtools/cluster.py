"""Three Elasticsearch nodes on loopback, in a folder that disappears: one to kill and one to freeze."""

import json
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from marketplace.devtools import environment
from marketplace.devtools.elasticsearch import Node
from marketplace.devtools.messages import Problem, say

NODES = 3
HEAP = "512m"
# Where the network is one rack a node that is silent for four seconds is gone.
FAULTS = {
    f"cluster.fault_detection.{check}.{key}": value
    for check in ("follower_check", "leader_check")
    for key, value in {"interval": "1s", "timeout": "2s", "retry_count": "2"}.items()
}


@contextmanager
def started() -> Iterator[dict[str, str]]:
    """Variables for the measurement: the addresses, and of each node its name, the file of its process and the command
    that starts it again."""
    place = Path(tempfile.mkdtemp(prefix="portal-cluster-"))
    place.chmod(0o755)  # root runs the nodes as somebody else
    ports = _ports(2 * NODES)
    http, transport = ports[:NODES], ports[NODES:]
    names = [f"node-{number + 1}" for number in range(NODES)]
    settings = {
        "cluster.name": place.name,
        "cluster.initial_master_nodes": json.dumps(names),
        "discovery.seed_hosts": json.dumps([f"127.0.0.1:{port}" for port in transport]),
        **FAULTS,
    }
    nodes = [Node(name, heap=HEAP, place=place / name, settings=settings) for name in names]
    try:
        commands = [node.prepare(*own) for node, *own in zip(nodes, http, transport, strict=True)]
        _start(commands)
        rows = [
            {"name": node.name, "pid": str(node.folder / "pid"), "start": command}
            for node, command in zip(nodes, commands, strict=True)
        ]
        yield {"ELASTICSEARCH_URL": ",".join(node.url for node in nodes), "CLUSTER_NODES": json.dumps(rows)}
    finally:
        for node in nodes:
            node.stop()
        shutil.rmtree(place, ignore_errors=True)


def _start(commands: list[list[str]]) -> None:
    """All at once: each waits for the others before it answers."""
    say(f"Starting {len(commands)} Elasticsearch nodes …")
    quiet = {"cwd": "/", "stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.STDOUT}
    starting = [subprocess.Popen(command, text=True, **quiet) for command in commands]  # type: ignore[call-overload]
    outputs = [process.communicate()[0] for process in starting]
    for process, output in zip(starting, outputs, strict=True):
        if process.returncode:
            raise Problem(f"{output[-2000:]}\nA node did not start.", "The reason is above.")


def _ports(count: int) -> list[int]:
    ports: set[int] = set()
    while len(ports) < count:
        ports.add(environment.free_port())
    return list(ports)
