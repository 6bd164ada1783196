"""Servers that refuse to run as root: root runs them as a user of the system, in a folder which that user may enter."""

import hashlib
import os
import pwd
import subprocess
from pathlib import Path

from marketplace.devtools.folders import LOCAL, ROOT

SPARE = Path("/var/tmp")  # for a user without a home


def runner(*users: str) -> list[str]:
    """What to put before a server's command: nothing, or for root a change to the first of these users there is."""
    if os.geteuid() != 0:
        return []
    return ["runuser", "-u", next((name for name in users if home(name)), users[-1]), "--"]


def home(user: str) -> Path | None:
    """The user's home, which need not exist; ``None`` where the system has no such user."""
    return next((Path(entry.pw_dir) for entry in pwd.getpwall() if entry.pw_name == user), None)


def folder(name: str, run: list[str], beside: str) -> Path:
    """``.local/NAME``, or, where the user that ``run`` changes to cannot reach it, ``BESIDE`` in that user's home."""
    own = LOCAL / name
    place = home(run[2]) if run else None
    if not place:
        return own
    LOCAL.mkdir(exist_ok=True)
    if subprocess.run([*run, "test", "-x", LOCAL], cwd="/", capture_output=True).returncode == 0:
        return own
    return (place if place.is_dir() else SPARE) / beside


def clone() -> str:
    """Short name of this clone, for what has to be kept outside it."""
    return hashlib.sha256(str(ROOT).encode()).hexdigest()[:8]
