"""Reading the index for pages."""

from .models import IndexState
from .record import LAYOUT_HASH


def layout_problem() -> str | None:
    """For ``/readyz``: records of another layout cannot be read."""
    layout = IndexState.objects.values_list("layout", flat=True).first()
    if layout not in {"", LAYOUT_HASH}:
        return "the index has another layout: run manage.py search_rebuild"
    return None
