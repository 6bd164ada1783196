"""Words to the person at the terminal: progress, and problems with a way out."""

import os
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from marketplace.devtools.folders import LOGS, ROOT

LINES_OF_A_FAILURE = 15


class Problem(Exception):
    """Something the person can put right: one sentence on what is wrong, one on the way out."""

    def __init__(self, what: str, way_out: str) -> None:
        super().__init__(f"{what}\n{way_out}")


def say(text: str) -> None:
    print(text, flush=True)


def step(
    title: str,
    command: Sequence[str | Path],
    *,
    env: Mapping[str, str] | None = None,
    cwd: Path = ROOT,
    way_out: str = "",
) -> None:
    """Run a command that may take long; show that it is alive, and its last lines only when it fails.

    Raises Problem when the command fails.
    """
    log = _log_of(title)
    start = time.monotonic()
    live = sys.stdout.isatty()
    if not live:
        say(f"{title} …")
    with (
        log.open("wb") as output,
        subprocess.Popen(
            [str(part) for part in command],
            cwd=cwd,
            env={**os.environ, **(env or {})},
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
        ) as process,
    ):
        while process.poll() is None:
            if live:
                print(f"\r{title} … {time.monotonic() - start:.0f} s", end="", flush=True)
            _wait(process, 0.5 if live else None)
    seconds = f"{time.monotonic() - start:.1f} s"
    if process.returncode:
        last = log.read_text(errors="replace").splitlines()[-LINES_OF_A_FAILURE:]
        shown = "".join(f"  | {line}\n" for line in last)
        whole = f"Its whole output is in {log.relative_to(ROOT)}."
        raise Problem(f"\n{shown}“{title}” failed.", f"{way_out} {whole}".strip())
    say(f"\r{title} … {seconds}" if live else f"  done in {seconds}")


def _wait(process: subprocess.Popen[bytes], seconds: float | None) -> None:
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        pass  # still running: the caller shows so


def _log_of(title: str) -> Path:
    LOGS.mkdir(parents=True, exist_ok=True)
    name = "".join(letter if letter.isalnum() else "-" for letter in title.split("(")[0].strip().lower())
    return LOGS / f"{name}.log"
