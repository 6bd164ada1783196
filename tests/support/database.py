"""Throw-away databases, copied from a template that is migrated once per state of the migrations.

Migrating the whole stack takes well over 20 seconds; copying a migrated database takes a fraction of one. So each
worker works on a copy, and a test that commits gets its copy replaced afterwards. That also keeps the rows which data
migrations created, restarts the sequences, and needs no way around triggers that forbid TRUNCATE.

Every database in use is marked by an advisory lock that ends with its process, however it ends. What nobody holds may
be dropped: nothing is left behind by a killed run, and two runs never take each other's database away.
"""

import hashlib
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

import psycopg
from psycopg import sql

ROOT = Path(__file__).resolve().parents[2]
TEMPLATE = "portal_tpl_"
COPY = "portal_test_"
TEMPLATES_KEPT = 3  # so that changing between branches does not migrate each time


def migrations_hash() -> str:
    """Hash of all that decides what the template holds: our migrations, the rulebook's figures that every ``migrate``
    enters, the places and the words of work and what loads them, and the versions of all packages."""
    digest = hashlib.sha256((ROOT / "uv.lock").read_bytes())
    folders = [path for parent in (".", "marketplace", "tests") for path in (ROOT / parent).glob("*/migrations")]
    files = [path for folder in folders for path in folder.rglob("*") if path.suffix in {".py", ".sql"}]
    files += [*ROOT.glob("marketplace/rulebook/**/*.toml"), *ROOT.glob("marketplace/places/loading/*.py")]
    files += [*ROOT.glob("jobs/vocabulary/data/*.toml"), *ROOT.glob("jobs/vocabulary/loading/*.py")]
    for path in sorted(files):
        digest.update(str(path.relative_to(ROOT)).encode() + path.read_bytes())
    for path in sorted(places_folder().glob("*")):
        digest.update(f"{path.name} {path.stat().st_size}".encode())
    return digest.hexdigest()[:12]


def places_folder() -> Path:
    """The operator's folder of real places: ``PLACES_SOURCE``, else the one beside the checkout."""
    return Path(os.environ.get("PLACES_SOURCE") or ROOT.parent / "shared" / "data")


def database_url(config: dict[str, Any], name: str) -> str:
    """The address of database ``name`` on the server of a Django database configuration, for other processes."""
    host = config.get("HOST") or ""
    user = quote(config.get("USER") or "")
    password = f":{quote(config['PASSWORD'], safe='')}" if config.get("PASSWORD") else ""
    port = f":{config['PORT']}" if config.get("PORT") else ""
    if host.startswith("/"):  # a Unix socket's folder
        return f"postgres://{user}{password}@{quote(host, safe='')}{port}/{name}"
    options = {key: value for key, value in config.get("OPTIONS", {}).items() if isinstance(value, str)}
    return f"postgres://{user}{password}@{host}{port}/{name}" + (f"?{urlencode(options)}" if options else "")


class Machine:
    """One connection to the server's maintenance database, from which copies are made, marked and dropped."""

    def __init__(self, config: dict[str, Any]) -> None:
        self.config = config
        names = {"HOST": "host", "PORT": "port", "USER": "user", "PASSWORD": "password"}
        access = {parameter: config[key] for key, parameter in names.items() if config.get(key)}
        self.connection = psycopg.connect(**access, dbname="postgres", autocommit=True)
        self.held: set[str] = set()  # a lock of our own would not keep ourselves out

    def run(self, statement: str, *names: str) -> None:
        self.connection.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))

    def value(self, query: str, *parameters: Any) -> Any:
        row = self.connection.execute(query, parameters).fetchone()
        return row[0] if row else None

    def exists(self, name: str) -> bool:
        return bool(self.value("SELECT true FROM pg_database WHERE datname = %s", name))

    def hold(self, name: str) -> None:
        """Mark ``name`` as in use until this process ends."""
        self.value("SELECT pg_advisory_lock_shared(hashtext(%s))", name)
        self.held.add(name)

    def take(self, name: str) -> bool:
        """Mark ``name`` as ours alone; False when another process holds it."""
        return bool(self.value("SELECT pg_try_advisory_lock(hashtext(%s))", name))

    @contextmanager
    def alone(self, name: str) -> Iterator[None]:
        self.value("SELECT pg_advisory_lock(hashtext(%s))", name)
        try:
            yield
        finally:
            self.value("SELECT pg_advisory_unlock(hashtext(%s))", name)

    def template(self) -> str:
        """The migrated database to copy, made when there is none of this state yet."""
        name = TEMPLATE + migrations_hash()
        self.hold(name)
        with self.alone(TEMPLATE):
            if not self.exists(name):
                self._build(name)
        return name

    def _build(self, name: str) -> None:
        """Migrate under a name that nobody copies from; only a complete database gets ``name``."""
        unfinished = f"{name}_unfinished"
        self.run("DROP DATABASE IF EXISTS {} WITH (FORCE)", unfinished)
        self.run("CREATE DATABASE {}", unfinished)
        done = subprocess.run(
            [sys.executable, "manage.py", "migrate", "--verbosity=0"],
            cwd=ROOT,
            env={**os.environ, "DATABASE_URL": database_url(self.config, unfinished)},
            capture_output=True,
            text=True,
        )
        if done.returncode:
            raise RuntimeError(f"The migrations failed, so no test database could be made:\n{done.stderr[-4000:]}")
        for command in ("load_places", "load_vocabularies"):
            self._load(unfinished, command)
        self.run("ALTER DATABASE {} RENAME TO {}", unfinished, name)

    def _load(self, name: str, command: str) -> None:
        """Milan and its words of work as they are, in every test alike: what a page asks depends on what there is."""
        done = subprocess.run(
            [sys.executable, "manage.py", command, "--source", str(places_folder())],
            cwd=ROOT,
            env={**os.environ, "DATABASE_URL": database_url(self.config, name)},
            capture_output=True,
            text=True,
        )
        if done.returncode:
            raise RuntimeError(
                f"{command} failed, so no test database could be made:\n{done.stdout}{done.stderr[-4000:]}"
            )

    def copy(self, template: str, name: str) -> None:
        self.run("DROP DATABASE IF EXISTS {} WITH (FORCE)", name)
        self.run("CREATE DATABASE {} TEMPLATE {}", name, template)

    def tidy(self) -> None:
        """Drop copies of runs that have ended, and templates beyond the newest few."""
        with self.alone(TEMPLATE):
            query = "SELECT datname FROM pg_database WHERE starts_with(datname, %s) ORDER BY oid DESC"
            copies = [name for (name,) in self.connection.execute(query, [COPY])]
            templates = [name for (name,) in self.connection.execute(query, [TEMPLATE])]
            for name in copies + templates[TEMPLATES_KEPT:]:
                if name not in self.held and self.take(name):
                    self.run("DROP DATABASE IF EXISTS {} WITH (FORCE)", name)
                    self.value("SELECT pg_advisory_unlock(hashtext(%s))", name)

    def drop(self, name: str) -> None:
        self.run("DROP DATABASE IF EXISTS {} WITH (FORCE)", name)
        self.connection.close()


def main() -> None:
    """Make the template while the linters run: ``python -m tests.support.database``."""
    import django
    from django.conf import settings

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    django.setup()
    Machine(dict(settings.DATABASES["default"])).template()


if __name__ == "__main__":
    main()
