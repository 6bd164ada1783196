"""Times of a pass over all questions, and how they are said."""

import time
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np


def timed(call: Callable[[], Any]) -> tuple[float, Any]:
    """Milliseconds at the caller, and what came."""
    begun = time.perf_counter()
    found = call()
    return (time.perf_counter() - begun) * 1000, found


def one_pass(calls: Sequence[Callable[[], Any]]) -> tuple[np.ndarray, list[Any]]:
    """Each once, in order."""
    runs = [timed(call) for call in calls]
    return np.array([milliseconds for milliseconds, _found in runs]), [found for _milliseconds, found in runs]


def best(calls: Sequence[Callable[[], Any]], passes: int) -> np.ndarray:
    """The shortest of some passes: between two runs of a question all others are asked."""
    return np.min([one_pass(calls)[0] for _ in range(passes)], axis=0)


def figures(name: str, times: np.ndarray) -> dict[str, float]:
    """Median, 95th and 99th percentile and the longest, for the line of JSON."""
    median, slow, slower = np.percentile(times, [50, 95, 99])
    values = {"median": median, "p95": slow, "p99": slower, "max": times.max()}
    return {f"{name}_{key}_ms": round(float(value), 2) for key, value in values.items()}


def line(label: str, times: np.ndarray) -> str:
    """The same for people."""
    found = " ".join(f"{key.split('_')[-2]:>7} {value:8.1f}" for key, value in figures("t", times).items())
    return f"{label:52}{found}"


def ratio(times: np.ndarray, yardstick: np.ndarray) -> dict[str, float]:
    """Ours in yardsticks: of the medians, and the median of each question's."""
    return {
        "ratio_of_medians": round(float(np.median(times) / np.median(yardstick)), 3),
        "median_of_ratios": round(float(np.median(times / yardstick)), 3),
    }
