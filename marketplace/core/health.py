"""Readiness: each app registers what must answer before a visitor may be sent here, and what helps if it does."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db import connection
from django.http import HttpRequest, JsonResponse

Probe = Callable[[], str | None]
_probes: dict[str, tuple[Probe, bool]] = {}


@dataclass(frozen=True)
class Finding:
    name: str
    problem: str | None
    needed: bool = True


def register(name: str, probe: Probe, *, needed: bool = True) -> None:
    """Add a probe. It returns ``None`` when all is well, else one sentence; an exception counts as one.

    What is not ``needed`` has something behind it that serves meanwhile: a problem is said, and visitors may come.
    """
    _probes[name] = probe, needed


def findings() -> list[Finding]:
    """Run every probe, in order of registration."""
    result = []
    for name, (probe, needed) in _probes.items():
        try:
            problem = probe()
        except Exception as error:  # noqa: BLE001 -- any fault of a dependency means "not ready"
            problem = type(error).__name__
        result.append(Finding(name, problem, needed))
    return result


def healthz(request: HttpRequest) -> JsonResponse:
    """The process lives."""
    return JsonResponse({"status": "ok"})


def readyz(request: HttpRequest) -> JsonResponse:
    """Everything that a page needs answers; 503 and the reasons where not. 200 where another serves in its place."""
    rows = findings()
    problems = [row for row in rows if row.problem]
    unready = any(row.needed for row in problems)
    status = "unready" if unready else "degraded" if problems else "ok"
    body = {"status": status, "checks": {row.name: row.problem or "ok" for row in rows}}
    return JsonResponse(body, status=503 if unready else 200)


def _database() -> None:
    with connection.cursor() as cursor:
        cursor.execute("select 1")


def _migrations() -> str | None:
    from django.db.migrations.executor import MigrationExecutor  # noqa: PLC0415 -- heavy, only for this probe

    executor = MigrationExecutor(connection)
    waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return f"{len(waiting)} migrations are not applied" if waiting else None


def _redis() -> None:
    from django.core.cache import cache  # noqa: PLC0415 -- settings must be ready

    cache.set("readyz", 1, 10)


register("database", _database)
register("migrations", _migrations)
register("redis", _redis)
