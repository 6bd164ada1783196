"""Telling people what was found for them: one message with everything new, each offer once."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import ngettext, override

from marketplace.core.clock import ROME, now
from marketplace.notifications import rendering
from marketplace.notifications import services as notifications
from marketplace.offers.cards import cards

from ..models import Frequency, SavedHit, SavedSearch
from . import links
from .matching import still_wanted
from .present import told

HOUR, WEEKDAY = 7, 0  # of the daily and weekly messages, in Rome; Monday
MOST_SHOWN = 20  # offers of a message; the page has the others


def last_moment(frequency: str) -> datetime:
    """When the messages of this frequency were last due."""
    moment = now().astimezone(ROME)
    today = moment.replace(hour=HOUR, minute=0, second=0, microsecond=0)
    days = 1 if moment < today else 0
    if frequency == Frequency.WEEKLY:
        days += (today - timedelta(days=days) - timedelta(days=WEEKDAY)).weekday()
    return today - timedelta(days=days)


def due() -> QuerySet[SavedSearch]:
    """The searches with something to tell, whose hour has come."""
    before = Coalesce("sent_at", "confirmed_at")
    rows = SavedSearch.objects.filter(
        Q(user=None) | Q(user__is_active=True), stopped_at=None, confirmed_at__isnull=False
    )
    hour = Q(frequency=Frequency.AT_ONCE)
    for frequency in (Frequency.DAILY, Frequency.WEEKLY):
        hour |= Q(frequency=frequency, told_at__lt=last_moment(frequency))
    unsent = SavedHit.objects.filter(search=OuterRef("pk"), sent_at=None)
    return rows.alias(told_at=before).filter(hour, Exists(unsent))


def send_due() -> int:
    """Write all messages that are due, each in a transaction of its own. Returns how many."""
    return sum(_send(pk) for pk in due().order_by("pk").values_list("pk", flat=True).iterator(chunk_size=500))


@transaction.atomic
def _send(search_id: int) -> bool:
    """One message. The lock and the marks on what was told keep another run from telling it again."""
    search = due().select_related("user").select_for_update(of=("self",), skip_locked=True).filter(pk=search_id).first()
    if search is None:
        return False
    hits = dict(search.hits.filter(sent_at=None).order_by("-found_at", "-offer_id").values_list("offer_id", "pk"))
    wanted = still_wanted(search.pk, list(hits))
    # let, withdrawn or dearer by now: not told, and so may be found again
    SavedHit.objects.filter(pk__in=[pk for offer, pk in hits.items() if offer not in wanted]).delete()
    if not wanted:
        return False
    _write(search, [offer for offer in hits if offer in wanted], last_hit=max(hits.values()))
    SavedHit.objects.filter(pk__in=[hits[offer] for offer in wanted]).update(sent_at=now())
    search.sent_at = now()
    search.save(update_fields=["sent_at"])
    return True


def _write(search: SavedSearch, offers: list[int], last_hit: int) -> None:
    count = len(offers)
    with override(search.language):
        subject = ngettext("1 nuova offerta: %(title)s", "%(n)s nuove offerte: %(title)s", count) % {
            "n": count, "title": search.title,
        }  # fmt: skip
        stop = links.link(search, links.STOP)
        context = {
            "search": search,
            "offers": [told(shown.card) for shown in cards(offers[:MOST_SHOWN])],
            "more": max(0, count - MOST_SHOWN),
            "link": f"{settings.SITE_URL}{reverse('offer_list')}?{search.query}",
            "stop": stop,
        }
        text = rendering.text_of("search/notifications/found.txt", context, language=search.language)
    notifications.write(
        kind="search.found", user=search.user, address=search.user.email if search.user else search.address,
        subject=subject, text=text, language=search.language, stop_url=stop, dedupe_key=f"saved:{search.pk}:{last_hit}",
    )  # fmt: skip
