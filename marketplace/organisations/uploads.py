"""Documents that people hand in: what we take, told from the bytes and never from the name."""

from typing import BinaryIO

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db.models.fields.files import FieldFile
from django.http import FileResponse
from django.utils.translation import gettext_lazy as _

LARGEST = 10  # MB, where nothing else is said
SIGNATURES = {b"%PDF-": "application/pdf", b"\xff\xd8\xff": "image/jpeg", b"\x89PNG\r\n\x1a\n": "image/png"}
ENDINGS = {"application/pdf": "pdf", "image/jpeg": "jpg", "image/png": "png"}


def sniff(file: BinaryIO) -> str:
    """The type that the first bytes tell, "" for any other; the file is read from its start again afterwards."""
    file.seek(0)
    head = file.read(8)
    file.seek(0)
    return next((kind for signature, kind in SIGNATURES.items() if head.startswith(signature)), "")


def as_download(file: FieldFile, name: str) -> FileResponse:
    """The document to keep, never to show: a browser must not run what somebody has handed in."""
    opened = file.open("rb")
    kind = sniff(opened)
    name = f"{name}.{ENDINGS.get(kind, 'bin')}"
    response = FileResponse(opened, as_attachment=True, filename=name, content_type=kind or "application/octet-stream")
    response["X-Content-Type-Options"] = "nosniff"
    return response


def validate_document(file: UploadedFile, *, megabytes: int = LARGEST) -> None:
    """Raise ``ValidationError`` unless it is a PDF, JPEG or PNG of at most so many MB."""
    if file.size > megabytes * 1024 * 1024:
        raise ValidationError(
            _("Il file è più grande di %(megabytes)s MB: caricane uno più leggero."), params={"megabytes": megabytes}
        )
    if not sniff(file):
        raise ValidationError(_("Carica un PDF o una foto (JPEG o PNG): questo file non si apre."))
