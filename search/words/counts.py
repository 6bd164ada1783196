"""How many documents have each word: what a word is worth, how likely it was meant, and what completes first."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import connection, transaction

from marketplace.core import clock

from .. import analysis
from ..models import IndexState, SearchDocument, Term
from .synonyms import STAMP

_LEARN = """
insert into search_term (folded, label, token, df)
select folded, label, token, 1 from unnest(%s::text[], %s::text[], %s::text[]) as new (folded, label, token)
order by folded on conflict do nothing
"""
_NEW_TERMS = """
select word from unnest(%s::text[]) as found (word) where not exists (select from search_term where folded = word)
"""
_LEARN_TOKENS = """
insert into search_token (token, df) select found.token, 1 from unnest(%s::text[]) as found (token)
where not exists (select from search_token as known where known.token = found.token)
order by found.token on conflict do nothing
"""
_COUNT = """
with stat as materialized (select word, ndoc from ts_stat('select words from search_searchdocument')),
gone as (delete from search_token where token not in (select word from stat))
insert into search_token (token, df) select word, ndoc from stat
on conflict (token) do update set df = excluded.df where search_token.df <> excluded.df
"""
_SPREAD = """
update search_term as t set df = coalesce((select df from search_token where token = t.token), 0)
"""


_LOOK_UP = f"""
select token, df from search_token where token = any(%s)
union all select '', documents from search_indexstate
union all select ' ', {STAMP} from search_synonym
"""  # noqa: S608 -- our own expression


@dataclass(frozen=True)
class Known:
    """In how many documents each token stands, of how many there are, and the state of the list of synonyms."""

    df: dict[str, int]
    documents: int
    synonyms: int


def look_up(tokens: Iterable[str]) -> Known:
    """All that a question's words need of the database, in one statement."""
    with connection.cursor() as cursor:
        cursor.execute(_LOOK_UP, [list(tokens)])
        found = dict(cursor.fetchall())
    return Known(documents=found.pop("", 0), synonyms=found.pop(" ", 0), df=found)


def learn(terms: dict[str, str], tokens: Iterable[str]) -> None:
    """Remember new words, as people write them, and new tokens: rare until the next refresh."""
    with connection.cursor() as cursor:
        cursor.execute(_NEW_TERMS, [list(terms)])
        if new := sorted(word for (word,) in cursor.fetchall()):
            stems = [analysis.stem(word) for word in new]
            cursor.execute(_LEARN, [new, [terms[word] for word in new], stems])
        cursor.execute(_LEARN_TOKENS, [list(set(tokens))])


@transaction.atomic
def refresh() -> int:
    """Count anew in how many documents each word stands, and forget words that stand in none. Returns the words left.

    The idf of the score and the spelling suggestions go by these counts; between refreshes a new word counts as rare.
    """
    with connection.cursor() as cursor:
        cursor.execute(_COUNT)
        cursor.execute(_SPREAD)
    Term.objects.filter(df=0).delete()
    IndexState.objects.update(documents=SearchDocument.objects.count(), refreshed_at=clock.now())
    return Term.objects.count()
