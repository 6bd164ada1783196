"""``.local/env``: the settings of the private machine, read by the portal's settings too.

What the shell sets wins, here as there: with ``DATABASE_URL``, ``REDIS_URL`` or ``ELASTICSEARCH_URL`` in the
environment, nothing private is started for that part and nothing of it is written down.
"""

import os
import secrets
import shutil
import socket

from marketplace.devtools.folders import LOCAL, ROOT, TOOLS
from marketplace.devtools.messages import Problem

FILE = LOCAL / "env"
SHARED_DATA = ROOT.parent / "shared" / "data"
LEAST_FREE_BYTES = 2 * 1024**3


def read() -> dict[str, str]:
    if not FILE.exists():
        return {}
    return dict(line.split("=", 1) for line in FILE.read_text().splitlines() if "=" in line)


def write(**changes: str) -> None:
    _save(read() | changes)


def remove(name: str) -> None:
    values = read()
    if values.pop(name, None) is not None:
        _save(values)


def _save(values: dict[str, str]) -> None:
    LOCAL.mkdir(exist_ok=True)
    fresh = FILE.with_suffix(".new")
    with open(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        file.writelines(f"{key}={value}\n" for key, value in values.items())
    fresh.replace(FILE)


def prepare(port: int | None = None) -> None:
    """Write what is missing: the secret key, the address, where the places come from."""
    known = read()
    changes = {"DEBUG": known.get("DEBUG", "0"), "SERVE_MEDIA": "1", "DEMO": "1"}
    changes["SECRET_KEY"] = known.get("SECRET_KEY") or secrets.token_urlsafe(50)
    if port or "SITE_URL" not in known:
        changes["SITE_URL"] = f"http://localhost:{port or 8000}"
    if SHARED_DATA.is_dir():
        changes["PLACES_SOURCE"] = str(SHARED_DATA)
    write(**changes)


def get(name: str) -> str:
    return os.environ.get(name) or read().get(name, "")


def for_processes() -> dict[str, str]:
    """The environment of what we start: our file, the shell's own on top, and our tools on the path.

    Compiled modules are kept whatever the shell says: without them each process takes seven seconds to start, not two.
    """
    path = f"{TOOLS / 'bin'}:{os.environ.get('PATH', '')}"
    shell = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**read(), **shell, "PATH": path, "PYTHONUNBUFFERED": "1"}


def elsewhere(name: str) -> bool:
    """Whether the person points this part at a server of their own."""
    return bool(os.environ.get(name))


def port_taken(port: int) -> bool:
    with socket.socket() as attempt:
        attempt.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            attempt.bind(("127.0.0.1", port))
        except OSError:
            return True
    return False


def free_port() -> int:
    with socket.socket() as attempt:
        attempt.bind(("127.0.0.1", 0))
        return int(attempt.getsockname()[1])


def check_disk() -> None:
    free = shutil.disk_usage(ROOT).free
    if free < LEAST_FREE_BYTES:
        raise Problem(
            f"The disk with {ROOT} has only {free / 1024**3:.1f} GB free, and the portal needs 2 GB.",
            "Free some space, or clone the project onto a larger disk, and start again.",
        )


def check_port(port: int) -> None:
    if not 1024 <= port <= 65535:
        raise Problem(f"{port} is not a port to serve on.", "Choose one from 1024 to 65535: ./dev up --port 8001")
    if port_taken(port):
        raise Problem(
            f"Port {port} is taken by another program.", f"Choose another: ./dev up --port {min(port + 1, 65535)}"
        )
