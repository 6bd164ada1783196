"""Taking in a file of offers: send, read, correct, apply. Each may run twice: rows remember what became of them."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from jobs.models import Fate, ImportRow, ImportRun, ImportState
from marketplace.audit import services as audit
from marketplace.core.clock import now
from marketplace.core.errors import DomainError, NotAllowed, WrongState
from marketplace.core.locks import lock
from marketplace.offers import kinds
from marketplace.offers.models import Offer
from marketplace.offers.wizard import services as wizard
from marketplace.organisations.models import Body
from marketplace.organisations.selectors import valid_memberships

from . import writing
from .checking import Checked, Memory, check
from .files import MOST_BYTES, rows_of
from .kinds import sheets
from .sheets import KEY, Sheet
from .tasks import apply_run, read_run

CHUNK = 200
LONGEST_CELL = 4000
REMARKS = "da correggere"  # last column of the file of bad rows; ignored when it comes back
S = ImportState


@transaction.atomic
def start(*, kind: str, body: Body, actor: Any, file_name: str, data: bytes) -> ImportRun:
    """Keep the file and let the worker read it. Raises ``DomainError`` for what is no table, ``NotAllowed``."""
    _require_mandate(kind, body.pk, actor)
    if len(data) > MOST_BYTES:
        raise DomainError(_("Il file supera 5 MB: dividilo in più file."), field="file")
    rows_of(data)
    run = ImportRun.objects.create(kind=kind, body=body, actor=actor, file_name=file_name[:200], data=data)
    audit.log("import.sent", actor=actor, obj=run, kind=kind)
    transaction.on_commit(lambda: read_run.delay(run.pk))
    return run


def _require_mandate(kind: str, body_id: int, actor: Any) -> None:
    roles = kinds.get(kind).roles
    if not any(m.body_id == body_id and m.role in roles for m in valid_memberships(actor)):
        raise NotAllowed


def read(*, run_id: int, language: str = "it") -> None:
    """Check every row of a run and keep what was found."""
    run = ImportRun.objects.select_related("body", "actor").get(pk=run_id)
    if run.state != S.READING or run.data is None:
        return
    sheet = sheets()[run.kind]
    with override(language):
        try:
            head, *lines = rows_of(bytes(run.data))
            _check_head(sheet, head)
        except DomainError as error:
            _finish(run, S.FAILED, problem=str(error.message))
            return
        names = [" ".join(name.casefold().split()) for name in head]
        found = _Found(sheet, run)
        for start_at in range(0, len(lines), CHUNK):
            chunk = [_cells(sheet, names, line) for line in lines[start_at : start_at + CHUNK]]
            found.remember(cells.get(KEY, "") for cells in chunk)
            rows = [found.row(number, cells) for number, cells in enumerate(chunk, start_at + 2)]
            ImportRow.objects.bulk_create(rows, ignore_conflicts=True)
    _finish(run, S.READY)


def _cells(sheet: Sheet, names: list[str], line: list[str]) -> dict[str, str]:
    cells = zip(names, line, strict=False)
    return {name: cell[:LONGEST_CELL] for name, cell in cells if name in sheet.names and cell}


def _check_head(sheet: Sheet, head: list[str]) -> None:
    names = [" ".join(name.casefold().split()) for name in head]
    if KEY not in names:
        raise DomainError(_("Manca la colonna «codice»: parti dal modello che puoi scaricare qui."))
    if unknown := [name for name in names if name and name not in {*sheet.names, REMARKS}]:
        text = _("Queste colonne non esistono: %(names)s. Usa i nomi del modello.")
        raise DomainError(text % {"names": ", ".join(unknown)})


def _finish(run: ImportRun, state: str, problem: str = "") -> None:
    run.state, run.problem, run.data = state, problem, None
    run.save(update_fields=["state", "problem", "data"])


class _Found:
    """Judges the rows of one run: against the rules, the rows before it, and what the body has on the portal."""

    def __init__(self, sheet: Sheet, run: ImportRun):
        self.sheet, self.run, self.memory = sheet, run, Memory()
        self.seen: set[str] = set()
        self.known: dict[str, Offer] = {}
        self.written: dict[int, dict[str, str]] = {}

    def remember(self, keys: Iterable[str]) -> None:
        """Read what the body has loaded under these codes, and the cells from which each was last written."""
        mine = Offer.objects.filter(body=self.run.body, kind=self.run.kind)
        key = f"{self.sheet.wizard.model._meta.model_name}__import_key"
        rows = mine.filter(**{f"{key}__in": set(keys) - {""}}).annotate(import_key=F(key))
        self.known |= {offer.import_key: offer for offer in rows}
        ids = [offer.pk for offer in self.known.values()]
        last = ImportRow.objects.filter(offer__in=ids, applied_at__isnull=False).order_by("applied_at", "pk")
        self.written |= dict(last.values_list("offer", "cells"))

    def row(self, number: int, cells: dict[str, str]) -> ImportRow:
        row = ImportRow(run=self.run, number=number, key=cells.get(KEY, "")[:80], cells=cells)
        self.judge(row)
        return row

    def judge(self, row: ImportRow) -> Checked | None:
        """Write the row's fate; None where nothing has to be read: it is loaded already, word for word."""
        row.offer = known = self.known.get(row.key)
        if known and self.written.get(known.pk) == row.cells and row.key not in self.seen:
            row.fate, row.errors, row.warnings = Fate.SAME, [], []
            self.seen.add(row.key)
            return None
        checked = check(self.sheet, row.cells, body=self.run.body, actor=self.run.actor, memory=self.memory)
        row.errors, row.warnings = checked.errors, checked.missing
        if row.errors:
            row.fate = Fate.BAD
        elif row.key in self.seen:
            row.fate = Fate.DOUBLE
        else:
            row.fate = _changeable(known, row) if known else Fate.NEW
        self.seen.add(row.key)
        return checked


NOT_A_DRAFT = gettext_lazy("Questa offerta è già stata inviata: cambiala dalla sua pagina.")


def _changeable(offer: Offer, row: ImportRow) -> str:
    if offer.editable:
        return Fate.CHANGED
    row.errors = [[KEY, str(NOT_A_DRAFT)]]
    return Fate.BAD


@transaction.atomic
def confirm(*, run_id: int, declared: bool, actor: Any) -> ImportRun:
    """Take the good rows in; ``declared``: send the complete ones to review at once, with the owner's declaration."""
    run = lock(ImportRun.objects.all(), pk=run_id)
    if run.actor_id != actor.pk:
        raise NotAllowed
    if run.state not in {S.READY, S.DONE}:
        raise WrongState(_("Il file è ancora in lettura: aspetta un momento e ricarica la pagina."))
    run.state, run.declared = S.APPLYING, declared
    run.save(update_fields=["state", "declared"])
    audit.log("import.confirmed", actor=actor, obj=run, declared=declared)
    transaction.on_commit(lambda: apply_run.delay(run.pk))
    return run


def apply(*, run_id: int) -> int:
    """Write the offers of all good rows that have not been written yet; returns how many. One transaction a chunk."""
    run = ImportRun.objects.select_related("body", "actor").get(pk=run_id)
    if run.state != S.APPLYING:
        return 0
    waiting = run.rows.filter(fate__in=[Fate.NEW, Fate.CHANGED], applied_at=None).order_by("number")
    done, last = 0, 0
    while rows := list(waiting.filter(number__gt=last)[:CHUNK]):
        done += _apply_chunk(run, rows)
        last = rows[-1].number
    run.state = S.DONE
    run.save(update_fields=["state"])
    return done


@transaction.atomic
def _apply_chunk(run: ImportRun, rows: list[ImportRow]) -> int:
    """The body's row is the lock: two files of one body never write the same code twice."""
    lock(Body.objects.all(), pk=run.body_id)
    _require_mandate(run.kind, run.body_id, run.actor)
    found = _Found(sheets()[run.kind], run)
    found.remember(row.key for row in rows)
    judged = [(row, checked) for row in rows if (checked := found.judge(row))]
    new = [(row, checked) for row, checked in judged if row.fate == Fate.NEW]
    changed = [(row, checked) for row, checked in judged if row.fate == Fate.CHANGED]
    writing.create(found.sheet, run, new)
    for row, checked in changed:
        writing.change(found.sheet, run, row, checked)
    for row, checked in (*new, *changed):
        row.applied_at = now()
        if run.declared and not checked.missing:
            _send(found.sheet, row, run.actor)
    ImportRow.objects.bulk_update(rows, ["errors", "warnings", "fate", "offer", "applied_at"])
    return len(new) + len(changed)


def _send(sheet: Sheet, row: ImportRow, actor: Any) -> None:
    try:
        wizard.send(sheet.wizard, offer_id=row.offer_id, declared=True, actor=actor)
    except DomainError as error:
        row.warnings = [str(error.message)]


@transaction.atomic
def correct(*, row_id: int, cells: dict[str, str], actor: Any) -> ImportRow:
    """Check a row again with other cells; raises ``WrongState`` once it has been written."""
    run = lock(ImportRun.objects.all(), pk=ImportRow.objects.values_list("run_id", flat=True).get(pk=row_id))
    row = ImportRow.objects.select_related("run__body", "run__actor").get(pk=row_id)
    if run.actor_id != actor.pk:
        raise NotAllowed
    if row.applied_at:
        raise WrongState(_("Questa riga è già stata caricata: cambia l’offerta dalla sua pagina."))
    sheet = sheets()[run.kind]
    row.cells = {name: cells[name].strip()[:LONGEST_CELL] for name in sheet.names if cells.get(name, "").strip()}
    row.key = row.cells.get(KEY, "")[:80]
    found = _Found(sheet, row.run)
    found.seen = set(
        run.rows.filter(number__lt=row.number, fate__in=[Fate.NEW, Fate.CHANGED]).values_list("key", flat=True)
    )
    found.judge(row)
    row.save(update_fields=["cells", "key", "errors", "warnings", "fate", "offer"])
    audit.log("import.corrected", actor=actor, obj=row)
    return row
