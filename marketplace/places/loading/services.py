"""Loading the places: everything is read and judged first, then written in one transaction or not at all."""

import csv
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.db import models, transaction

from .. import geojson
from ..models import Address, Comune, MetroLine, Municipio, Nil, OmiZone, Stop, StopKind, Street
from . import build
from .checks import BadPlaces, Findings
from .readers import Record, read
from .sources import Source

FACTS = Path(__file__).parents[1] / "facts"
BATCH = 2_000


@dataclass
class Files:
    """The files of a source, each read once; missing basics come from the built-in facts."""

    source: Source | None
    findings: list[Findings] = field(default_factory=list)
    used: dict[str, str] = field(default_factory=dict)

    def records(self, noun: str, *stems: str, facts: str = "") -> tuple[list[Record], Findings]:
        """The records of the first file found among ``stems``; none where there is no file."""
        name, text = (
            next(filter(None, (self.source.find(stem) for stem in stems)), ("", "")) if self.source else ("", "")
        )
        if not name and facts:
            name, text = facts, (FACTS / facts).read_text()
        found = Findings(name)
        self.findings.append(found)
        if name:
            self.used[noun] = f"the built-in facts ({name})" if name == facts else name
        return read(name, text, found) if name else [], found


@dataclass(frozen=True)
class Report:
    """What was loaded: (noun, number, where from). ``where`` is empty for files that were not there."""

    lines: list[tuple[str, int, str]]
    written: bool


@dataclass(frozen=True)
class Table:
    """How the rows of one model are kept up to date. ``key`` finds a row that exists already."""

    model: type[models.Model]
    key: tuple[str, ...]
    rows: list[models.Model]
    replace: bool = False  # nothing points at these: cheaper to write anew


def load(place: str = "", *, check: bool = False) -> Report:
    """Load the files of ``place`` (folder or http(s) address; empty: the built-in facts).

    Loading the same files twice changes nothing. Raises ``SourceError`` when the files cannot be had and
    ``BadPlaces`` with all faults when they are wrong; then nothing has changed. ``check`` writes nothing at all.
    """
    files = Files(Source(place) if place else None)
    tables = _tables(files)
    messages = [message for found in files.findings for message in found.messages()]
    if place and not any(name and "built-in" not in name for name in files.used.values()):
        messages.append(f"{place} holds none of the files that docs/places.md names.")
    if messages:
        raise BadPlaces(messages)
    if not check:
        with transaction.atomic():
            for table in tables.values():
                _write(table)
            transaction.on_commit(geojson.forget)
    return Report([(noun, len(t.rows), files.used.get(noun, "")) for noun, t in tables.items()], written=not check)


def _tables(files: Files) -> dict[str, Table]:
    comuni = build.comuni(*files.records("comuni", "comuni_citta_metropolitana_milano", facts="comuni.csv"), _caps())
    municipi = build.municipi(*files.records("municipi", "municipi_milano", facts="municipi.csv"))
    nil = build.nil(*files.records("NIL", "nil_milano", facts="nil.csv"), municipi)
    build.outlines(*files.records("outlines", "nil_milano_simplified"), nil)
    lines = build.lines(*files.records("metro lines", "metro_lines_milano"))
    stops: list[models.Model] = []
    for kind, noun, stem in STOPS:
        stops += build.stops(kind, *files.records(noun, stem))
    rents = build.rents(*files.records("rents", "omi_quotazioni_milano"))
    zones = build.zones(*files.records("OMI zones", "omi_zone_milano"), rents)
    streets = build.streets(*files.records("streets", "streets_milano"), {row.pk for row in nil})
    doors = build.addresses(*files.records("addresses", "addresses_milano", "addresses_milano_partial"))
    files.used["stops"] = ", ".join(files.used[noun] for _, noun, _ in STOPS if noun in files.used)
    return {
        "comuni": Table(Comune, ("istat",), comuni),
        "municipi": Table(Municipio, ("number",), municipi),
        "NIL": Table(Nil, ("number",), nil),
        "stops": Table(Stop, ("kind", "code"), stops),
        "metro lines": Table(MetroLine, ("code",), lines),
        "OMI zones": Table(OmiZone, ("code",), zones),
        "streets": Table(Street, ("name",), streets, replace=True),
        "addresses": Table(Address, ("folded", "door"), doors, replace=True),
    }


def _caps() -> dict[str, str]:
    with (FACTS / "comuni.csv").open() as facts:
        return {row["istat"]: row["cap"] for row in csv.DictReader(facts)}


STOPS: tuple[tuple[str, str, str], ...] = (
    (StopKind.METRO, "metro stations", "metro_stations_milano"),
    (StopKind.RAIL, "rail stations", "rail_stations_milano"),
    (StopKind.SURFACE, "surface stops", "surface_stops_milano"),
)


def _write(table: Table) -> None:
    """An empty list means that there was no file: what is in the table stays."""
    if not table.rows:
        return
    manager: Any = table.model._default_manager
    if table.replace:
        manager.all().delete()
        manager.bulk_create(table.rows, batch_size=BATCH)
        return
    names = [f.attname for f in table.model._meta.concrete_fields if f.attname not in {*table.key, "id"}]
    if not _has_shapes(table):  # facts must not take away the areas that a file brought
        names = [name for name in names if name not in {"area", "outline"}]
    manager.bulk_create(
        table.rows, batch_size=BATCH, update_conflicts=True, unique_fields=list(table.key), update_fields=names
    )
    _remove_vanished(table, manager)


def _has_shapes(table: Table) -> bool:
    return getattr(table.rows[0], "area", None) is not None


def _remove_vanished(table: Table, manager: Any) -> None:
    key: Callable[[Any], tuple] = lambda row: tuple(getattr(row, name) for name in table.key)  # noqa: E731
    here = {key(row) for row in table.rows}
    gone = [row.pk for row in manager.only(*table.key) if key(row) not in here]
    manager.filter(pk__in=gone).delete()
