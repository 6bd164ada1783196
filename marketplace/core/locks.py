"""Row locks and named locks, refused outside a transaction where they would protect nothing."""

import zlib
from typing import TypeVar

from django.db import connection, models

M = TypeVar("M", bound=models.Model)


def _require_transaction() -> None:
    if not connection.in_atomic_block:
        raise RuntimeError("A lock outside a transaction protects nothing: use it inside atomic().")


def lock(queryset: models.QuerySet[M], **lookup: object) -> M:
    """Return the one row of ``queryset`` that matches, locked until the end of the transaction.

    Only the row's own table is locked, not the joined ones. Raises ``Model.DoesNotExist``.
    """
    _require_transaction()
    return queryset.select_for_update(of=("self",)).get(**lookup)


def named_lock(space: str, key: object = "") -> None:
    """Wait for the advisory lock ``space:key`` and hold it until the end of the transaction."""
    _named("pg_advisory_xact_lock", space, key)


def try_named_lock(space: str, key: object = "") -> bool:
    """``named_lock`` without waiting: whether nobody else holds it."""
    return bool(_named("pg_try_advisory_xact_lock", space, key))


def _named(function: str, space: str, key: object) -> object:
    _require_transaction()
    with connection.cursor() as cursor:
        cursor.execute(
            f"select {function}(%s, %s)",
            [zlib.crc32(space.encode()) - 2**31, zlib.crc32(str(key).encode()) - 2**31],
        )
        return cursor.fetchone()[0]
