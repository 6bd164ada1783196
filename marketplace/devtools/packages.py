"""What the system must bring, and how Debian and Ubuntu bring it."""

import ctypes.util
import importlib.util
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from marketplace.devtools import elasticsearch, environment, java, postgres
from marketplace.devtools.messages import Problem, say, step

POLICY = Path("/usr/sbin/policy-rc.d")  # what Debian asks before it starts a service it has just installed
CHROMIUM = "Chromium"
RELEASE = Path("/etc/os-release")
UBUNTU = RELEASE.exists() and "ID=ubuntu" in RELEASE.read_text().splitlines()
NO_CLUSTER = Path("/etc/postgresql-common/createcluster.d/portal.conf")


@dataclass(frozen=True)
class Need:
    """Something the portal cannot do without, the packages that bring it, and how to see it is there."""

    what: str
    packages: str
    present: Callable[[], bool]


def _program(*names: str) -> Callable[[], bool]:
    return lambda: any(shutil.which(name) for name in names)


def _library(name: str) -> Callable[[], bool]:
    return lambda: ctypes.util.find_library(name) is not None


def _postgres() -> bool:
    return postgres.programs() is not None


def needs(*, testing: bool) -> list[Need]:
    """What this machine needs: less where the environment points at servers elsewhere, a browser for the tests."""
    python = f"python{sys.version_info.major}.{sys.version_info.minor}"
    system = sys.base_prefix == "/usr"
    found = [
        Need("Python's venv", f"{python}-venv" if system else "", lambda: bool(importlib.util.find_spec("ensurepip"))),
        Need("GDAL", "gdal-bin", _library("gdal")),
        Need("GEOS", "gdal-bin", _library("geos_c")),
        Need("gettext", "gettext", _program("msgfmt")),
        Need("Pango", "libpango-1.0-0 libpangoft2-1.0-0", _library("pangoft2-1.0")),
        Need("HarfBuzz", "libharfbuzz-subset0", _library("harfbuzz-subset")),
    ]
    if not environment.elsewhere("DATABASE_URL"):
        found.append(Need("PostgreSQL with PostGIS", "postgresql postgresql-postgis", _postgres))
    if not environment.elsewhere("REDIS_URL"):
        found.append(Need("Redis", "redis-server", _program("redis-server")))
    if testing and not os.environ.get("CHROMIUM"):
        found.append(Need(CHROMIUM, "chromium fonts-liberation", _program("chromium", "chromium-browser")))
    return found


def install(*, testing: bool = False) -> None:
    """Install what is missing by apt. Raises Problem where that cannot be done, before anything is changed."""
    missing = [need for need in needs(testing=testing) if not need.present()]
    if not missing:
        return
    if UBUNTU and any(need.what == CHROMIUM for need in missing):
        raise Problem(
            "The tests need Chromium, which Ubuntu offers only as a snap.",
            "Install it by “sudo snap install chromium”, or set CHROMIUM to the path of another Chromium or Chrome.",
        )
    names = ", ".join(need.what for need in missing)
    packages = sorted({package for need in missing for package in need.packages.split()})
    apt = shutil.which("apt-get")
    if not apt or not packages:
        raise Problem(
            f"This system lacks {names}, and has no apt-get to install it with.",
            "Use Debian 12 or Ubuntu 22.04 or newer, or install these yourself and start again.",
        )
    _bring(names, apt, packages)
    still = ", ".join(need.what for need in missing if not need.present())
    if still:
        raise Problem(f"{still} is still missing after its installation.", "Install it by hand and start again.")


def install_java() -> None:
    """Install a Java that Elasticsearch runs on, where apt offers one and may be used; the portal does without."""
    apt = shutil.which("apt-get")
    if environment.elsewhere(elasticsearch.VARIABLE) or elasticsearch.find_java() or not apt:
        return
    listed = subprocess.run(
        ["apt-cache", "search", "--names-only", r"^openjdk-[0-9]+-jre-headless$"], capture_output=True, text=True
    ).stdout
    versions = [int(number) for number in re.findall(r"^openjdk-(\d+)-", listed, re.MULTILINE)]
    suitable = min((number for number in versions if number >= java.OLDEST), default=None)
    if suitable:
        try:
            _bring(f"Java {suitable}", apt, [f"openjdk-{suitable}-jre-headless"])
        except Problem as problem:
            say(str(problem))


def _bring(names: str, apt: str, packages: list[str]) -> None:
    command = f"apt-get install {' '.join(packages)}"
    rights = _rights(names, command)
    quiet = [*rights, "env", "DEBIAN_FRONTEND=noninteractive", apt, "--yes", "--quiet"]
    with _no_services(rights):
        step("Reading the system's list of packages", [*quiet, "update"], way_out="Is this machine on the network?")
        step(
            f"Installing {names}",
            [*quiet, "install", "--no-install-recommends", *packages],
            way_out=f"Run it by hand to see why: {' '.join([*rights, command])}",
        )


def _rights(names: str, command: str) -> list[str]:
    """What to put before a command that changes the system."""
    if os.geteuid() == 0:
        return []
    sudo = shutil.which("sudo")
    if sudo and (sys.stdin.isatty() or _without_password(sudo)):
        return [sudo]
    raise Problem(
        f"This system lacks {names}, and to install it needs root or sudo, which you do not have here.",
        f"Ask its administrator to run: {command}",
    )


def _without_password(sudo: str) -> bool:
    return subprocess.run([sudo, "-n", "true"], capture_output=True).returncode == 0


@contextmanager
def _no_services(rights: list[str]) -> Iterator[None]:
    """Let no server of the system start: the portal has its own, and starts no other."""
    files = {POLICY: "#!/bin/sh\nexit 101\n", NO_CLUSTER: "create_main_cluster = false\n"}
    ours = {path: text for path, text in files.items() if not path.exists()}
    for path, text in ours.items():
        command = [*rights, "install", "-D", "-m", "755", "/dev/stdin", str(path)]
        subprocess.run(command, input=text, text=True, check=True)
    try:
        yield
    finally:
        subprocess.run([*rights, "rm", "-f", *ours], check=True)
