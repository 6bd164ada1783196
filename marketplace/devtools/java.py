"""The Java that Elasticsearch needs: 21 or newer with the module ``jdk.incubator.vector``, which no JDK need have."""

import functools
import os
import re
import shutil
import subprocess
from pathlib import Path

OLDEST = 21
MODULE = "jdk.incubator.vector"
INSTALLED = Path("/usr/lib/jvm")
ABSENT = f"There is no Java {OLDEST} or newer with the module {MODULE} here."


def find(run: tuple[str, ...] = ()) -> Path | None:
    """Home of the first suitable Java: one that the environment names, the newest installed, that of the PATH.

    ``run`` changes to the user who will run it, for whom it must work.
    """
    return next((home for home in _homes() if _suitable(home, run)), None)


def _homes() -> list[Path]:
    named = [Path(value) for name in ("ES_JAVA_HOME", "JAVA_HOME") if (value := os.environ.get(name))]
    installed = sorted(INSTALLED.glob("*/bin/java"), key=lambda program: _numbers(program.parts[-3]), reverse=True)
    on_path = shutil.which("java")
    programs = [*installed, *([Path(on_path)] if on_path else [])]
    return list(dict.fromkeys([*named, *(program.resolve().parents[1] for program in programs)]))


def _numbers(name: str) -> list[int]:
    """``temurin-25-jdk-amd64`` before ``java-1.17.0-openjdk``: what is tried first, not what is found suitable."""
    return [int(number) for number in re.findall(r"\d+", name)]


@functools.cache
def _suitable(home: Path, run: tuple[str, ...]) -> bool:
    command = [*run, str(home / "bin" / "java"), "--list-modules"]
    try:
        modules = subprocess.run(command, cwd="/", capture_output=True, text=True).stdout
    except OSError:
        return False
    version = re.search(r"^java\.base@(\d+)", modules, re.MULTILINE)
    return bool(version) and int(version[1]) >= OLDEST and f"\n{MODULE}@" in f"\n{modules}"
