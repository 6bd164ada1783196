"""Taking in a file of offers: send, read, correct, apply. Each may run twice: rows remember what became of them."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from jobs.models import Fate, ImportRow, ImportRun, ImportState
from marketplace.audit import services as audit
from marketplace.core.clock import now
from marketplace.core.errors import DomainError, NotAllowed, WrongState
from marketplace.core.locks import lock
from marketplace.offers import kinds
from marketplace.offers.models import Offer
from marketplace.offers.services import drafts
from marketplace.offers.wizard import services as wizard
from marketplace.organisations.models import Body
from marketplace.organisations.selectors import valid_memberships

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
    roles = kinds.get(kind).roles
    if not any(m.body_id == body.pk and m.role in roles for m in valid_memberships(actor)):
        raise NotAllowed
    if len(data) > MOST_BYTES:
        raise DomainError(_("Il file supera 5 MB: dividilo in più file."), field="file")
    rows_of(data)
    run = ImportRun.objects.create(kind=kind, body=body, actor=actor, file_name=file_name[:200], data=data)
    audit.log("import.sent", actor=actor, obj=run, kind=kind)
    transaction.on_commit(lambda: read_run.delay(run.pk))
    return run


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
            chunk = lines[start_at : start_at + CHUNK]
            rows = [
                found.row(number, dict(zip(names, line, strict=False)))
                for number, line in enumerate(chunk, start_at + 2)
            ]
            ImportRow.objects.bulk_create(rows, ignore_conflicts=True)
    _finish(run, S.READY)


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

    def row(self, number: int, cells: dict[str, str]) -> ImportRow:
        cells = {name: cell[:LONGEST_CELL] for name, cell in cells.items() if name in self.sheet.names and cell}
        row = ImportRow(run=self.run, number=number, key=cells.get(KEY, "")[:80], cells=cells)
        self.judge(row)
        return row

    def judge(self, row: ImportRow) -> Checked:
        checked = check(self.sheet, row.cells, body=self.run.body, actor=self.run.actor, memory=self.memory)
        row.errors, row.warnings = checked.errors, checked.missing
        row.offer = known = offer_of(self.sheet, self.run.body, row.key)
        if row.errors:
            row.fate = Fate.BAD
        elif row.key in self.seen:
            row.fate = Fate.DOUBLE
        elif known is None:
            row.fate = Fate.NEW
        elif last := _applied(known, row):
            row.fate = Fate.SAME if last.cells == row.cells else _changeable(known, row)
        else:
            row.fate = _changeable(known, row)
        self.seen.add(row.key)
        return checked


NOT_A_DRAFT = gettext_lazy("Questa offerta è già stata inviata: cambiala dalla sua pagina.")


def _changeable(offer: Offer, row: ImportRow) -> str:
    if offer.editable:
        return Fate.CHANGED
    row.errors = [[KEY, str(NOT_A_DRAFT)]]
    return Fate.BAD


def _applied(offer: Offer, row: ImportRow) -> ImportRow | None:
    """The row from which the offer was last written."""
    return (
        ImportRow.objects.filter(offer=offer, applied_at__isnull=False)
        .exclude(pk=row.pk)
        .order_by("-applied_at")
        .first()
    )


def offer_of(sheet: Sheet, body: Body, key: str) -> Offer | None:
    """What this body has loaded under this code."""
    rows = sheet.wizard.model._default_manager.filter(offer__body=body, import_key=key).exclude(import_key="")
    found = rows.select_related("offer").first()
    return found.offer if found else None


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
def _apply_chunk(run: ImportRun, rows: Iterable[ImportRow]) -> int:
    """The body's row is the lock: two files of one body never write the same code twice."""
    lock(Body.objects.all(), pk=run.body_id)
    found, done = _Found(sheets()[run.kind], run), 0
    for row in rows:
        checked = found.judge(row)
        if row.fate in {Fate.NEW, Fate.CHANGED}:
            row.offer = _write(found.sheet, run, row, checked)
            row.applied_at = now()
            done += 1
            if run.declared and not checked.missing:
                _send(found.sheet, row, run.actor)
        row.save(update_fields=["errors", "warnings", "fate", "offer", "applied_at"])
    return done


def _write(sheet: Sheet, run: ImportRun, row: ImportRow, checked: Checked) -> Offer:
    """Make or overwrite the draft as the row says. Parts of a draft that is there already are written once only."""
    if row.offer is None:
        offer = drafts.create_draft(actor=run.actor, kind=run.kind, body=run.body)
        fresh = True
    else:
        offer, fresh = drafts.bump_version(offer_id=row.offer_id, version=None, actor=run.actor), False
    made, probe = checked.content.offer, checked.content
    shared = (*drafts.SHARED - {"point"}, "point", "public_point", "comune", "municipio", "nil")
    for name in shared:
        setattr(offer, name, getattr(made, name))
    offer.save(update_fields=list(shared))
    content = sheet.wizard.model._default_manager.get(pk=offer.pk)
    columns = [f for f in content._meta.concrete_fields if not f.primary_key and f.name not in {"saved_in", "unsaved"}]
    for column in columns:
        setattr(content, column.attname, getattr(probe, column.attname))
    content.import_key = row.key
    content.save()
    for pool, wanted in zip(offer.pools.all(), made.pools.all(), strict=False):
        pool.total, pool.closes_on = wanted.total, wanted.closes_on
        pool.save(update_fields=["total", "closes_on"])
    for part in checked.parts if fresh else ():
        sheet.store(offer, part, run.actor)
    return offer


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
