"""Elasticsearch nodes of the portal's own, on free loopback ports: one of the portal, one of the tests.

They have no password: whoever may run programs here may ask them, and nobody else. What they hold is a copy of what
PostgreSQL has.
"""

import fcntl
import os
import shutil
import signal
import subprocess
import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from marketplace.devtools import elasticsearch_server, environment, java, unprivileged
from marketplace.devtools.folders import LOCAL
from marketplace.devtools.messages import Problem, say, step

VARIABLE = "ELASTICSEARCH_URL"
TESTS_VARIABLE = "TEST_ELASTICSEARCH_URL"
ENGINES = ("postgres", "elasticsearch")
STOP_SECONDS = 20
PROGRAM = b"org.elasticsearch.bootstrap.Elasticsearch"
ALONE = {"discovery.type": "single-node"}
CONFIGURATION = {
    "network.host": "127.0.0.1",
    "xpack.security.enabled": "false",
    "action.auto_create_index": "false",  # the portal makes its indices; a name written wrong is an error
    "cluster.routing.allocation.disk.threshold_enabled": "false",  # a full disk of a desk is no reason to refuse writes
}
# The garbage collector's diary is as large as the index; memory is taken when it is used.
JAVA_OPTIONS = "-Xms{heap} -Xmx{heap} -XX:-AlwaysPreTouch -XX:-HeapDumpOnOutOfMemoryError -Xlog:disable"
# For a node that lives for minutes: to compile it well costs more than it saves.
BRIEF = " -XX:TieredStopAtLevel=1 -XX:-UseG1GC -XX:+UseSerialGC"


def _as_server() -> list[str]:
    """Elasticsearch refuses to run as root, as PostgreSQL does."""
    return unprivileged.runner("postgres", "nobody")


def find_java() -> Path | None:
    return java.find(tuple(_as_server()))


class Node:
    """A node with its data, configuration and log in one folder."""

    def __init__(
        self,
        name: str,
        *,
        heap: str = "1g",
        place: Path | None = None,
        settings: Mapping[str, str] = ALONE,
        brief: bool = False,
    ) -> None:
        self.name, self.place, self.settings = name, place, settings
        self.java_options = JAVA_OPTIONS.format(heap=heap) + BRIEF * brief

    @property
    def folder(self) -> Path:
        beside = f"portal-{unprivileged.clone()}-{self.name}"
        return self.place or unprivileged.folder(self.name, _as_server(), beside)

    @property
    def url(self) -> str:
        """Where it was last started; empty before that."""
        address = self.folder / "address"
        return address.read_text() if address.exists() else ""

    def pid(self) -> int | None:
        """Its process, if it runs."""
        try:
            pid = int((self.folder / "pid").read_text())
        except (OSError, ValueError):
            return None
        return pid if self._ours(pid) else None

    def _ours(self, pid: int) -> bool:
        """Whether it is our node, and not another program with the same number."""
        process = Path(f"/proc/{pid}")
        try:
            inside = (process / "cwd").resolve() == (self.folder / "logs").resolve()
            return inside and PROGRAM in (process / "cmdline").read_bytes()
        except OSError:
            return False

    def running(self) -> bool:
        return bool(self.pid() and self.url and answers(self.url))

    def prepare(self, http: int, transport: int) -> list[str]:
        """Write its configuration, and give the command that starts it and returns when it answers."""
        program, server = find_java(), elasticsearch_server.obtain()
        if not program:
            raise Problem(java.ABSENT, WAY_OUT)
        folder = self.folder
        for part in ("data", "logs", "tmp"):
            (folder / part).mkdir(parents=True, exist_ok=True)
        shutil.copytree(server / "config", folder / "config", dirs_exist_ok=True)
        values = {"cluster.name": "portal", "node.name": self.name, **CONFIGURATION, **self.settings}
        values |= {"http.port": str(http), "transport.port": str(transport)}
        values |= {"path.data": str(folder / "data"), "path.logs": str(folder / "logs")}
        lines = [f"{key}: {value}\n" for key, value in values.items()]
        (folder / "config" / "elasticsearch.yml").write_text("".join(lines))
        (folder / "address").write_text(f"http://127.0.0.1:{http}")
        run = _as_server()
        if run:
            subprocess.run(["chown", "-R", run[2], folder], check=True)
        surroundings = {
            "ES_JAVA_HOME": program,
            "ES_PATH_CONF": folder / "config",
            "ES_TMPDIR": folder / "tmp",
            "ES_JAVA_OPTS": self.java_options,
        }
        given = [f"{key}={value}" for key, value in surroundings.items()]
        return [*run, "env", *given, str(server / "bin" / "elasticsearch"), "-d", "-p", str(folder / "pid")]

    def identity(self) -> str:
        """Changes when its data do not come from the same index any more: it was removed, and made again."""
        return str((self.folder / "data").stat().st_ino)

    def start(self) -> str:
        """Start it unless it runs; its address. Raises Problem when it cannot be had."""
        if self.running():
            return self.url
        self.stop()  # one that is there and does not answer
        port = int(self.url.rpartition(":")[2] or 0)
        if not port or environment.port_taken(port):
            port = environment.free_port()
        command = self.prepare(port, environment.free_port())
        step(f"Starting Elasticsearch ({self.name})", command, cwd=Path("/"), way_out=f"Its log: {self.folder}/logs.")
        return self.url

    def stop(self) -> None:
        """Stop it and wait for it; one that does not listen is ended."""
        pid = self.pid()
        until = time.monotonic() + STOP_SECONDS
        while pid and self._ours(pid):  # longer than its file, which it removes first
            try:
                os.kill(pid, signal.SIGKILL if time.monotonic() > until else signal.SIGTERM)
                os.kill(pid, signal.SIGCONT)  # a frozen process hears nothing
            except ProcessLookupError:
                return
            time.sleep(0.1)

    def remove(self) -> None:
        self.stop()
        shutil.rmtree(self.folder, ignore_errors=True)


PORTAL = Node("elasticsearch")
TESTS = Node("elasticsearch-tests", heap="512m", brief=True)
BENCH = Node("elasticsearch-bench", heap="2g")
WAY_OUT = "Install one (Debian 13, Ubuntu 24.04: openjdk-21-jre-headless), or name it in ES_JAVA_HOME."
INSTEAD = f"{java.ABSENT} PostgreSQL serves. {WAY_OUT}"


def answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(f"{url}/_cluster/health", timeout=2) as answer:
            return bool(answer.status == 200)
    except OSError:
        return False


def start(engine: str = "") -> None:
    """Start the portal's node if this engine is asked for, or was the last time. Without a Java PostgreSQL serves."""
    engine = engine or ("elasticsearch" if environment.read().get(VARIABLE) else "postgres")
    if engine == "elasticsearch" and not find_java():
        say(INSTEAD)
        engine = "postgres"
    if engine == "elasticsearch":
        environment.write(**{VARIABLE: PORTAL.start()})
    else:
        environment.remove(VARIABLE)
        PORTAL.stop()


def stop() -> None:
    """Stop the portal's node, and one that a killed run of tests or a killed bench has left."""
    PORTAL.stop()
    for node in (TESTS, BENCH):
        with _gate(node) as users, users:
            if _last(users):
                node.stop()


def remove() -> None:
    for node in (PORTAL, TESTS, BENCH):
        node.remove()


def ready_for_tests(*, all_of_them: bool) -> None:
    """See that the tests can have a node. Raises Problem in CI, where none may be left out; elsewhere one sentence."""
    if environment.elsewhere(TESTS_VARIABLE):
        return
    if find_java():
        if all_of_them:
            elasticsearch_server.obtain()  # here its progress is seen
    elif os.environ.get("CI") == "true":
        raise Problem(java.ABSENT, WAY_OUT)
    else:
        say(f"{java.ABSENT} The tests that ask Elasticsearch are left out. {WAY_OUT}")


@contextmanager
def borrowed(node: Node) -> Iterator[str]:
    """The node's address; the first who asks starts it, the last who gives it back stops it, in whatever process.

    A process that dies gives it back by dying.
    """
    with _gate(node) as users:
        fcntl.flock(users, fcntl.LOCK_SH)
        url = node.start()
    try:
        yield url
    finally:
        with _gate(node):
            if _last(users):
                node.stop()
        users.close()


@contextmanager
def _gate(node: Node) -> Iterator[IO[str]]:
    """One process at a time starts or stops the node. Gives the file that its users hold a shared lock on."""
    LOCAL.mkdir(exist_ok=True)
    with (LOCAL / f"{node.name}.gate").open("w") as gate:
        fcntl.flock(gate, fcntl.LOCK_EX)
        yield (LOCAL / f"{node.name}.users").open("w")


def _last(users: IO[str]) -> bool:
    """Whether nobody else holds it."""
    try:
        fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
