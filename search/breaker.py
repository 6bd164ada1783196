"""Two engines as one: while the first fails, the second answers, and the visitor sees nothing of it."""

import threading
import time
from collections.abc import Callable, Sequence
from typing import TypeVar

import structlog

from . import pending
from .engine import Answer, Engine, Point
from .question import Question

log = structlog.get_logger(__name__)
R = TypeVar("R")
OPEN_SECONDS = 10


class Breaker:
    """Asks ``first``; after a failure not again for ten seconds, then by one question, and by all when that went well.

    So one question waits for the time limit of a frozen node, not each. A first engine that has come back is left
    alone until it has been told what changed meanwhile. One object serves all threads of a process.
    """

    def __init__(self, first: Engine, second: Engine) -> None:
        self.first, self.second = first, second
        self.lock = threading.Lock()
        self.until: float | None = None  # not asked before then; monotonic
        self.reason = ""  # of the last failure, while the second answers

    def search(self, question: Question, *, map_limit: int | None = None) -> Answer:
        return self._ask(lambda engine: engine.search(question, map_limit=map_limit))

    def totals(self, questions: Sequence[Question]) -> list[int]:
        return self._ask(lambda engine: engine.totals(questions))

    def cells(self, question: Question, level: int) -> dict[int, int]:
        return self._ask(lambda engine: engine.cells(question, level))

    def points(self, question: Question, limit: int) -> list[Point]:
        return self._ask(lambda engine: engine.points(question, limit))

    def every(self, question: Question) -> list[int]:
        return self._ask(lambda engine: engine.every(question))

    def _ask(self, call: Callable[[Engine], R]) -> R:
        from elasticsearch import ApiError, TransportError  # noqa: PLC0415 -- loaded with the first engine

        if self._may_ask():
            try:
                answer = call(self.first)
            except (ApiError, TransportError) as error:
                self._failed(error)
            else:
                self._went_well()
                return answer
        return call(self.second)

    def _may_ask(self) -> bool:
        """Whether this question goes to the first engine. Of those that come after the pause only one does."""
        if self.until is None:
            return True
        with self.lock:
            if self.until is None:
                return True
            if time.monotonic() < self.until:
                return False
            self.until = time.monotonic() + OPEN_SECONDS
        return not pending.is_behind()

    def _failed(self, error: Exception) -> None:
        with self.lock:
            closed = self.until is None
            self.until = time.monotonic() + OPEN_SECONDS
            self.reason = type(error).__name__
        if closed:
            log.warning("search_engine_away", error=str(error)[:500])

    def _went_well(self) -> None:
        if self.until is None:
            return
        with self.lock:
            self.until, self.reason = None, ""
        log.info("search_engine_back")
