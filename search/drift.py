"""Where two copies of the same differ, as offers' ids."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Drift:
    """``missing``: not there though it should be. ``ghosts``: there though it should not be. ``old``: another state."""

    missing: list[int] = field(default_factory=list)
    ghosts: list[int] = field(default_factory=list)
    old: list[int] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.missing or self.ghosts or self.old)

    def __str__(self) -> str:
        return f"missing {len(self.missing)}, ghosts {len(self.ghosts)}, old {len(self.old)}"

    def ids(self) -> list[int]:
        return [*self.missing, *self.ghosts, *self.old]
