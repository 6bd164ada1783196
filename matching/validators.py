"""What may not be written about a household: anything that says who it is."""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

NO_NAMES = _("Qui non si scrivono nomi. Usa il codice del caso.")
NO_CONTACTS = _("Qui non si scrivono recapiti né codici fiscali. Togli e-mail, telefono e codice fiscale.")

EMAIL = re.compile(r"[\w.+-]+\s?@\s?[\w-]+(?:\.[\w-]+)+")
# nine digits or more, however they are spaced: shorter runs are dates, house numbers and amounts
PHONE = re.compile(r"(?<![\w€])(?:\+|00)?\(?\d(?:[\s./()-]{0,2}\d){8,}(?!\w)")
CODICE_FISCALE = re.compile(
    r"\b[A-Z]{6}[0-9L-NP-V]{2}[A-EHLMPR-T][0-9L-NP-V]{2}[A-Z][0-9L-NP-V]{3}[A-Z]\b", re.IGNORECASE
)
TWO_NAMES = re.compile(r"\b[^\W\d_]*[A-ZÀ-Ý][a-zà-ÿ'’]+[\s_-]+[A-ZÀ-Ý][a-zà-ÿ'’]+")
CODE = re.compile(r"(?=.*\d)[^\W_](?:[\w./-]*[^\W_])?")


def has_identity(text: str) -> bool:
    """Does this text hold an e-mail address, a telephone number or a codice fiscale?"""
    return any(pattern.search(text) for pattern in (EMAIL, PHONE, CODICE_FISCALE))


def validate_no_identity(text: str) -> None:
    """Refuse addresses, numbers and codes that name a person; a street's name may stand."""
    if has_identity(text):
        raise ValidationError(NO_CONTACTS, code="identity")


def validate_case_code(text: str) -> None:
    """A case code has a figure in it, no space, and is neither a name, an address nor a codice fiscale."""
    if has_identity(text) or TWO_NAMES.search(text) or not any(character.isdigit() for character in text):
        raise ValidationError(NO_NAMES, code="name")
    if not CODE.fullmatch(text):
        raise ValidationError(_("Scrivi il codice con lettere, cifre e trattini, senza spazi: per esempio MI-7K2."))
