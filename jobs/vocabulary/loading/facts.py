"""What the portal knows by itself: everyday words and short names, in ``jobs/vocabulary/data``."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

DATA = Path(__file__).parents[1] / "data"


def everyday() -> dict[str, dict[str, list[str]]]:
    """By unit group and language: what people say, the short name first."""
    return _read("everyday")


def groups() -> dict[str, dict[str, str]]:
    """By code of a larger group: its short names by language."""
    return {code: {"it": italian, "en": english} for code, (italian, english) in _read("groups")["names"].items()}


def sections() -> dict[str, str]:
    """ATECO's sections."""
    return _read("sectors")["sections"]


def divisions() -> dict[str, tuple[str, str]]:
    """ATECO's divisions, each with its section and name."""
    return {code: (section, name) for code, (section, name) in _read("sectors")["divisions"].items()}


def sector_words() -> dict[str, list[str]]:
    return _read("sectors")["words"]


def agreements() -> list[dict[str, Any]]:
    """The most used collective agreements, the commonest first: code, name, words."""
    return _read("agreements")["agreement"]


@cache
def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((DATA / f"{name}.toml").read_text())
