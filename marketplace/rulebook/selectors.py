"""Reading the rulebook."""

from datetime import date

from marketplace.core.clock import today

from .models import Figure


def figure(key: str, on: date | None = None) -> Figure:
    """The figure ``key`` that holds on ``on`` (default today). Raises ``Figure.DoesNotExist``."""
    return Figure.objects.get(key=key, valid__contains=on or today())
