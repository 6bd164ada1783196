"""What each engine is measured against: the same work without our code (``search.md`` §11)."""

from collections.abc import Callable
from typing import Any

import orjson
import psycopg
import urllib3
from django.conf import settings
from django.db import connection

from ..engine import Answer
from ..postgres.finding import scan_clause
from ..postgres.plain import plain_sql
from ..question import Question
from ..words import Words

Run = Callable[[], Any]


def bare_query(question: Question, words: Words, most: int) -> Run:
    """The one statement that brings page, total and counts, ready made: sent, and its bytes received."""
    statement = scan_clause(question, words, most)
    connection.ensure_connection()
    cursor = psycopg.Cursor(connection.connection)

    def run() -> Any:
        return cursor.execute(statement.sql, statement.params, prepare=False, binary=True).fetchone()

    return run


def two_statements(question: Question, words: Words) -> Run:
    """The ids of the page and the number of all, without any counts of filters: as one would write it by hand."""
    page, count = plain_sql(question, words)

    def run() -> list[int]:
        with connection.cursor() as cursor:
            cursor.execute(page.sql, page.params)
            ids = [pk for (pk,) in cursor.fetchall()]
            cursor.execute(count.sql, count.params)
            cursor.fetchone()
        return ids

    return run


class RawRequests:
    """The same bodies, ready made, sent by a pooled connection; the answer parsed and not read."""

    def __init__(self) -> None:
        from ..elastic.engine import FILTER_PATH  # noqa: PLC0415
        from ..elastic.indices import alias  # noqa: PLC0415

        self.pool = urllib3.connection_from_url(settings.ELASTICSEARCH_URL.split(",")[0], maxsize=1)
        self.path = f"/{alias()}/_msearch?filter_path={FILTER_PATH}"

    def request(self, question: Question, words: Words) -> Run:
        from ..elastic.bodies import page_bodies  # noqa: PLC0415

        lines = [part for body in page_bodies(question, words).values() for part in ({}, body)]
        body = b"".join(orjson.dumps(line) + b"\n" for line in lines)
        headers = {"content-type": "application/x-ndjson"}

        def run() -> Any:
            return orjson.loads(self.pool.urlopen("POST", self.path, body=body, headers=headers).data)

        return run


def differences(questions: list[Question], one: list[Answer], other: list[Answer]) -> list[str]:
    """The questions that two engines answered differently: ids in their order, total, or any count."""
    return [
        question.query_string() for question, mine, theirs in zip(questions, one, other, strict=True)
        if (mine.ids, mine.total, mine.facets) != (theirs.ids, theirs.total, theirs.facets)
    ]  # fmt: skip
