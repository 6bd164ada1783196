"""Where things are, and what has been done already."""

import hashlib
from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LOCAL = ROOT / ".local"
LOGS = LOCAL / "log"
STAMPS = LOCAL / "stamps"
TOOLS = LOCAL / "tools"
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
APPS = ("marketplace", "housing", "jobs", "search", "matching", "cms")
GENERATED = {"__pycache__", "node_modules", "build"}


def sources(*suffixes: str) -> list[Path]:
    """Files of our own apps with one of these endings, sorted."""
    files = (path for app in APPS for path in (ROOT / app).rglob("*") if path.suffix in suffixes)
    return sorted(path for path in files if not GENERATED & set(path.parts))


def digest(files: Iterable[Path] = (), *words: str) -> str:
    """Hash of the names and contents of files, and of words."""
    result = hashlib.sha256("\0".join(words).encode())
    for path in files:
        result.update(str(path).encode() + b"\0" + path.read_bytes())
    return result.hexdigest()


class Stamp:
    """Remembers in which state a step was last done, so that it is done once a state."""

    def __init__(self, name: str, state: str) -> None:
        self.path, self.state = STAMPS / name, state

    def fresh(self) -> bool:
        return self.path.exists() and self.path.read_text() == self.state

    def set(self) -> None:
        STAMPS.mkdir(parents=True, exist_ok=True)
        self.path.write_text(self.state)
