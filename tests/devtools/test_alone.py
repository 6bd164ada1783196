"""The mark ``alone``: what measures time is not disturbed by the other workers."""

import os
import subprocess
import sys
from pathlib import Path

from tests.support.database import ROOT

TESTS = """
import time
from pathlib import Path
import pytest

@pytest.fixture(autouse=True)
def _written(request):
    start = time.monotonic()
    yield
    with Path("times").open("a") as file:
        file.write(f"{request.node.name} {start} {time.monotonic()}\\n")

@pytest.mark.parametrize("number", range(12))
def test_beside_others(number):
    time.sleep(0.05)  # long enough to lie beside another

@pytest.mark.alone
@pytest.mark.parametrize("number", range(2))
def test_alone(number):
    time.sleep(0.05)
"""


def times(folder: Path) -> list[tuple[str, float, float]]:
    rows = (line.split() for line in (folder / "times").read_text().splitlines())
    return [(name, float(start), float(end)) for name, start, end in rows]


def test_nothing_runs_beside_a_test_that_is_alone(tmp_path):
    (tmp_path / "test_marks.py").write_text(TESTS)
    (tmp_path / "pytest.ini").write_text("[pytest]\nmarkers = alone\n")
    plugins = ["-p", "no:django", "-p", "tests.support.alone", "-p", "no:cacheprovider"]
    command = [sys.executable, "-m", "pytest", *plugins, "-q", "-n", "2", "--dist", "load", "--maxschedchunk", "1"]
    env = os.environ | {"PYTHONPATH": str(ROOT), "TEST_FOLDER": str(tmp_path)}
    del env["PYTEST_CURRENT_TEST"]
    env = {name: value for name, value in env.items() if not name.startswith("PYTEST_XDIST")}
    done = subprocess.run(command, cwd=tmp_path, env=env, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    rows = times(tmp_path)
    assert len(rows) == 14
    for name, start, end in rows:
        beside = [other for other, first, last in rows if other != name and first < end and last > start]
        assert not (name.startswith("test_alone") and beside)
