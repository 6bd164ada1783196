"""Numbers of people and bodies, checked with python-stdnum; each error says what to write.

Used by forms and services alike. The ``clean_*`` functions return the number as it is stored: upper case, no spaces.
"""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from stdnum import luhn
from stdnum.exceptions import ValidationError as StdnumError
from stdnum.it import codicefiscale, iva

DIGITS = 11
LETTERS_AND_DIGITS = 16
REA = re.compile(r"^([A-Z]{2})(\d{4,7})$")
ATECO = re.compile(r"^\d{2}(\.\d{1,2}(\.\d{1,2})?)?$")
RUNTS = re.compile(r"^\d{1,7}$")
SEPARATORS = re.compile(r"[\s.\-/]")


def compact(value: str) -> str:
    """Upper case, without the spaces, points, hyphens and strokes that people write between groups."""
    return SEPARATORS.sub("", value).upper()


def clean_partita_iva(value: str) -> str:
    """Eleven digits with their check digit, "IT" before them dropped. All zeros pass the check sum: refused."""
    number = compact(value).removeprefix("IT")
    if not re.fullmatch(r"\d{11}", number):
        raise ValidationError(_("Scrivi le 11 cifre della partita IVA, senza lettere."))
    if not int(number) or not iva.is_valid(number):
        raise ValidationError(_("Questa partita IVA non esiste: controlla le 11 cifre, una è sbagliata."))
    return number


def clean_codice_fiscale(value: str) -> str:
    """A person's 16 characters (omocodia and births abroad included) or the 11 digits of a body, also provisional."""
    number = compact(value)
    if re.fullmatch(r"\d{11}", number):
        if not int(number) or not luhn.is_valid(number):
            raise ValidationError(_("Questo codice fiscale non esiste: controlla le 11 cifre, una è sbagliata."))
        return number
    if len(number) != LETTERS_AND_DIGITS:
        raise ValidationError(_("Scrivi le 11 cifre del codice fiscale dell’ente, o i 16 caratteri di una persona."))
    try:
        return codicefiscale.validate(number)
    except StdnumError as error:
        raise ValidationError(
            _("Questo codice fiscale non esiste: controlla i 16 caratteri, uno è sbagliato.")
        ) from error


def clean_rea(value: str) -> str:
    """Province and number in the register of the chamber of commerce: "MI1234567"."""
    number = compact(value)
    if not REA.fullmatch(number):
        raise ValidationError(_("Scrivi la sigla della provincia e il numero, per esempio MI-1234567."))
    return "-".join(REA.fullmatch(number).groups())


def clean_runts(value: str) -> str:
    """The number of the national register of the third sector: digits only."""
    number = compact(value)
    if not RUNTS.fullmatch(number):
        raise ValidationError(_("Scrivi solo le cifre del numero di repertorio, per esempio 12345."))
    return number


def validate_ateco(code: str) -> None:
    """Division, group, class or category of ATECO 2025: "56", "56.1", "56.11", "56.11.1", "56.11.11"."""
    if not ATECO.fullmatch(code):
        raise ValidationError(
            _("«%(code)s» non è un codice ATECO: scrivilo come nella visura, per esempio 56.11.11."),
            params={"code": code},
        )
