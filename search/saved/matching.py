"""A new offer finds the searches that want it: candidates by their anchors, then the exact conditions, all in SQL."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from django.db import connection

from marketplace.core import clock

from ..filters import FILTERS
from .anchors import KEYS

# Does the search ``s`` want the document ``d``? What each filter says, and the words: the same set as the page's.
CONDITIONS = " and ".join(
    f"({condition})"
    for condition in dict.fromkeys([*(item.reverse for item in FILTERS), "s.words is null or d.words @@ s.words"])
)
# What makes an offer news again: it costs, begins, lies, pays or is guaranteed otherwise than before
_FACTS = "md5(row(price, free, st_asbinary(point), flags, start, pay)::text)"
# "offset 0" parts the steps: anchors and searches are looked up one by one, never read as a whole to be joined
MATCH = f"""
with fresh as materialized (select * from search_searchdocument where id = any(%(ids)s)),
met as materialized (
  select distinct d.id, anchor.search_id
  from fresh as d
  cross join lateral (select unnest({KEYS}) as key offset 0) as own
  cross join lateral (values (own.key), (d.kind || '/' || own.key)) as form (key)
  cross join lateral (select search_id from search_saved_anchor where key = form.key offset 0) as anchor
)
select s.id as search_id, d.id as offer_id
from met join fresh as d on d.id = met.id
cross join lateral (select * from search_saved where id = met.search_id offset 0) as s
where {CONDITIONS}
"""  # noqa: S608 -- our own columns
_WRITE = f"""
insert into search_saved_hit (search_id, offer_id, found_at)
select search_id, offer_id, %(now)s from ({MATCH}) as found on conflict (search_id, offer_id) do nothing
"""  # noqa: S608
_STILL = f"""
select d.id from search_saved as s, search_searchdocument as d
where s.id = %(search)s and d.id = any(%(ids)s) and {CONDITIONS}
"""  # noqa: S608


@contextmanager
def news(offer_ids: Iterable[int]) -> Iterator[None]:
    """Around a change of these documents, in its transaction: what is new, or has other facts, finds its searches."""
    ids = list(offer_ids)
    before = _facts(ids)
    yield
    match([pk for pk, facts in _facts(ids).items() if before.get(pk) != facts])


def _facts(ids: list[int]) -> dict[int, str]:
    with connection.cursor() as cursor:
        cursor.execute(f"select id, {_FACTS} from search_searchdocument where id = any(%s)", [ids])  # noqa: S608
        return dict(cursor.fetchall())


def match(offer_ids: list[int]) -> int:
    """Write down for each search that wants one of these offers that it is found. Returns how many are new."""
    if not offer_ids:
        return 0
    with connection.cursor() as cursor:
        cursor.execute("select set_config('jit', 'off', true)")
        cursor.execute(_WRITE, {"ids": offer_ids, "today": clock.today(), "now": clock.now()})
        return cursor.rowcount


def still_wanted(search_id: int, offer_ids: list[int]) -> set[int]:
    """Those of the offers that can be found now and that the search still wants."""
    with connection.cursor() as cursor:
        cursor.execute(_STILL, {"search": search_id, "ids": offer_ids, "today": clock.today()})
        return {pk for (pk,) in cursor.fetchall()}
