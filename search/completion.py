"""Completion while typing: places, occupations and words that begin as typed (``search.md`` §7).

The table of starts holds a row for each word of each completion, so that one prefix of a covering index answers. It is
written anew by ``services.refresh_terms``: after a rebuild, and every night.
"""

from dataclasses import dataclass

from django.db import connection, transaction
from django.http import QueryDict
from django.utils.http import urlencode

from . import analysis
from .models import Start

LIMIT = 8  # completions of one answer
SHORTEST = 2  # letters
_PER_KIND = 4  # of each kind, where others have some too

# The page's own filters: a place of the index, or what lies within the usual walk of a metro station.
_FILL = """
insert into search_start (start, kind, label, detail, query, df)
select start, kind, label, detail, query, df from (
  select 'place' as kind, n.name as label, 'Milano' as detail, 'nil=' || n.number as query,
    (select count(*) from search_searchdocument d where d.nil = n.number) as df from places_nil n
  union all select 'place', m.name, 'Milano', 'municipio=' || m.number,
    (select count(*) from search_searchdocument d where d.municipio = m.number) from places_municipio m
  union all select 'place', c.name, 'comune', 'comune=' || c.istat,
    (select count(*) from search_searchdocument d where d.comune = right(c.istat, 3)::int) from places_comune c
  union all select 'place', s.name, 'metro', 'fermata=' || s.code,
    (select count(*) from search_searchdocument d
     where d.point && st_expand(s.point::geometry, 0.008)) from places_stop s where s.kind = 'metro'
  union all select 'occupation', w.label,
    case when w.language = 'it' then '' else left(coalesce(o.names ->> 'it', o.labels ->> 'it', ''), 60) end,
    'tipo=lavoro&professione=' || w.occupation_id,
    (select count(*) from search_searchdocument d where d.occupation = w.occupation_id::int)
    from jobs_occupationword w join jobs_occupation o on o.code = w.occupation_id where w.kind <= 2 and exists
      (select from search_searchdocument d where d.occupation = w.occupation_id::int)
  union all select 'word', t.label, '', 'q=' || t.folded, t.df from search_term t
    where length(t.folded) > 2 and t.folded ~ '^[a-z]+$'
) as found
cross join lateral (
  select string_agg(part, ' ') over (order by place rows between current row and unbounded following) as start
  from regexp_split_to_table(
    trim(regexp_replace(unaccent(lower(label)), '[^a-z0-9]+', ' ', 'g')), ' ') with ordinality as parts (part, place)
) as starts
where start <> ''
"""
_FIND = """
select kind, label, detail, query, df from (
  select distinct on (kind, query) kind, label, detail, query, df, start
  from search_start where start like %s order by kind, query, length(start), label
) as found
order by df desc, length(start), label limit 200
"""


@dataclass(frozen=True)
class Completion:
    """``query`` is the address that it leads to: the words typed before it, and its own filter."""

    kind: str
    label: str
    detail: str
    query: str

    @property
    def group(self) -> str:
        return str(Start.Kind(self.kind).label)


@transaction.atomic
def refresh() -> int:
    """Write all starts anew; questions read the old ones until this is committed. Returns the rows."""
    Start.objects.all().delete()
    with connection.cursor() as cursor:
        cursor.execute(_FILL)
        return cursor.rowcount


def complete(text: str) -> list[Completion]:
    """What ``text`` may become: the longest end of it that begins anything; what stands before stays words."""
    typed = analysis.words(text[: analysis.MAX_QUESTION])[-analysis.MAX_QUESTION_WORDS :]
    for first in range(len(typed)):
        end = " ".join(typed[first:])
        if len(end) < SHORTEST:
            break
        if found := _find(end):
            return [_completion(row, " ".join(typed[:first])) for row in _chosen(found)]
    return []


def _find(prefix: str) -> list[tuple]:
    """Letters, digits and single spaces only: nothing to escape."""
    with connection.cursor() as cursor:
        cursor.execute(_FIND, [f"{prefix}%"])
        return cursor.fetchall()


def _chosen(rows: list[tuple]) -> list[tuple]:
    """Some of each kind, the likeliest first, together by kind; what one kind lacks, others fill."""
    kinds = {kind: [row for row in rows if row[0] == kind] for kind in Start.Kind.values}
    kept = [row for found in kinds.values() for row in found[:_PER_KIND]]
    rest = [row for found in kinds.values() for row in found[_PER_KIND:]]
    chosen = (kept + rest)[:LIMIT]
    return sorted(chosen, key=lambda row: Start.Kind.values.index(row[0]))


def _completion(row: tuple, before: str) -> Completion:
    kind, label, detail, query, _df = row
    own = QueryDict(query, mutable=True)
    if kind == Start.Kind.WORD:
        own["q"] = f"{before} {own['q']}".strip()
        label = f"{before} {label}".strip()
    elif before:
        own["q"] = before
    return Completion(kind, label, detail, f"?{urlencode(dict(own.items()))}")
