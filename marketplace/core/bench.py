"""What the commands ``bench_NAME`` share: the shortest of some runs, and two figures that say how they lie."""

import statistics
import time
from collections.abc import Callable, Sequence
from typing import Any


def measure(asked: Sequence[Any], call: Callable[[Any], Any], repeats: int) -> tuple[list[float], list[Any]]:
    """The shortest of some runs of each question, in milliseconds, and the answers."""
    times, answers = [], []
    for question in asked:
        runs = []
        for _ in range(repeats):
            begun = time.perf_counter()
            answer = call(question)
            runs.append((time.perf_counter() - begun) * 1000)
        times.append(min(runs))
        answers.append(answer)
    return times, answers


def summary(name: str, values: list[float]) -> dict[str, float]:
    """Median and 95th percentile in milliseconds, their keys beginning with ``name``."""
    median, slow = round(statistics.median(values), 1), round(percentile(values), 1)
    return {f"{name}median_ms": median, f"{name}p95_ms": slow}


def percentile(values: list[float], share: float = 0.95) -> float:
    return sorted(values)[min(len(values) - 1, int(len(values) * share))]
