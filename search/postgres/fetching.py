"""One statement within the time that a question may have."""

from collections.abc import Sequence
from typing import Any

import psycopg
from django.db import OperationalError, connection

from ..engine import TooSlow

TIME_LIMIT = 3000  # ms for one question


_LIMITS = (
    "select set_config('statement_timeout', %s, true), set_config('jit', 'off', true),"
    " set_config('max_parallel_workers_per_gather', '0', true)"
)


def fetch(sql: str, params: Sequence[Any]) -> tuple:
    """One row by a binary cursor (Django's own would bring bytes as hexadecimal text), within the time limit.

    The limits and the statement go out together: a transaction of their own, and one way there and back. Raises
    ``TooSlow``.
    """
    connection.ensure_connection()
    try:
        with connection.wrap_database_errors, psycopg.Cursor(connection.connection) as cursor:
            with connection.connection.pipeline():
                # the statement is never prepared: a plan made for any parameters would be a bad one for most
                cursor.execute(_LIMITS, [str(TIME_LIMIT)])
                cursor.execute(sql, params, prepare=False, binary=True)
            cursor.nextset()
            row = cursor.fetchone()
            if connection.in_atomic_block:  # the caller's transaction: leave it as it was
                cursor.execute("set local statement_timeout to default")
    except OperationalError as error:
        if isinstance(error.__cause__, psycopg.errors.QueryCanceled):
            raise TooSlow from error
        raise
    return row
