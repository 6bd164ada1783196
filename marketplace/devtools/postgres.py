"""A PostgreSQL cluster of the portal's own, on a free loopback port, with a generated password."""

import secrets
import shutil
import subprocess
from pathlib import Path
from urllib.parse import urlsplit

from marketplace.devtools import environment, unprivileged
from marketplace.devtools.folders import LOCAL, ROOT
from marketplace.devtools.messages import Problem, say, step

VARIABLE = "DATABASE_URL"
USER = DATABASE = "portal"
INSTALLED = Path("/usr/lib/postgresql")
CONFIGURATION = """
listen_addresses = '127.0.0.1'
unix_socket_directories = ''
shared_buffers = 256MB
max_connections = 200
max_locks_per_transaction = 256
max_wal_size = 2GB
synchronous_commit = off
random_page_cost = 1.1
jit = off
"""


def programs(version: str = "") -> Path | None:
    """Folder with the programs of the newest PostgreSQL that has PostGIS (or of that ``version``), if there is one."""
    found = [
        folder
        for folder in INSTALLED.glob(f"{version or '*'}/bin")
        if (folder / "initdb").exists()
        and Path("/usr/share/postgresql", folder.parent.name, "extension", "postgis.control").exists()
    ]
    return max(found, key=lambda folder: float(folder.parent.name), default=None)


def _as_server() -> list[str]:
    """PostgreSQL refuses to run as root; root runs it as the system's ``postgres`` user."""
    return unprivileged.runner("postgres")


def folder() -> Path:
    """The cluster's folder: ``.local/pg``, or one that the server's user can reach when it cannot reach ours."""
    return unprivileged.folder("pg", _as_server(), f"portal-{unprivileged.clone()}")


def running() -> bool:
    return exists() and _control("status") == 0


def exists() -> bool:
    command = [*_as_server(), "test", "-e", str(folder() / "PG_VERSION")]
    return subprocess.run(command, cwd="/", capture_output=True).returncode == 0


def start() -> None:
    """Start the cluster, made if there is none, and write its address down."""
    if not exists():
        _create()
    if running():
        return
    address = urlsplit(environment.read().get(VARIABLE, ""))
    if not address.password:
        raise Problem("The password of the private database is lost from .local/env.", "Start anew: ./dev reset")
    port = address.port
    if not port or environment.port_taken(port):
        port = environment.free_port()
        environment.write(**{VARIABLE: _url(address.password, port)})
    log = folder() / "server.log"
    _run("Starting PostgreSQL", "pg_ctl", "start", "-w", "-t", "60", "-D", folder(), "-l", log, "-o", f"-p {port}")
    create_database(DATABASE)


def stop() -> None:
    if running():
        _control("stop", "-m", "fast")


def remove() -> None:
    stop()
    if folder().exists():
        shutil.rmtree(folder())


def create_database(name: str) -> str:
    """Make an empty database on the private cluster unless it is there; its address."""
    url = environment.read()[VARIABLE].rpartition("/")[0]
    query = (
        f"SELECT 'CREATE DATABASE {name}' WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = '{name}')\\gexec"
    )
    command = [str(_program("psql")), "-v", "ON_ERROR_STOP=1", f"{url}/postgres"]
    subprocess.run(command, input=query, text=True, check=True, capture_output=True)
    return f"{url}/{name}"


def _create() -> None:
    place, password = folder(), secrets.token_urlsafe(24)
    if place.parent != LOCAL:
        say(f"The database is kept in {place}, for the system's user “postgres” may not enter {ROOT}.")
    owner = ["-o", "postgres"] if _as_server() else []
    secret = place.with_name(f"{place.name}-password")
    subprocess.run(["install", "-d", "-m", "700", *owner, place], check=True)
    subprocess.run(["install", "-m", "600", *owner, "/dev/stdin", secret], input=password.encode(), check=True)
    try:
        _run(
            "Making a private PostgreSQL",
            *("initdb", "-D", place, "--username", USER, "--auth=scram-sha-256", "--pwfile", secret),
            *("--encoding=UTF8", "--locale=C.UTF-8"),
        )
    finally:
        secret.unlink()
    with (place / "postgresql.conf").open("a") as configuration:
        configuration.write(CONFIGURATION)
    environment.write(**{VARIABLE: _url(password, environment.free_port())})


def _url(password: str, port: int) -> str:
    return f"postgres://{USER}:{password}@127.0.0.1:{port}/{DATABASE}"


def _program(name: str) -> Path:
    version = folder() / "PG_VERSION"
    wanted = version.read_text().strip() if version.exists() else ""
    found = programs(wanted)
    if not found:
        raise Problem(
            f"The private database was made by PostgreSQL {wanted}, which is no longer installed with PostGIS.",
            f"Install postgresql-{wanted}-postgis-3, or start anew with ./dev reset",
        )
    return found / name


def _control(*arguments: str) -> int:
    command = [*_as_server(), str(_program("pg_ctl")), *arguments, "-D", str(folder())]
    return subprocess.run(command, cwd="/", capture_output=True).returncode


def _run(title: str, program: str, *arguments: str | Path) -> None:
    step(title, [*_as_server(), _program(program), *arguments], cwd=Path("/"))
