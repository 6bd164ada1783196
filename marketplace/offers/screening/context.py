"""What takes a hit back: the same words where nobody is chosen by who they are."""

import re

from .patterns import Shape
from .words import WELCOMED, Category

NEGATED = re.compile(
    r"(?:\bnon|\bnot|\bnor|\bisn't|\bne|\bnessun\w*|\bmai)(?:\s+(?:e|sono|si|affittiamo|affitto|cerchiamo|for|is|are))?\s+$"
)
WELCOME = re.compile(
    r"[\s,]*(?:(?:sono|are|is|very|molto|piu che|sempre)\s+)*(?:benvenut|welcome|ben accett|i benvenut|ok\b)"
)
THINGS = re.compile(
    r"[\s'-]*(?:s\s+)?(?:room|bedroom|area|pool|playground|park|bed|menu|clothing|clothes|shoes?|toilet|bathroom|college|school|"
    r"accessib|parking|ramp|food|restaurant|shop|style|market|"
    r"spese|cost[oi]|consum|tempi|interventi|lavori|delle pulizie|di polvere|di sicurezza|dimension|ristorant|"
    r"cucin|scuol|"
    r"quartier|mercat)"
)
INCLUSIVE = re.compile(
    r"\s*(?:,|/|\be\b|\bo\b|\bed\b|\bod\b|\bche\b|\bcome\b|\band\b|\bor\b|\bas well as\b)\s*(?:anche\s+|non\s+|non-)?"
    r"(?:stranier|foreign|italian|di ogni|di qualsiasi|any|altre nazional)"
)
BOTH_SEXES = re.compile(
    r"(?:/(?:[aoie]|ragazz|donn|uom|signor)\b|\s*(?:/|\be\b|\bo\b|\bed\b|\bod\b|\band\b|\bor\b)\s*(?:un[oa]?\s+|a\s+)?"
    r"(?:donn|uom|ragazz|signor|femmin|masch|wom[ae]n|m[ae]n\b|girls?|boys?|females?|males?|ladies))"
)
OF_A_THING = re.compile(r"\b(?:per|dei|di|dai|delle|degli|dell|della|del|dal|for|of|the)[\s']+$")
ABOUT_OTHERS = re.compile(
    r"\b(?:siamo|sono|eravamo|era|abita\w*|vive|vivono|vissut\w*|proprietari\w*|vicin[ie]|appartenuta|costruit\w*|"
    r"we are|we're|i am|i'm|owned|owners?|lived|lives|neighbou?rs?|belonged|son[oa])\b[^.!?;]{0,25}$"
)
WITH_MEANS = re.compile(r"\b(?:per|for)\b")


def is_harmless(text: str, match: re.Match[str], category: Category, shape: Shape) -> bool:
    """Does what stands before or after the match say that nobody is chosen?"""
    before, after = text[max(0, match.start() - 40) : match.start()], text[match.end() : match.end() + 40]
    if shape in {Shape.PREFER, Shape.AFTER} and category in WELCOMED and not _shuts_out(match, shape):
        return True
    if shape != Shape.ALONE and (THINGS.match(after) or WELCOME.match(after)):
        return True
    return _by_shape(before, after, match, category, shape)


def _by_shape(before: str, after: str, match: re.Match[str], category: Category, shape: Shape) -> bool:
    match shape:
        case Shape.EXCLUDE:
            return _double_negation(before, match)
        case Shape.ONLY:
            playground = category == Category.CHILDREN and WITH_MEANS.search(match[0])
            return bool(NEGATED.search(before) or playground or _everybody(after, category))
        case Shape.PREFER:
            return bool(NEGATED.search(before) or _everybody(after, category))
        case Shape.AFTER:
            return bool(OF_A_THING.search(before))
        case Shape.PERSON:
            return bool(ABOUT_OTHERS.search(before) or OF_A_THING.search(before) or _everybody(after, category))
    return False


def _shuts_out(match: re.Match[str], shape: Shape) -> bool:
    """ "bambini non ammessi" excludes, "bambini preferiti" does not."""
    return shape == Shape.AFTER and not re.search(r"(?:prefer|preceden)", match[0])


def _double_negation(before: str, match: re.Match[str]) -> bool:
    """ "non escludo stranieri", "non è vietato a bambini"."""
    return not match[0].startswith(("non", "no ", "not")) and bool(NEGATED.search(before))


def _everybody(after: str, category: Category) -> bool:
    """ "italiani o stranieri", "uomini e donne", "ragazzo/a": both are named."""
    if category == Category.SEX:
        return bool(BOTH_SEXES.match(after))
    return category == Category.NATIONALITY and bool(INCLUSIVE.match(after))
