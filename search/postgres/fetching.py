"""One statement within the time that a question may have."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import psycopg
from django.db import connection, transaction

from ..engine import TooSlow

TIME_LIMIT = 3000  # ms for one question


def fetch(sql: str, params: Sequence[Any]) -> tuple:
    """One row by a binary cursor (Django's own would bring bytes as hexadecimal text), within the time limit."""
    with _limited(), connection.wrap_database_errors, psycopg.Cursor(connection.connection) as cursor:
        # never prepared: a plan made for any parameters would be a bad one for most
        return cursor.execute(sql, params, prepare=False, binary=True).fetchone()


@contextmanager
def _limited() -> Iterator[None]:
    """A transaction in which a statement is cancelled after ``TIME_LIMIT``. Raises ``TooSlow``."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(
                "select set_config('statement_timeout', %s, true), set_config('jit', 'off', true),"
                " set_config('max_parallel_workers_per_gather', '0', true)",
                [str(TIME_LIMIT)],
            )
            yield
            if connection.savepoint_ids:  # inside the caller's transaction: leave it as it was
                cursor.execute("set local statement_timeout to default")
    except Exception as error:
        if isinstance(error.__cause__, psycopg.errors.QueryCanceled):
            raise TooSlow from error
        raise
