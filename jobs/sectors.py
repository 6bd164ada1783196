"""Sections of ATECO 2025 in short words: what a search is narrowed by."""

from bisect import bisect_left

from django.utils.translation import gettext_lazy as _

SECTIONS = {
    "A": _("Agricoltura"), "B": _("Cave e miniere"), "C": _("Industria e artigianato"), "D": _("Energia"),
    "E": _("Acqua e rifiuti"), "F": _("Costruzioni"), "G": _("Commercio"), "H": _("Trasporti e magazzini"),
    "I": _("Alberghi e ristoranti"), "J": _("Editoria e media"), "K": _("Informatica e telecomunicazioni"),
    "L": _("Banche e assicurazioni"), "M": _("Immobiliare"), "N": _("Studi professionali e tecnici"),
    "O": _("Servizi alle imprese e pulizie"), "P": _("Pubblica amministrazione"), "Q": _("Scuola e formazione"),
    "R": _("Salute e assistenza"), "S": _("Arte, sport e tempo libero"), "T": _("Altri servizi"),
    "U": _("Lavoro in famiglia"), "V": _("Organizzazioni internazionali"),
}  # fmt: skip
# The last division of each section (Istat, ATECO 2025)
_LAST = (3, 9, 33, 35, 39, 43, 47, 53, 56, 60, 63, 66, 68, 75, 82, 84, 85, 88, 93, 96, 98, 99)


def section(code: str) -> str:
    """The section of an ATECO code of any length: "56.10" is in "I"; "" for none."""
    if not code or code in SECTIONS:
        return code
    place = bisect_left(_LAST, int(code[:2]))
    return list(SECTIONS)[place] if place < len(_LAST) else ""
