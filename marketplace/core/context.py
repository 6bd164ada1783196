"""What every page needs: ``{{ portal }}`` (not "site": allauth and Wagtail use that name for theirs)."""

from functools import cached_property
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language, get_language_info

from . import clock, nav

RENEWED = "renewed_at"  # key in the session: when the person asked to stay, seconds since 1970


class Portal:
    """The portal as one request sees it. Each part is computed when a template first asks for it."""

    def __init__(self, request: HttpRequest):
        self.request = request

    name = property(lambda self: settings.SITE_NAME)
    url = property(lambda self: settings.SITE_URL)
    contact = property(lambda self: settings.SITE_CONTACT)
    tiles = property(lambda self: settings.TILES_URL)

    @property
    def session_seconds(self) -> int:
        """How long the session surely lives on: it is renewed by signing in and by asking for it."""
        renewed = self.request.session.get(RENEWED, 0)
        signed_in = self.request.user.last_login
        begun = max(renewed, signed_in.timestamp() if signed_in else 0)
        return max(0, int(begun + settings.SESSION_COOKIE_AGE - clock.now().timestamp()))

    @cached_property
    def main(self) -> list[nav.Link]:
        return nav.links(self.request, "main")

    @cached_property
    def user(self) -> list[nav.Link]:
        return nav.links(self.request, "user")

    @cached_property
    def staff(self) -> list[nav.Link]:
        return nav.links(self.request, "staff")

    @cached_property
    def home(self) -> str:
        return self._in(get_language(), "/")

    @cached_property
    def pages(self) -> dict[str, str]:
        """Paths of the pages that the footer must name, in the reader's language."""
        return {name: self._in(get_language(), path) for name, path in settings.SITE_PAGES.items()}

    @cached_property
    def languages(self) -> list[dict[str, Any]]:
        """This page in every language, each named in itself: ``code``, ``name_local``, ``path``, ``present``."""
        present = get_language()
        path = self.request.get_full_path()
        bare = path.removeprefix(f"/{present}") if present != settings.LANGUAGE_CODE else path
        return [
            {**get_language_info(code), "path": self._in(code, bare), "present": code == present}
            for code, _ in settings.LANGUAGES
        ]

    @cached_property
    def canonical(self) -> str:
        """The address of this page without its query, for search engines."""
        return f"{settings.SITE_URL}{self.request.path}"

    @staticmethod
    def _in(language: str | None, path: str) -> str:
        """A path of ours with the language's prefix; Italian has none."""
        return path if language in (None, settings.LANGUAGE_CODE) else f"/{language}{path}"


def site(request: HttpRequest) -> dict[str, Portal]:
    """Context processor."""
    return {"portal": Portal(request)}
