from datetime import datetime

from django.contrib.sitemaps import Sitemap
from django.db.models import QuerySet
from django.urls import reverse

from marketplace.offers.models import Offer

from .sources import findable


class OfferSitemap(Sitemap):
    """Every offer that may be found."""

    limit = 10_000
    changefreq = "weekly"

    def items(self) -> QuerySet[Offer]:
        return findable().only("public_id", "changed_at").order_by("pk")

    def location(self, item: Offer) -> str:
        return reverse("offer_detail", args=[item.public_id])

    def lastmod(self, item: Offer) -> datetime:
        return item.changed_at


SITEMAPS = {"offerte": OfferSitemap}
