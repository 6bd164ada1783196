"""What ``./dev`` says when it cannot go on: one sentence, a way out, no traceback, and nothing changed."""

import os
import pwd
import shutil
import socket
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from marketplace.devtools import environment
from marketplace.devtools.messages import Problem, step
from tests.support.database import ROOT

SYSTEM = Path("/usr/bin/python3")
PYTHON = str(SYSTEM) if SYSTEM.exists() else sys.executable


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A copy of the tools alone, as in a fresh clone, that any user may read and write."""
    place = tmp_path / "portal"
    shutil.copytree(ROOT / "marketplace" / "devtools", place / "marketplace" / "devtools")
    (place / "marketplace" / "__init__.py").touch()
    shutil.copy(ROOT / "dev", place)
    for path in (tmp_path, *tmp_path.parents):
        if path.is_relative_to(tempfile.gettempdir()) and path.owner() == pwd.getpwuid(os.geteuid()).pw_name:
            path.chmod(path.stat().st_mode | 0o011)
    for path in (place, *place.rglob("*")):
        path.chmod(0o777)
    return place


def programs(folder: Path, *names: str) -> str:
    """A PATH on which only these programs of the system are found, and Python."""
    folder.mkdir()
    for name in ("bash", "dirname", "readlink", *names):
        (folder / name).symlink_to(shutil.which(name) or f"/usr/bin/{name}")
    (folder / "python3").symlink_to(PYTHON)
    return str(folder)


def run(
    checkout: Path, *arguments: str, path: str | None = None, user: str = "", **given: str
) -> subprocess.CompletedProcess[str]:
    env = {"PATH": path or os.environ["PATH"], "HOME": str(checkout), "PYTHONDONTWRITEBYTECODE": "1", **given}
    command = ["/bin/bash", str(checkout / "dev"), *arguments]
    if user:
        command = ["/usr/sbin/runuser", "-u", user, "--", *command]
    done = subprocess.run(command, env=env, capture_output=True, text=True, stdin=subprocess.DEVNULL, timeout=60)
    assert "Traceback" not in done.stderr, done.stderr
    return done


def test_a_taken_port(checkout):
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        done = run(checkout, "up", "--port", str(port))
    assert done.returncode == 1
    assert done.stderr == (
        f"Port {port} is taken by another program.\nChoose another: ./dev up --port {min(port + 1, 65535)}\n"
    )
    assert not (checkout / ".local").exists()


def test_a_port_that_is_none(checkout):
    done = run(checkout, "up", "--port", "80")
    assert done.returncode == 1
    assert "80 is not a port to serve on" in done.stderr


def test_a_system_without_apt(checkout, tmp_path):
    done = run(checkout, "up", "--port", "8765", path=programs(tmp_path / "bin"))
    assert done.returncode == 1
    assert "has no apt-get to install it with" in done.stderr
    assert "Use Debian 12 or Ubuntu" in done.stderr


@pytest.mark.skipif(os.geteuid() != 0 or not SYSTEM.exists(), reason="only root can become another user")
def test_neither_root_nor_sudo(checkout, tmp_path):
    done = run(checkout, "up", "--port", "8765", path=programs(tmp_path / "bin", "apt-get"), user="nobody")
    assert done.returncode == 1
    assert "needs root or sudo, which you do not have here" in done.stderr
    assert "Ask its administrator to run: apt-get install" in done.stderr


def test_a_full_disk(monkeypatch):
    usage = shutil.disk_usage("/")._replace(free=500 * 1024**2)
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: usage)
    with pytest.raises(Problem, match=r"only 0.5 GB free, and the portal needs 2 GB"):
        environment.check_disk()


def test_python_is_too_old(checkout, tmp_path):
    path = programs(tmp_path / "bin")
    old = tmp_path / "bin" / "python3"
    old.unlink()
    old.write_text("#!/bin/bash\nexit 1\n")
    old.chmod(0o755)
    done = run(checkout, "up", path=path)
    assert done.returncode == 1
    assert "needs Python 3.11 or newer" in done.stderr


def test_an_unknown_command(checkout):
    done = run(checkout, "start")
    assert done.returncode == 1
    assert "no command “start”" in done.stderr
    assert "up, down, reset" in done.stderr


def test_an_unknown_benchmark(checkout):
    done = run(checkout, "bench", "nothing")
    assert done.returncode == 1
    assert "There is no benchmark “nothing”" in done.stderr


def test_reset_asks_and_without_a_terminal_deletes_nothing(checkout):
    (checkout / ".local" / "media").mkdir(parents=True)
    done = run(checkout, "reset")
    assert done.returncode == 1
    assert (checkout / ".local" / "media").is_dir()
    assert run(checkout, "reset", "--yes").returncode == 0
    assert not (checkout / ".local" / "media").exists()


def test_a_step_that_fails_shows_its_last_lines_and_a_way_out(capsys):
    with pytest.raises(Problem) as problem:
        step("Trying", ["sh", "-c", "for n in $(seq 40); do echo line $n; done; exit 3"], way_out="Try again.")
    assert "line 40" in str(problem.value)
    assert "line 25" not in str(problem.value)
    assert str(problem.value).splitlines()[-1].startswith("Try again. Its whole output is in .local/log/trying.log")


def test_the_tools_need_nothing_that_is_installed(checkout):
    """They run before there is an environment: without site-packages, every module but ``serve`` can be imported."""
    modules = [path.stem for path in (checkout / "marketplace" / "devtools").glob("*.py")]
    names = ", ".join(f"marketplace.devtools.{name}" for name in modules if name not in {"serve", "__init__"})
    command = [PYTHON, "-I", "-S", "-c", f"import sys; sys.path.insert(0, {str(checkout)!r}); import {names}"]
    subprocess.run(command, check=True, capture_output=True, text=True)


def test_the_environment_file_is_for_its_owner_only(tmp_path, monkeypatch):
    monkeypatch.setattr(environment, "FILE", tmp_path / "env")
    monkeypatch.setattr(environment, "LOCAL", tmp_path)
    environment.prepare(8123)
    environment.prepare()
    assert (tmp_path / "env").stat().st_mode & 0o777 == 0o600
    values = environment.read()
    assert values["SITE_URL"] == "http://localhost:8123"
    assert len(values["SECRET_KEY"]) > 50
    assert values["DEBUG"] == "0"


def test_an_engine_that_the_environment_contradicts(checkout):
    with socket.create_server(("127.0.0.1", 0)) as server:
        free = str(server.getsockname()[1])
    done = run(checkout, "up", "--port", free, "--engine", "postgres", ELASTICSEARCH_URL="http://es:9200")
    assert done.returncode == 1
    assert "unset ELASTICSEARCH_URL" in done.stderr
