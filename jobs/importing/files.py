"""Reading and writing the files themselves: CSV as Italian offices save it, and XLSX."""

import csv
import io
from collections.abc import Iterable
from datetime import date, datetime, time
from typing import Any

from django.utils.translation import gettext_lazy as _
from openpyxl import Workbook, load_workbook
from openpyxl.styles import Font
from openpyxl.utils.exceptions import InvalidFileException

from marketplace.core.errors import DomainError

MOST_BYTES = 5 * 1024 * 1024
MOST_ROWS = 6000
MOST_UNPACKED = 80 * 1024 * 1024  # an XLSX is a ZIP: what it may grow to
ZIP = b"PK\x03\x04"


def rows_of(data: bytes) -> list[list[str]]:
    """The lines of a file as texts, the head first. Raises ``DomainError`` in words for what is no table."""
    rows = _xlsx(data) if data.startswith(ZIP) else _csv(data)
    rows = [row for row in rows if any(cell.strip() for cell in row)]
    if len(rows) < 2:
        raise DomainError(_("Il file non ha righe da leggere: la prima riga sono i nomi delle colonne."), field="file")
    if len(rows) > MOST_ROWS + 1:
        raise DomainError(_("Il file ha più di %(n)s righe: dividilo in più file.") % {"n": MOST_ROWS}, field="file")
    return rows


def _csv(data: bytes) -> list[list[str]]:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252", errors="replace")
    if "\x00" in text:
        raise DomainError(_("Questo file non è una tabella: carica un file CSV o XLSX."), field="file")
    head = text.partition("\n")[0]
    separator = max(";,\t", key=head.count)
    try:
        return [[cell.strip() for cell in row] for row in csv.reader(io.StringIO(text), delimiter=separator)]
    except csv.Error as error:
        raise DomainError(_("Il file CSV non si legge: %(why)s") % {"why": error}, field="file") from error


def _xlsx(data: bytes) -> list[list[str]]:
    import zipfile  # noqa: PLC0415 -- only here

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            if sum(item.file_size for item in packed.infolist()) > MOST_UNPACKED:
                raise DomainError(_("Il file XLSX è troppo grande: salvalo come CSV."), field="file")
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    except (InvalidFileException, zipfile.BadZipFile, KeyError, OSError, ValueError) as error:
        raise DomainError(_("Il file XLSX non si apre: salvalo di nuovo, o come CSV."), field="file") from error
    sheet = book.worksheets[0]
    return [[_text(cell) for cell in row] for row in sheet.iter_rows(values_only=True, max_row=MOST_ROWS + 2)]


def _text(cell: Any) -> str:
    """A cell as somebody would have typed it in Italy."""
    match cell:
        case None:
            return ""
        case bool():
            return "sì" if cell else "no"
        case datetime():
            return cell.strftime("%d/%m/%Y") if cell.time() == time(0) else cell.strftime("%d/%m/%Y %H:%M")
        case date():
            return cell.strftime("%d/%m/%Y")
        case time():
            return cell.strftime("%H:%M")
        case float():
            return f"{cell:.4f}".rstrip("0").rstrip(".").replace(".", ",")
    return str(cell).strip()


def write_csv(head: list[str], rows: Iterable[Iterable[str]]) -> bytes:
    """With a mark of UTF-8 and semicolons, as Excel in Italy opens it at a double click; no cell is a formula."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";")
    writer.writerow(head)
    writer.writerows([[_plain(cell) for cell in row] for row in rows])
    return out.getvalue().encode("utf-8-sig")


def write_xlsx(head: list[str], rows: Iterable[Iterable[str]], guide: list[tuple[str, str]], guide_title: str) -> bytes:
    """A first sheet to fill in, with its examples, and a second that says what each column takes."""
    book = Workbook()
    sheet = book.active
    sheet.append(head)
    for row in rows:
        sheet.append([_plain(cell) for cell in row])
    help_sheet = book.create_sheet(guide_title[:31])
    for line in guide:
        help_sheet.append(line)
    for one in (sheet, help_sheet):
        one.freeze_panes = "A2"
        for cell in one[1]:
            cell.font = Font(bold=True)
        for column in one.columns:
            one.column_dimensions[column[0].column_letter].width = min(
                60, max(len(str(c.value or "")) for c in column) + 2
            )
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _plain(cell: str) -> str:
    """A text that a spreadsheet does not take for a formula."""
    return f"'{cell}" if cell[:1] in {"=", "+", "-", "@", "\t"} else cell
