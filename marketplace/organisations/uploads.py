"""Documents that people hand in: what we take, told from the bytes and never from the name."""

from typing import BinaryIO

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

LARGEST = 10 * 1024 * 1024  # bytes
SIGNATURES = {b"%PDF-": "application/pdf", b"\xff\xd8\xff": "image/jpeg", b"\x89PNG\r\n\x1a\n": "image/png"}
ENDINGS = {"application/pdf": "pdf", "image/jpeg": "jpg", "image/png": "png"}


def sniff(file: BinaryIO) -> str:
    """The type that the first bytes tell, "" for any other; the file is read from its start again afterwards."""
    file.seek(0)
    head = file.read(8)
    file.seek(0)
    return next((kind for signature, kind in SIGNATURES.items() if head.startswith(signature)), "")


def validate_document(file: UploadedFile) -> None:
    """Raise ``ValidationError`` unless it is a PDF, JPEG or PNG of at most 10 MB."""
    if file.size > LARGEST:
        raise ValidationError(_("Il file è più grande di 10 MB: caricane uno più leggero."))
    if not sniff(file):
        raise ValidationError(_("Carica un PDF o una foto (JPEG o PNG): questo file non si apre."))
