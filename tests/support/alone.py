"""Tests marked ``alone`` measure time: while one runs, the other workers wait between their tests.

Two lock files: a test passes the gate and shares the room; a test that wants the room alone keeps the gate shut while
it waits for the others to leave, so that they cannot keep it out for ever.
"""

import fcntl
import os
from collections.abc import Generator
from pathlib import Path

import pytest


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, object, object]:
    if "PYTEST_XDIST_WORKER" not in os.environ:  # one process: every test is alone
        return (yield)
    folder = Path(os.environ["TEST_FOLDER"])
    with (folder / "gate.lock").open("w") as gate, (folder / "room.lock").open("w") as room:
        alone = item.get_closest_marker("alone") is not None
        fcntl.flock(gate, fcntl.LOCK_EX)
        fcntl.flock(room, fcntl.LOCK_EX if alone else fcntl.LOCK_SH)
        if not alone:
            fcntl.flock(gate, fcntl.LOCK_UN)
        return (yield)  # closing the files gives the locks back
