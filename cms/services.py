"""Makes the site's first pages; an editor's later words are never overwritten."""

from typing import Any

from django.conf import settings
from django.db import transaction
from wagtail.models import Locale, Page, Site

from marketplace.core.clock import today

from .editors import sync_editors
from .models import HomePage, InfoPage
from .seeds import HOME, PAGES, Text


def _home(language: str, root: Page, original: HomePage | None) -> HomePage:
    title, claim, introduction = HOME[language]
    locale, _ = Locale.objects.get_or_create(language_code=language)
    page = HomePage.objects.filter(locale=locale).first()
    if page:
        return page
    page = HomePage(title=title, slug=f"home-{language}", claim=claim, introduction=introduction, locale=locale)
    if original:
        page.translation_key = original.translation_key
    root.add_child(instance=page)
    return page


def _info(slug: str, language: str, text: Text, home: HomePage, original: InfoPage | None) -> InfoPage:
    page = InfoPage.objects.filter(slug=slug, locale=home.locale).first()
    if page:
        return page
    title, introduction, body = text
    extra: dict[str, Any] = {"translation_key": original.translation_key} if original else {}
    page = InfoPage(
        title=title, slug=slug, introduction=introduction, body=body, locale=home.locale, reviewed_on=today(), **extra
    )
    home.add_child(instance=page)
    return page


@transaction.atomic
def seed_site() -> int:
    """Create the missing pages in every language, the site and its editors' group. Returns how many pages exist."""
    root = Page.objects.get(depth=1)
    homes: dict[str, HomePage] = {}
    for language in HOME:
        homes[language] = _home(language, root, homes.get(settings.LANGUAGE_CODE))
    first = homes[settings.LANGUAGE_CODE]
    for slug, texts in PAGES.items():
        original = None
        for language, text in texts.items():
            page = _info(slug, language, text, homes[language], original)
            original = original or page
    Site.objects.update_or_create(
        is_default_site=True,
        defaults={"hostname": "localhost", "port": 80, "root_page": first, "site_name": settings.SITE_NAME},
    )
    sync_editors()
    Page.objects.filter(depth=2, slug="home").exclude(pk__in=[home.pk for home in homes.values()]).delete()
    return Page.objects.filter(depth__gte=2).count()
