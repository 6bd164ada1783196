"""Who wants which events. Apps register in their ``consumers.py``, imported in ``AppConfig.ready``."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

F = TypeVar("F", bound=Callable[[Any], None])


@dataclass(frozen=True)
class Consumer:
    """A registered function, of one id or, with ``many``, of a list of them."""

    function: Callable[[Any], None]
    many: bool

    def __call__(self, ids: list[int]) -> None:
        if self.many:
            self.function(ids)
            return
        for object_id in ids:
            self.function(object_id)

    def __str__(self) -> str:
        return f"{self.function.__module__}.{self.function.__qualname__}"


_consumers: dict[str, list[Consumer]] = defaultdict(list)


def consumes(*topics: str, many: bool = False) -> Callable[[F], F]:
    """Register a function of one id. It re-reads the truth; twice or out of order makes no difference.

    One that works faster on several at once takes a list with ``many``. Where it raises, each id comes again alone.
    """

    def register(function: F) -> F:
        for topic in topics:
            if (consumer := Consumer(function, many)) not in _consumers[topic]:
                _consumers[topic].append(consumer)
        return function

    return register


def consumers_of(topic: str) -> list[Consumer]:
    return _consumers[topic]
