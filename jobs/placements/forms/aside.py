"""What was answered for another contract: kept for its return, but no column says what the ad does not."""

from typing import Any

from jobs.models import Placement

from .. import asks


def set_aside(placement: Placement, contract: str) -> dict[str, Any]:
    """The columns to change when ``contract`` becomes the placement's form."""
    asked, kept, changed = asks.of_contract(contract), dict(placement.set_aside), {}
    for name in asks.DEPENDING:
        column = placement._meta.get_field(name)
        empty = column.get_default() if column.has_default() else (None if column.null else "")
        value = getattr(placement, name)
        if name not in asked and value != empty:
            kept[name], changed[name] = value, empty
        elif name in asked and name in kept:
            changed[name] = column.to_python(kept.pop(name))
    return {**changed, "set_aside": kept}
