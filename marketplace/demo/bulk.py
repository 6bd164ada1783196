"""Many rows by COPY: several times faster than INSERT, which writes and reads a placeholder for every value."""

from collections.abc import Sequence

from django.contrib.gis.db.models import GeometryField
from django.contrib.gis.geos import GEOSGeometry
from django.db import connection
from django.db.models import AutoField, Field, JSONField, Model

_PLAIN = {type(None), bool, int, str}


def copy(rows: Sequence[Model]) -> None:
    """Write new rows of one model and give them their ids. Like ``bulk_create``: no ``save``, no signals."""
    if not rows:
        return
    meta = rows[0]._meta
    if isinstance(meta.pk, AutoField):
        for row, pk in zip(rows, _ids(meta.db_table, meta.pk.column, len(rows)), strict=True):
            row.pk = pk
    fields = [field for field in meta.concrete_fields if not field.generated]
    quote = connection.ops.quote_name
    names = ", ".join(quote(field.column) for field in fields)
    with connection.cursor() as cursor, cursor.copy(f"copy {quote(meta.db_table)} ({names}) from stdin") as target:
        for row in rows:
            target.write_row([_value(field, row) for field in fields])
    for row in rows:
        row._state.adding, row._state.db = False, connection.alias


def _ids(table: str, column: str, count: int) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(
            "select nextval(pg_get_serial_sequence(%s, %s)) from generate_series(1, %s)", [table, column, count]
        )
        return [pk for (pk,) in cursor.fetchall()]


def _value(field: Field, row: Model) -> object:
    value = field.pre_save(row, add=True)
    if type(value) in _PLAIN and not isinstance(field, JSONField):  # most values: as they are
        return value
    if isinstance(field, GeometryField):
        return value.hexewkb.decode() if isinstance(value, GEOSGeometry) else value
    return field.get_db_prep_save(value, connection)
