"""From records to rows of our tables, with the checks that each kind of place needs."""

import re
from collections.abc import Callable
from decimal import Decimal, InvalidOperation
from typing import Any

from django.contrib.gis.geos import GEOSGeometry, Point

from ..folding import fold_door, fold_street, plain
from ..models import MILANO, SRID, Address, Comune, MetroLine, Municipio, Nil, OmiZone, Stop, Street
from .checks import Findings
from .names import tidy
from .readers import Record, many

COMUNI, MUNICIPI, NILS = 133, 9, 88
LINES = {"M1", "M2", "M3", "M4", "M5"}
DWELLING = ("Abitazioni civili", "NORMALE")  # of which the observatory's rents are taken


def _rows(records: list[Record], found: Findings, make: Callable[[Record], Any]) -> list[Any]:
    rows = []
    for record in records:
        try:
            rows.append(make(record))
        except (KeyError, ValueError, TypeError, InvalidOperation) as error:
            reason = f"has no {error}" if isinstance(error, KeyError) else f"cannot be used: {error}"
            found.add(record.where, f"{reason}.")
    return rows


def _number(rows: list[Any], expected: int, noun: str, found: Findings) -> None:
    if rows and len(rows) != expected:
        found.add("", f"has {len(rows)} {noun} instead of {expected}.")


def _inner(record: Record) -> Point:
    fields = record.fields
    if fields.get("lon") not in (None, ""):
        return Point(float(fields["lon"]), float(fields["lat"]), srid=SRID)
    if record.shape is None:
        raise ValueError("neither a geometry nor lon and lat")
    return record.shape.point_on_surface


def _area(record: Record) -> GEOSGeometry | None:
    return record.shape if record.shape is not None and record.shape.geom_type == "MultiPolygon" else None


def comuni(records: list[Record], found: Findings, caps: dict[str, str]) -> list[Comune]:
    """``caps``: for files that, like those of the statistics office, know no CAP."""

    def make(record: Record) -> Comune:
        values = record.fields
        name = values["nome"].strip()
        istat, belfiore = str(values["istat"]).zfill(6), values["catasto" if "catasto" in values else "belfiore"]
        return Comune(istat=istat, name=name, folded=plain(name), belfiore=belfiore,
                      cap=values.get("cap") or caps.get(istat, ""),
                      point=_inner(record), area=_area(record))  # fmt: skip

    rows = _rows(records, found, make)
    _number(rows, COMUNI, "comuni", found)
    found.keys(row.istat for row in rows)
    if rows and MILANO not in {row.istat for row in rows}:
        found.add("", f"does not hold Milan ({MILANO}).")
    found.overlaps([(row.name, row.area) for row in rows if row.area])
    return rows


def municipi(records: list[Record], found: Findings) -> list[Municipio]:
    def make(record: Record) -> Municipio:
        number = int(record.fields["municipio"])
        name = record.fields.get("nome") or f"Municipio {number}"
        return Municipio(number=number, name=name, point=_inner(record), area=_area(record))

    rows = _rows(records, found, make)
    _number(rows, MUNICIPI, "municipi", found)
    found.keys((row.number for row in rows), set(range(1, MUNICIPI + 1)))
    found.overlaps([(row.name, row.area) for row in rows if row.area])
    return rows


def nil(records: list[Record], found: Findings, districts: list[Municipio]) -> list[Nil]:
    def make(record: Record) -> Nil:
        values = record.fields
        return Nil(number=int(values["id_nil"]), name=tidy(values["nil"]), municipio_id=int(values["municipio"]),
                   point=_inner(record), area=_area(record))  # fmt: skip

    rows = _rows(records, found, make)
    _number(rows, NILS, "NIL", found)
    found.keys((row.number for row in rows), set(range(1, NILS + 1)))
    found.known(((row.name, row.municipio_id) for row in rows), {row.number for row in districts}, "municipio")
    found.overlaps([(row.name, row.area) for row in rows if row.area])
    return rows


def outlines(records: list[Record], found: Findings, rows: list[Nil]) -> None:
    """Give each NIL the outline for the map; without a file its exact area is simplified."""
    pairs = _rows(records, found, lambda record: (int(record.fields["id_nil"]), _area(record)))
    if records:
        found.keys((number for number, _ in pairs), {row.number for row in rows})
    drawn = dict(pairs)
    for row in rows:
        row.outline = drawn.get(row.number) or _simplified(row.area)


def _simplified(area: GEOSGeometry | None) -> GEOSGeometry | None:
    return many(area.simplify(0.0002, preserve_topology=True)) if area else None


def lines(records: list[Record], found: Findings) -> list[MetroLine]:
    rows = _rows(records, found, lambda r: MetroLine(code=r.fields["linea"], track=r.shape))
    if rows:
        found.keys((row.code for row in rows), LINES)
    return rows


def stops(kind: str, records: list[Record], found: Findings) -> list[Stop]:
    def make(record: Record) -> Stop:
        values = record.fields
        code = str(values["id_amat"] if "id_amat" in values else values["id"])
        name = tidy(values["nome"] if "nome" in values else values["ubicazione"])
        served = values.get("linee") or values.get("gestore") or ""
        served = ",".join(served) if isinstance(served, list) else served.replace(" ", "")
        if record.shape is None:
            raise ValueError("no position")
        return Stop(kind=kind, code=code, name=name, lines=served, point=record.shape)

    rows = _rows(records, found, make)
    found.keys(row.code for row in rows)
    return rows


Rents = dict[str, tuple[Decimal, Decimal]]


def rents(records: list[Record], found: Findings) -> Rents:
    """By zone: lowest and highest rent of a usual dwelling in a normal state, in €/m² a month."""

    def make(record: Record) -> tuple[str, tuple[Decimal, Decimal]] | None:
        values = record.fields
        if (values["tipologia"], values["stato"]) != DWELLING or not values["loc_min_eur_mq_mese"]:
            return None
        pair = Decimal(values["loc_min_eur_mq_mese"]), Decimal(values["loc_max_eur_mq_mese"])
        if not 0 < pair[0] <= pair[1] < 100:
            raise ValueError(f"a rent of {pair[0]} to {pair[1]} €/m² a month")
        return values["zona"], pair

    return dict(row for row in _rows(records, found, make) if row)


def zones(records: list[Record], found: Findings, known: Rents) -> list[OmiZone]:
    def make(record: Record) -> OmiZone:
        values = record.fields
        stated = values.get("loc_civili_normale_min"), values.get("loc_civili_normale_max")
        low, high = known.get(values["zona"]) or [Decimal(str(value)) if value else None for value in stated]
        return OmiZone(code=values["zona"], band=values["fascia"], name=tidy(values["descrizione"]),
                       semester=values["semestre"], rent_min=low, rent_max=high, area=record.shape)  # fmt: skip

    rows = _rows(records, found, make)
    found.keys(row.code for row in rows)
    if rows:
        found.known((("rents", code) for code in known), {row.code for row in rows}, "zone")
    return rows


# crossings and stops that OpenStreetMap names after two streets or a door: "Viale Monza - Via Empedocle"
NOT_A_STREET = re.compile(r"(?i)^\w+$| - |,|\S+ .*\b(via|viale|v\.le|piazza|piazzale|corso)\b")


def streets(records: list[Record], found: Findings, quarters: set[int]) -> list[Street]:
    def make(record: Record) -> Street:
        values = record.fields
        name = values["via"][:1].upper() + values["via"][1:]
        number = int(values["id_nil"]) if values.get("id_nil") else None
        return Street(name=name, folded=fold_street(name), cap=values.get("cap") or "", nil_number=number,
                      point=record.shape)  # fmt: skip

    rows = _rows([r for r in records if not NOT_A_STREET.search(r.fields["via"])], found, make)
    found.known(((row.name, row.nil_number) for row in rows if row.nil_number), quarters, "NIL")
    return list({row.name: row for row in rows}.values())


def addresses(records: list[Record], found: Findings) -> list[Address]:
    """One row a door; where a door appears twice the house number counts before a secondary entrance."""

    def make(record: Record) -> Address:
        values = record.fields
        number = values["civico"].strip()
        return Address(street=values["via"], folded=fold_street(values["via"]), number=number, door=fold_door(number),
                       cap=values.get("cap") or "", point=record.shape)  # fmt: skip

    ordered = sorted(records, key=lambda record: record.fields.get("tipo") == "civico")
    rows = _rows(ordered, found, make)
    return list({(row.folded, row.door): row for row in rows}.values())
