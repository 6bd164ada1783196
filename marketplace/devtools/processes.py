"""The portal's processes: started in the foreground or behind, found again, and stopped."""

import os
import signal
import subprocess
import time
import urllib.error
import urllib.request
from pathlib import Path

from marketplace.devtools import environment
from marketplace.devtools.folders import LOCAL, LOGS, PYTHON, ROOT
from marketplace.devtools.messages import Problem

PID = LOCAL / "portal.pid"
LOG = LOGS / "portal.log"
MODULE = "marketplace.devtools.serve"
LINES_OF_AN_END = 15
READY_SECONDS = 120
STOP_SECONDS = 30


def running() -> int | None:
    """Process number of this folder's portal, if it runs; never that of another program with the same number."""
    try:
        pid = int(PID.read_text())
        command = Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")
        return pid if MODULE.encode() in command and Path(f"/proc/{pid}/cwd").resolve() == ROOT else None
    except (OSError, ValueError):
        return None


def start(port: int) -> subprocess.Popen[bytes]:
    """Start web, worker and beat, and wait until the web answers. Raises Problem when it does not."""
    LOGS.mkdir(parents=True, exist_ok=True)
    with LOG.open("wb") as log:
        process = subprocess.Popen(
            [PYTHON, "-m", MODULE, str(port)],
            cwd=ROOT,
            env=environment.for_processes(),
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,  # the terminal's Ctrl-C reaches us alone, and we end them in order
        )
    PID.write_text(str(process.pid))
    try:
        _wait_until_ready(process, port)
    except BaseException:
        stop()
        raise
    return process


def _wait_until_ready(process: subprocess.Popen[bytes], port: int) -> None:
    until = time.monotonic() + READY_SECONDS
    while process.poll() is None and time.monotonic() < until:
        if _answers(port):
            return
        time.sleep(0.1)
    raise ended("did not start")


def ended(how: str) -> Problem:
    """The problem that the processes ended by themselves, with their last words."""
    lines = LOG.read_text(errors="replace").splitlines()[-LINES_OF_AN_END:]
    shown = "".join(f"  | {line[:300]}\n" for line in lines)
    return Problem(f"{shown}The portal {how}.", f"The reason is above; all of it is in {LOG.relative_to(ROOT)}.")


def _answers(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://localhost:{port}/healthz", timeout=2) as answer:
            return bool(answer.status == 200)
    except OSError:
        return False


def stop() -> bool:
    """Stop them, and wait for it; whether anything ran."""
    pid = running()
    if pid:
        os.kill(pid, signal.SIGTERM)
        until = time.monotonic() + STOP_SECONDS
        while running() and time.monotonic() < until:
            _reap(pid)
            time.sleep(0.05)
    PID.unlink(missing_ok=True)
    return pid is not None


def _reap(pid: int) -> None:
    try:
        os.waitpid(pid, os.WNOHANG)
    except ChildProcessError:
        pass  # somebody else's child: it goes by itself
