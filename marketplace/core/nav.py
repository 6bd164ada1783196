"""The navigation: every app adds its own entries in ``AppConfig.ready``; the core prints them.

``nav.register(nav.Entry(_("Offerte"), "search:list", order=10))``
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise

Place = Literal["main", "user", "staff"]


def everybody(request: HttpRequest) -> bool:
    return True


def signed_in(request: HttpRequest) -> bool:
    return request.user.is_authenticated


@dataclass(frozen=True)
class Entry:
    """A link. ``place``: the bar of all pages, the person's menu, or the tabs of operators and reviewers.

    ``url`` is a URL name without arguments, or a path that begins with "/".
    ``allowed(request)`` says who sees it; it guards nothing: the view must.
    """

    label: str | Promise
    url: str
    place: Place = "main"
    order: int = 100
    icon: str = ""
    allowed: Callable[[HttpRequest], bool] = everybody


@dataclass(frozen=True)
class Link:
    """An entry as one request sees it."""

    label: str | Promise
    href: str
    icon: str
    current: bool


_entries: dict[tuple[str, str], Entry] = {}


def register(*entries: Entry) -> None:
    """Add entries; one with the same place and address replaces the earlier."""
    for entry in entries:
        _entries[entry.place, entry.url] = entry


def links(request: HttpRequest, place: Place) -> list[Link]:
    """The entries of a place that this request may see, in order. The deepest that fits is current."""
    chosen = sorted((e for e in _entries.values() if e.place == place), key=lambda e: e.order)
    found = [(entry, _href(entry)) for entry in chosen if entry.allowed(request)]
    inside = [href for _, href in found if href and request.path.startswith(href)]
    current = max(inside, key=len, default=None)
    return [Link(entry.label, href, entry.icon, href == current) for entry, href in found if href]


def _href(entry: Entry) -> str:
    if entry.url.startswith("/"):
        return entry.url
    try:
        return reverse(entry.url)
    except NoReverseMatch:
        return ""  # an app that is installed without its URLs, as in a test of another one
