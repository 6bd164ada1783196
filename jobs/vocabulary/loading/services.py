"""Loading the vocabularies: everything is read and judged first, then written in one transaction or not at all."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db import connection, models, transaction

from jobs.models.vocabulary import CollectiveAgreement, Occupation, OccupationWord, Sector
from marketplace.places.loading.checks import Findings
from marketplace.places.loading.readers import Record, read
from marketplace.places.loading.sources import Source

from .. import occupations
from . import build

BATCH = 2_000
OURS = "our own list"


class BadVocabulary(Exception):
    """The files are wrong; ``messages`` say what and where. Nothing was changed."""

    def __init__(self, messages: list[str]):
        super().__init__("\n".join(messages))
        self.messages = messages


@dataclass(frozen=True)
class Report:
    """What was loaded: (noun, number, where from)."""

    lines: list[tuple[str, int, str]]
    written: bool


@dataclass
class Files:
    """The files of a source, each read once."""

    source: Source | None
    findings: list[Findings] = field(default_factory=list)

    def records(self, *stems: str) -> tuple[list[Record], Findings]:
        """The records of the first file found among ``stems``. Without one there are none, and findings of no name."""
        found_files = (self.source.find(stem) for stem in stems) if self.source else iter(())
        name, text = next(filter(None, found_files), ("", ""))
        found = Findings(name)
        self.findings.append(found)
        return read(name, text, found) if name else [], found


@dataclass(frozen=True)
class Table:
    """The rows of one model. Without a file only the columns ``ours`` of rows that exist are changed."""

    model: type[models.Model]
    rows: list[Any]
    where: str
    ours: tuple[str, ...]
    key: tuple[str, ...] = ("code",)


def load(place: str = "", *, check: bool = False, strict: bool = True) -> Report:
    """Load the files of ``place`` (folder or http(s) address); what is not there comes from our own list.

    Loading the same files twice changes nothing. Raises ``SourceError`` when the files cannot be had and
    ``BadVocabulary`` with all faults when they are wrong, or when there is none and ``strict`` asks for some; then
    nothing has changed. ``check`` writes nothing at all.
    """
    files = Files(Source(place) if place else None)
    tables = _tables(files)
    messages = [message for found in files.findings for message in found.messages()]
    if place and strict and not any(found.name for found in files.findings):
        messages.append(f"{place} holds none of the files that docs/vocabulary.md names.")
    if messages:
        raise BadVocabulary(messages)
    if not check:
        with transaction.atomic():
            for table in tables.values():
                _write(table)
            _count(tables.values())
            transaction.on_commit(occupations.forget)
    return Report([(noun, len(table.rows), table.where) for noun, table in tables.items()], written=not check)


def _tables(files: Files) -> dict[str, Table]:
    isco, isco_found = files.records("isco08_it")
    groups = build.occupations(isco, isco_found)
    esco, esco_found = files.records("esco_occupations_en")
    words = [] if isco_found.faults else build.words(groups, esco, esco_found)
    ateco, ateco_found = files.records("ateco_2025")
    ccnl, ccnl_found = files.records("ccnl_cnel", "ccnl_cnel_2024")
    spoken = ", ".join(filter(None, [OURS, isco_found.name, esco_found.name]))
    return {
        "occupations": Table(Occupation, groups, isco_found.name, ("names",)),
        "words": Table(OccupationWord, words, spoken, (), ("folded", "language", "occupation_id")),
        "sectors": Table(Sector, build.sectors(ateco, ateco_found), ateco_found.name, ("name",)),
        "agreements": Table(CollectiveAgreement, build.agreements(ccnl, ccnl_found), ccnl_found.name, ("name", "rank")),
    }


def _write(table: Table) -> None:
    manager: Any = table.model._default_manager
    names = [f.attname for f in table.model._meta.concrete_fields if f.attname not in {*table.key, "id"}]
    if not table.where:  # our own list must not take away what a file has brought
        names = list(table.ours)
    unique = [name.removesuffix("_id") for name in table.key]
    manager.bulk_create(
        table.rows, batch_size=BATCH, update_conflicts=True, unique_fields=unique,
        update_fields=[name.removesuffix("_id") for name in names],
    )  # fmt: skip
    if table.where:
        _remove_vanished(table, manager)


def _count(tables: Iterable[Table]) -> None:
    """Statistics at once: without them PostgreSQL looks exact words up in the trigrams, which takes seconds."""
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(f"ANALYZE {connection.ops.quote_name(table.model._meta.db_table)}")


def _remove_vanished(table: Table, manager: Any) -> None:
    here = {tuple(getattr(row, name) for name in table.key) for row in table.rows}
    kinds = {row.kind for row in table.rows} if table.model is OccupationWord else set()
    there = manager.filter(kind__in=kinds) if kinds else manager.all()  # titles stay while their file is away
    gone = [pk for pk, *key in there.values_list("pk", *table.key) if tuple(key) not in here]
    if gone:
        manager.filter(pk__in=gone).delete()
