"""What a question asks, as SQL on ``search_searchdocument``: the words, their score, and the rest of the filters."""

from collections.abc import Sequence

from .. import ranking
from ..documents import LEVELS
from ..filters import Clause
from ..question import Question
from ..words import PHRASE_LEVEL, Group, Variant, Words


def where_clause(clauses: Sequence[Clause | None]) -> Clause:
    kept = [clause for clause in clauses if clause]
    return Clause(" and ".join(c.sql for c in kept) or "true", tuple(p for c in kept for p in c.params))


def words_clause(words: Words) -> Clause | None:
    """The groups that are needed, and none of what is excluded."""
    excluded = " | ".join(group.tsquery() for group in words.excluded)
    without = Clause("not (words @@ %s::tsquery)", (excluded,)) if excluded else None
    clauses = [clause for clause in (_groups_clause(words), without) if clause]
    return where_clause(clauses) if clauses else None


def _groups_clause(words: Words) -> Clause | None:
    groups = [group.tsquery() for group in words.groups]
    if not groups:
        return None
    if words.needed == len(groups):
        return Clause("words @@ %s::tsquery", (" & ".join(f"({group})" for group in groups),))
    met = " + ".join("(words @@ %s::tsquery)::int" for _group in groups)
    return Clause(f"(words @@ %s::tsquery and {met} >= %s)", (" | ".join(groups), *groups, words.needed))


def score_clause(words: Words) -> Clause:
    """The sum over the groups of the best variant's idf × level (``search.md`` §3)."""
    parts = [_group_score(group, sure=words.needed == len(words.groups)) for group in words.groups]
    if not parts:
        return Clause("")
    return Clause(" + ".join(part.sql for part in parts), tuple(p for part in parts for p in part.params))


def _group_score(group: Group, *, sure: bool) -> Clause:
    """``sure``: the row meets this group, so a single variant need not be looked for in the long vector."""
    parts = [_variant_score(variant, sure=sure and len(group.variants) == 1) for variant in group.variants]
    return Clause(f"greatest({', '.join(p.sql for p in parts)})", tuple(x for part in parts for x in part.params))


def _variant_score(variant: Variant, *, sure: bool) -> Clause:
    if len(variant.tokens) > 1:
        return Clause(
            "case when words @@ %s::tsquery then %s else 0 end", (variant.tsquery(), variant.idf * PHRASE_LEVEL)
        )
    token = variant.tsquery()
    cases = [("head @@ %s::tsquery", f"{token}:{level}", variant.idf * LEVELS[level]) for level in "ABC"]
    if not sure:
        cases.append(("words @@ %s::tsquery", token, variant.idf * LEVELS["D"]))
    sql = "case " + " ".join(f"when {test} then %s" for test, _query, _worth in cases) + " else %s end"
    params = [value for _test, query, worth in cases for value in (query, worth)]
    return Clause(f"({sql})::int", (*params, variant.idf * LEVELS["D"] if sure else 0))


def bonus_clause(question: Question) -> Clause:
    sums = [
        (f"(coalesce({'extract(epoch from published) >=' if bonus.field == 'published' else 'checked >='} %s, false))"
         "::int * %s", (bonus.seconds if bonus.field == "published" else bonus.day, bonus.points))
        for bonus in ranking.bonuses(question.day)
    ]  # fmt: skip
    return Clause(" + ".join(sql for sql, _params in sums), tuple(p for _sql, params in sums for p in params))
