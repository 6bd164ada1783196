"""Reading the index for pages other than the results, and what the results page shows beside the offers."""

import re
from dataclasses import dataclass

from django.db import connection
from django.db.models import Q
from wagtail.models import Locale, Page

from marketplace.offers.enums import OfferState
from marketplace.offers.models import Offer

from . import pending
from .analysis import STOP_WORDS, fold
from .documents import kind_number
from .elastic.client import client
from .engine import engine
from .models import IndexState, SearchDocument
from .record import LAYOUT_HASH

SIMILAR = 4
SITE_PAGES = 3
INFORMATION = 3  # depth of the editors' pages below the front page of each language
GONE = frozenset({OfferState.RESERVED, OfferState.TAKEN})
_SHAPES = ("comune__area", "municipio__area", "nil__area", "nil__outline")

# Near in place first; then a difference of 100 € of rent or pay weighs as much as a kilometre, one room as two, an
# occupation of another group as five, another type of course as ten.
_SIMILAR = """
select id from (
  select d.*, st_distancesphere(point, st_setsrid(st_makepoint(%(lon)s, %(lat)s), 4326)) as metres
  from search_searchdocument as d where id <> %(id)s and kind = %(kind)s
  order by point <-> st_setsrid(st_makepoint(%(lon)s, %(lat)s), 4326) limit 60
) as near
order by metres / 1000
  + coalesce(abs(price - %(price)s::int), 300) / 100.0
  + 2 * coalesce(abs(rooms - %(rooms)s::int), 1)
  + coalesce(abs(pay - %(pay)s::int), 300) / 100.0
  + case when occupation / 100 = %(occupation)s::int / 100 then 0 else 5 end
  + case when type = %(type)s::int then 0 else 10 end, id
limit %(count)s
"""


def similar(offer: Offer, count: int = SIMILAR) -> list[int]:
    """Ids of the offers of its kind that come closest to this one; of one that is let, by place alone."""
    point = offer.public_point
    if point is None:
        return []
    facts = ("price", "rooms", "pay", "occupation", "type")
    own = SearchDocument.objects.filter(pk=offer.pk).values(*facts).first() or dict.fromkeys(facts)
    params = {"id": offer.pk, "kind": kind_number(offer.kind), "lon": point.x, "lat": point.y, "count": count, **own}
    with connection.cursor() as cursor:
        cursor.execute(_SIMILAR, params)
        return [pk for (pk,) in cursor.fetchall()]


def public_offer(public_id: str) -> Offer:
    """An offer that everybody may read, or could until it was let. Raises ``Offer.DoesNotExist``."""
    shown = Q(state=OfferState.PUBLISHED) | Q(state__in=GONE, published_at__isnull=False)
    return (
        Offer.objects.filter(shown)
        .select_related("body", "comune", "municipio", "nil")
        .defer(*_SHAPES)
        .get(public_id=public_id)
    )


def map_rows(offer_ids: list[int]) -> dict[int, tuple[str, str, str]]:
    """(public id, kind, title) of offers, by id."""
    rows = Offer.objects.filter(pk__in=offer_ids).values_list("pk", "public_id", "kind", "title")
    return {pk: (public_id, kind, title) for pk, public_id, kind, title in rows}


@dataclass(frozen=True)
class SitePage:
    """A page of the editors that was found."""

    title: str
    description: str
    url: str


def site_pages(text: str, limit: int = SITE_PAGES) -> list[SitePage]:
    """The public pages in the reader's language that hold all words of a question, the fittest first."""
    words = [word for word in re.findall(r"\w+", text) if fold(word) not in STOP_WORDS]
    if not words:
        return []
    pages = Page.objects.live().public().filter(locale=Locale.get_active(), depth__gte=INFORMATION)
    return [
        SitePage(page.title, page.search_description or getattr(page, "introduction", ""), page.url)
        for page in pages.specific().search(" ".join(words), operator="and")[:limit]
    ]


def layout_problem() -> str | None:
    """For ``/readyz``: records of another layout cannot be read."""
    layout = IndexState.objects.values_list("layout", flat=True).first()
    if layout not in {None, "", LAYOUT_HASH}:
        return "the index has another layout: run manage.py search_rebuild"
    return None


def engine_problem() -> str | None:
    """For ``/readyz``, where an Elasticsearch is set: a cluster that is red cannot answer for all its shards.

    Any node that answers will do. Raises what the client raises where none does.
    """
    health = client().cluster.health(filter_path="status")
    return "the cluster is red" if health["status"] == "red" else None


def copy_problem() -> str | None:
    """For ``/readyz``, where an Elasticsearch is set: why PostgreSQL answers in its place, or why answers get old."""
    from .elastic.indices import live, mapping_hash  # noqa: PLC0415 -- its client takes a second to load

    name = live()
    if not name:
        return "Elasticsearch has no index yet and PostgreSQL answers: run manage.py search_rebuild"
    if mapping_hash() not in name:
        return "the index in Elasticsearch has another mapping: run manage.py search_rebuild"
    if pending.is_behind():
        return "changes have been waiting for Elasticsearch for more than a minute"
    reason = getattr(engine(), "reason", "")
    return f"PostgreSQL answers in the place of Elasticsearch: {reason}" if reason else None
