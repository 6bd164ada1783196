"""``./dev test``: everything that must hold before a change lands."""

import os
import subprocess
import time

from marketplace.devtools import environment
from marketplace.devtools.folders import ROOT, VENV
from marketplace.devtools.messages import say

MANAGE = ("python", "manage.py")
CHECKS: dict[str, tuple[str, ...]] = {
    "Faults and style (ruff)": ("ruff", "check", "--output-format=concise", "."),
    "Layout (ruff)": ("ruff", "format", "--check", "--output-format=concise", "."),
    "Floors (import-linter)": ("lint-imports", "--no-cache"),
    "Types (mypy)": ("mypy",),
    "Migrations are complete": (*MANAGE, "makemigrations", "--check", "--dry-run"),
    "Django's own checks": (*MANAGE, "check", "--fail-level", "WARNING"),
}
TEMPLATE = ("python", "-m", "tests.support.database")
MOST_WORKERS = 4


def run(arguments: list[str]) -> int:
    """Everything, or, with arguments, only pytest with these. Its closing line comes last."""
    if arguments:
        return _pytest(arguments)
    template = _start(TEMPLATE)  # the tests' database takes a minute: meanwhile the checks run
    failed = [title for title, command in CHECKS.items() if not _holds(title, command)]
    if failed:
        say(f"\nThese checks failed: {', '.join(failed)}.\n")
    template.communicate()  # where it failed the tests say why
    workers = min((os.cpu_count() or 1) + 1, MOST_WORKERS)  # one waits for its browser while the others work
    return _pytest(["--numprocesses", str(workers), "--dist", "worksteal", "--quiet"]) or int(bool(failed))


def _start(command: tuple[str, ...]) -> subprocess.Popen[str]:
    program, *rest = command
    return subprocess.Popen(
        [VENV / "bin" / program, *rest],
        cwd=ROOT,
        env=environment.for_processes(),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
    )


def _holds(title: str, command: tuple[str, ...]) -> bool:
    start = time.monotonic()
    done = _start(command)
    output, _ = done.communicate()
    say(f"{'ok  ' if done.returncode == 0 else 'FAIL'}  {title}  {time.monotonic() - start:.1f} s")
    if done.returncode:
        say(output)
    return done.returncode == 0


def _pytest(arguments: list[str]) -> int:
    return subprocess.run([VENV / "bin" / "pytest", *arguments], cwd=ROOT, env=environment.for_processes()).returncode
