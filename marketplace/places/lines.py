"""How far it is on foot to the lines of the metro, and to the trains."""

from collections import defaultdict
from collections.abc import Iterable

import numpy as np
from django.contrib.gis.geos import Point
from django.core.cache import cache

from marketplace.rulebook.selectors import figure

from .models import Stop, StopKind

TRAIN = "treno"
_CACHE_KEY, _CACHE_SECONDS = "places:lines", 300
EARTH = 6_371_008.7714  # mean radius in metres


def line_codes() -> list[str]:
    """The lines that ``line_walks`` knows, in order."""
    return sorted(_places_of_lines())


def _places_of_lines() -> dict[str, list[tuple[float, float]]]:
    """Line → degrees of its stops; read anew every five minutes, for they change with a new load only."""
    found = cache.get(_CACHE_KEY)
    if not found:
        found = _read_places_of_lines()
        cache.set(_CACHE_KEY, found, _CACHE_SECONDS)
    return found


def _read_places_of_lines() -> dict[str, list[tuple[float, float]]]:
    found = defaultdict(list)
    for kind, lines, point in Stop.objects.exclude(kind=StopKind.SURFACE).values_list("kind", "lines", "point"):
        for line in lines.split(",") if kind == StopKind.METRO else [TRAIN]:
            if line:
                found[line].append(point.coords)
    return dict(found)


def line_walks(points: Iterable[Point]) -> list[dict[str, float]]:
    """For each point, the minutes on foot to the nearest stop of every metro line, and of the trains ("treno")."""
    walking = figure("places.walking").value
    here = _unit_vectors([point.coords for point in points])
    walks: list[dict[str, float]] = [{} for _ in here]
    for line, places in sorted(_places_of_lines().items()):
        straight = np.linalg.norm(here[:, None] - _unit_vectors(places)[None], axis=2).min(axis=1)
        minutes = 2 * EARTH * np.arcsin(straight / 2) * walking["detour"] / walking["pace"]
        for walk, found in zip(walks, minutes.tolist(), strict=True):
            walk[line] = found
    return walks


def _unit_vectors(degrees: list[tuple[float, float]]) -> np.ndarray:
    east, north = np.radians(np.array(degrees).reshape(-1, 2)).T
    return np.stack([np.cos(north) * np.cos(east), np.cos(north) * np.sin(east), np.sin(north)], axis=1)
