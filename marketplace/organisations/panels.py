"""What higher floors add to the two pages of a body. A port, filled in ``AppConfig.ready``.

``panels.register(checks_panel)``: called with the request and the body, answers a ``Panel`` or None.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from django.http import HttpRequest

if TYPE_CHECKING:
    from .models import Body

Page = Literal["own", "review"]


@dataclass(frozen=True)
class Panel:
    """A part of a page: a template that finds ``panel.data``, the request and the body."""

    template: str
    data: dict[str, Any] = field(default_factory=dict)


Source = Callable[[HttpRequest, "Body", Page], Panel | None]
_sources: list[Source] = []


def register(source: Source) -> None:
    if source not in _sources:
        _sources.append(source)


def of_body(request: HttpRequest, body: "Body", page: Page) -> list[Panel]:
    """The panels for the body's own page, or for the reviewer's."""
    return [panel for source in _sources if (panel := source(request, body, page))]
