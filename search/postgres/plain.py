"""What one would write by hand for a question: the yardstick of the benchmark."""

from ..filters import Clause
from ..question import DISTANCE, PAY, PRICE, RELEVANCE, START, Question
from ..record import unit_vector
from ..words import Words
from .conditions import bonus_clause, score_clause, where_clause, words_clause


def plain_sql(question: Question, words: Words) -> tuple[Clause, Clause]:
    """What one would write by hand: the page's ids in order, and the number of all. The bench's yardstick."""
    where = where_clause([words_clause(words), *question.clauses().values()])
    circle = question.circle
    first = Clause("")
    match question.effective_order:
        case order if order == RELEVANCE:
            score = score_clause(words)
            bonus = bonus_clause(question)
            first = Clause(f"({score.sql} + {bonus.sql}) desc, ", score.params + bonus.params)
        case order if order == PRICE:
            first = Clause("price nulls last, ")
        case order if order == PAY:
            first = Clause("coalesce(pay, 0) desc, ")
        case order if order == START:
            first = Clause("start nulls last, ")
        case order if order == DISTANCE and circle:
            x, y, z = unit_vector(circle.lon, circle.lat)
            square = "(x - %s) * (x - %s) + (y - %s) * (y - %s) + (z - %s) * (z - %s)"
            first = Clause(f"{square}, ", (x, x, y, y, z, z))
    page = (
        f"select id from search_searchdocument where {where.sql} "  # noqa: S608 -- our own clauses
        f"order by {first.sql}published desc, id limit %s offset %s"
    )
    paging = (question.size, (question.page - 1) * question.size)
    count = f"select count(*) from search_searchdocument where {where.sql}"  # noqa: S608
    return Clause(page, where.params + first.params + paging), Clause(count, where.params)
