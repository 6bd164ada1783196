"""The site's pages: their rules, their seeds, their two languages."""

import pytest
from django.core.cache import cache
from django.test import Client
from wagtail.models import Page
from wagtail.test.utils import WagtailPageTestCase

from cms.models import HomePage, InfoPage
from cms.seeds import PAGES
from cms.services import seed_site


class TestTree(WagtailPageTestCase):
    def test_the_home_page_stands_at_the_top_and_holds_pages_of_text(self) -> None:
        self.assertAllowedParentPageTypes(HomePage, {Page})
        self.assertAllowedSubpageTypes(HomePage, {InfoPage})
        self.assertAllowedParentPageTypes(InfoPage, {HomePage})
        self.assertAllowedSubpageTypes(InfoPage, {})


@pytest.mark.django_db
class TestSeeds:
    def test_seeding_twice_changes_nothing_that_an_editor_wrote(self) -> None:
        seed_site()
        page = InfoPage.objects.get(slug="privacy", locale__language_code="it")
        page.introduction = "Parole della redazione"
        page.save()
        count = seed_site()
        page.refresh_from_db()
        assert (page.introduction, count) == ("Parole della redazione", 2 * (1 + len(PAGES)))

    @pytest.mark.parametrize("slug", PAGES)
    def test_each_page_of_text_is_there_in_both_languages(self, slug: str, client: Client) -> None:
        seed_site()
        italian, english = client.get(f"/{slug}/"), client.get(f"/en/{slug}/")
        assert PAGES[slug]["it"][0] in italian.content.decode()
        assert PAGES[slug]["en"][0] in english.content.decode()
        assert ('lang="it"' in italian.content.decode(), 'lang="en"' in english.content.decode()) == (True, True)


@pytest.mark.django_db
class TestHome:
    def test_the_first_visitor_without_offers_reads_what_will_stand_here(self, client: Client) -> None:
        seed_site()
        cache.clear()
        assert "Le prime case arrivano presto" in client.get("/").content.decode()

    def test_a_visitor_gets_no_cookie(self, client: Client) -> None:
        seed_site()
        assert client.get("/").cookies == {}
