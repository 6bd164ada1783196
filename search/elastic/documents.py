"""A document as Elasticsearch keeps it: the mapping, and the JSON that PostgreSQL makes of a row (``search.md`` §12).

The words are prepared, so the bare core's whitespace analyzer will do on every node.
"""

from django.conf import settings
from elasticsearch.dsl import (
    DateRange,
    GeoPoint,
    Integer,
    Keyword,
    Long,
    MetaField,
    Text,
)
from elasticsearch.dsl import (
    Document as BaseDocument,
)

from ..documents import GAP
from ..record import BITS, EPOCH
from .clauses import WIDTH

__all__ = ["JSON_SQL", "Document"]


def _level() -> Text:
    """The tokens of one level, for the score alone."""
    return Text(analyzer="whitespace", norms=False, index_options="docs")


class Document(BaseDocument):
    """What filters read and facets count are keywords, the fastest for both: numbers as ``clauses.mark`` has them."""

    id = Integer()
    published = Long()  # seconds since 1970
    kind = Keyword()
    nil = Keyword()
    municipio = Keyword()
    comune = Keyword()
    rooms = Keyword()
    persons = Keyword()
    contract = Keyword()
    type = Keyword()
    occupation = Keyword()
    hours = Keyword()
    cefr = Keyword()
    sector = Keyword()
    checked = Keyword()  # days since 2020
    flags = Keyword()  # of this and the next two: the bits that are set
    leases = Keyword()
    parts = Keyword()
    lines = Keyword()
    price = Integer()
    pay = Integer()
    start = Integer()  # days since 2020
    free = DateRange(format="strict_date")
    point = GeoPoint()
    qk = Long()
    w = Text(analyzer="whitespace", norms=False, position_increment_gap=GAP)  # every word, a string for each section
    a = _level()
    b = _level()
    c = _level()

    class Meta:
        dynamic = MetaField("strict")

    class Index:
        settings = {
            "number_of_shards": settings.ELASTICSEARCH_SHARDS,
            "auto_expand_replicas": f"0-{settings.ELASTICSEARCH_REPLICAS}",  # none where there is a single node
            "refresh_interval": "500ms",
            "gc_deletes": "1h",  # a tombstone outlives a rebuild and the longest retry
            "max_result_window": 100_000,
        }


def _numbers(*names: str) -> str:
    return ", ".join(f"lpad(d.{name}::text, {WIDTH}, '0') as {name}" for name in names)


def _days(name: str) -> str:
    return f"d.{name} - date '{EPOCH}'"


def _bits(name: str) -> str:
    return (
        f"(select array_agg(bit::text) from generate_series(0, {BITS[name] - 1}) as bit "  # noqa: S608 -- our own names
        f"where d.{name} >> bit & 1 = 1) as {name}"
    )


def _level_words(level: str) -> str:
    return f"string_agg(lexeme, ' ') filter (where weights[1] = '{level}') as {level.lower()}"


# The source of a row ``d`` of ``search_searchdocument``. Nothing of it is made in Python: 25,000 a second.
JSON_SQL = f"""
(select json_strip_nulls(row_to_json(source)) from (
  select d.id, extract(epoch from d.published)::bigint as published,
    {
    _numbers(
        "kind",
        "nil",
        "municipio",
        "comune",
        "rooms",
        "persons",
        "contract",
        "type",
        "occupation",
        "hours",
        "cefr",
        "sector",
    )
},
    lpad(nullif(greatest({_days("checked")}, 0), 0)::text, {WIDTH}, '0') as checked, {_days("start")} as start,
    {_bits("flags")}, {_bits("leases")}, {_bits("parts")}, d.lines, d.price, d.pay,
    case when not isempty(d.free) then json_build_object('gte', lower(d.free), 'lt', upper(d.free)) end as free,
    json_build_object('lon', st_x(d.point), 'lat', st_y(d.point)) as point, d.qk,
    string_to_array(nullif(d.sections, ''), E'\\n') as w, head.*
  from (select {_level_words("A")}, {_level_words("B")}, {_level_words("C")} from unnest(d.head)) as head
) as source)
"""  # noqa: S608 -- our own names
