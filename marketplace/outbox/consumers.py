"""Who wants which events. Apps register in their ``consumers.py``, imported in ``AppConfig.ready``."""

from collections import defaultdict
from collections.abc import Callable

Consumer = Callable[[int], None]
_consumers: dict[str, list[Consumer]] = defaultdict(list)


def consumes(*topics: str) -> Callable[[Consumer], Consumer]:
    """Register a function of one id. It re-reads the truth; twice or out of order makes no difference."""

    def register(function: Consumer) -> Consumer:
        for topic in topics:
            if function not in _consumers[topic]:
                _consumers[topic].append(function)
        return function

    return register


def consumers_of(topic: str) -> list[Consumer]:
    return _consumers[topic]
