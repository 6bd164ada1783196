"""Which of the found records stand on a page, and in which order."""

import numpy as np

from ..question import DISTANCE, PAY, PRICE, RELEVANCE, START, Key, Question
from ..record import distances


def page_of(question: Question, records: np.ndarray, scores: np.ndarray) -> tuple[list[int], Key | None]:
    """The ids of the page, and the key of its last one if others follow. Orders end with the newest, then the id."""
    first, newest = _first(question, records, scores), -records["published"].astype(np.int64)
    rest = np.arange(len(records))
    if question.after:
        rest = np.flatnonzero(_behind(question.after, first, newest, records["id"]))
    start = 0 if question.after else (question.page - 1) * question.size
    end = start + question.size
    near = rest
    if end < len(rest):  # sort only what can reach the page
        near = rest[_foremost(first[rest], newest[rest], end)]
    order = near[np.lexsort((records["id"][near], newest[near], first[near]))[start:end]]
    if not len(order) or end >= len(rest):
        return records["id"][order].tolist(), None
    last = order[-1]
    return records["id"][order].tolist(), (first[last].item(), int(newest[last]), int(records["id"][last]))


def _foremost(first: np.ndarray, newest: np.ndarray, count: int) -> np.ndarray:
    """Places of those that can be among so many; of equals in the first part of the key only the newest."""
    bound = np.partition(first, count - 1)[count - 1]
    before, equal = np.flatnonzero(first < bound), np.flatnonzero(first == bound)
    needed = count - len(before)
    if needed < len(equal):
        moments = newest[equal]
        equal = equal[moments <= np.partition(moments, needed - 1)[needed - 1]]
    return np.concatenate([before, equal])


def _behind(key: Key, first: np.ndarray, newest: np.ndarray, ids: np.ndarray) -> np.ndarray:
    value, moment, last = key
    return (first > value) | ((first == value) & ((newest > moment) | ((newest == moment) & (ids > last))))


def _first(question: Question, records: np.ndarray, scores: np.ndarray) -> np.ndarray:
    """What the order sorts by before the newest and the id."""
    match question.effective_order:
        case order if order == RELEVANCE:
            return -scores.astype(np.int64)
        case order if order == PRICE:
            return records["price"].astype(np.int64)
        case order if order == PAY:
            return -records["pay"].astype(np.int64)
        case order if order == START:
            return (records["start"].astype(np.int64) - 1) % 2**16  # 0, not known, comes last
        case order if order == DISTANCE and question.circle:
            return distances(records, question.circle.lon, question.circle.lat)
    return np.zeros(len(records), np.int64)
