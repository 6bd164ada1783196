"""Cadastral data: their form only, what they say is checked by the reviewer on the visura."""

import re

from django.utils.translation import gettext as _

from marketplace.rulebook.selectors import figure

CATEGORY = re.compile(r"^A[/\s.-]?0?(\d{1,2})$", re.IGNORECASE)
PARCEL = re.compile(r"^(\d+)(?:/(\d+))?$")  # particella, with a denominator in some comuni


def category(text: str) -> str:
    """The category as the cadastre writes it, "a3" → "A/3". Raises ``ValueError`` with a sentence."""
    found = CATEGORY.match(text.strip())
    code = f"A/{int(found[1])}" if found else text.strip().upper()
    if code in figure("cadastral.categories").value["homes"]:
        return code
    if code == "A/10":
        raise ValueError(_("A/10 è un ufficio: per affittarlo come casa va prima cambiata la categoria."))
    raise ValueError(_("Scrivi la categoria come sulla visura, per esempio A/3."))


def is_prized(code: str) -> bool:
    """A/1, A/8, A/9: outside parts of L. 431/1998 (art. 1 c. 2) and of the support schemes."""
    return code in figure("cadastral.categories").value["prized"]


def digits(name: str, text: str) -> str:
    """``foglio``, ``particella`` or ``subalterno``, checked for digits and length. Raises ``ValueError``."""
    value = text.strip().replace(" ", "")
    most = figure("cadastral.digits").value[name]
    found = PARCEL.match(value) if name == "particella" else re.match(r"^(\d+)$", value)
    if not found or len(found[1]) > most:
        raise ValueError(_("Scrivi solo numeri, al massimo %(n)s cifre.") % {"n": most})
    return value
