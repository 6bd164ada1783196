"""How many documents have each word: what a word is worth, how likely it was meant, and what completes first."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import connection, transaction

from marketplace.core import clock

from .. import analysis
from ..models import IndexState, SearchDocument, Term, Token
from .synonyms import STAMP

_LEARN = """
insert into search_term (folded, label, token, df)
select folded, label, token, 1 from unnest(%s::text[], %s::text[], %s::text[]) as new (folded, label, token)
order by folded on conflict do nothing
"""
_LEARN_TOKENS = """
insert into search_token (token, df) select token, 1 from unnest(%s::text[]) as new (token)
order by token on conflict do nothing
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
    found = set(tokens)
    known = set(Term.objects.filter(folded__in=terms).values_list("folded", flat=True))
    known_tokens = set(Token.objects.filter(token__in=found).values_list("token", flat=True))
    with connection.cursor() as cursor:
        if new := sorted(terms.keys() - known):
            stems = [analysis.stem(word) for word in new]
            cursor.execute(_LEARN, [new, [terms[word] for word in new], stems])
        if new := sorted(found - known_tokens):
            cursor.execute(_LEARN_TOKENS, [new])


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
