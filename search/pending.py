"""What of the documents Elasticsearch does not have yet: rows written in the transaction that changes the documents.

A row says that, never what: whoever sends reads the document again (``search.elastic.copying``).
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.db import connection, transaction
from django.db.models import Min

from marketplace.core import clock
from marketplace.offers.models import Offer
from marketplace.outbox.services import wake

from .models import Pending

WOKEN = "search.copy.woken"
WOKEN_SECONDS = 5  # after which a wake is taken for lost
TOLERATED = timedelta(seconds=60)

# Of two changes the newer wins. A row that rests after an error is due again by a change.
_NOTE = """
with changed as ({change})
insert into search_pending as old (offer_id, version, queued_at)
select id, version, %s from changed order by id
on conflict (offer_id) do update set version = excluded.version, queued_at = least(old.queued_at, excluded.queued_at)
where old.version < excluded.version
"""
_ANEW = """
update search_searchdocument set version = nextval('search_version') where id = any(%s) returning id, version
"""
_GHOSTS = "select id, nextval('search_version') as version from unnest(%s::int[]) as ghost (id)"


def change(sql: str, params: Sequence[Any]) -> None:
    """Run a statement that changes documents and returns ``id, version``, and note these where there is a copy."""
    with connection.cursor() as cursor:
        if not settings.ELASTICSEARCH_URL:
            cursor.execute(sql, params)
            return
        cursor.execute(_NOTE.format(change=sql), [*params, clock.now()])
    if not any(function is _wake_sender for _sids, function, _robust in connection.run_on_commit):
        transaction.on_commit(_wake_sender, robust=True)


@transaction.atomic
def again(offer_ids: Sequence[int]) -> None:
    """Note documents, and the removal of those that are not there, each with a fresh version.

    With its old one a document would not come back where a copy has forgotten nothing: a removal that it has been told
    by mistake is newer. The offers' locks keep apart the drawing here and that of ``services.index``.
    """
    list(Offer.objects.select_for_update(of=("self",)).filter(pk__in=offer_ids).order_by("pk").values_list("pk"))
    with connection.cursor() as cursor:
        cursor.execute("select id from search_searchdocument where id = any(%s)", [list(offer_ids)])
        present = {pk for (pk,) in cursor.fetchall()}
    change(_ANEW, [sorted(present)])
    change(_GHOSTS, [sorted(set(offer_ids) - present)])


def _wake_sender() -> None:
    """Queue one sender for all that has come since the last one began; beat starts one as well."""
    from .tasks import copy  # noqa: PLC0415 -- tasks call services

    if cache.add(WOKEN, 1, WOKEN_SECONDS):
        wake(copy)


def awake() -> None:
    """A sender begins to look: what comes from now on must wake another one."""
    cache.delete(WOKEN)


def pause() -> None:
    """Elasticsearch is away: no wakes for a while, for each would wait for its time limit."""
    cache.set(WOKEN, 1, WOKEN_SECONDS)


def oldest() -> datetime | None:
    """Since when the longest waiting one of those that are due waits."""
    return Pending.objects.aggregate(at=Min("queued_at"))["at"]


def is_behind() -> bool:
    """Whether a change has been waiting for so long that Elasticsearch answers with yesterday's truth."""
    at = oldest()
    return at is not None and clock.now() - at > TOLERATED
