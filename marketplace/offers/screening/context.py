"""What takes a hit back: the same words where nobody is chosen by who they are."""

import re

from ..enums import Family
from .patterns import Pattern, Shape
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


# Job ads: nothing is asked, or what is meant is a thing, a shop, a rule.
_NO = r"\b(?:non|nessun\w*|senza|mai|niente|ne|vietat\w*|evit\w*|not|no|never|nobody|without|don't|do not|isn't)"
_ASKS = (
    r"(?:serv\w*|occorr\w*|chied\w*|richied\w*|richiest\w*|guard\w*|import\w*|cont\w*|necessar\w*|obbligator\w*|pag\w*|"
    r"tratt\w*|vogliamo|accett\w*|need\w*|requir\w*|ask\w*|pay|paid|keep|is|are|must)"
)
NOT_ASKED = re.compile(rf"{_NO}(?:\s+\w+){{0,2}}\s+{_ASKS}(?:\s+\w+){{0,3}}\s*$")
BARRED = re.compile(
    r"\b(?:niente|nessun\w*|mai|never|nobody|non si|vietato|contro|against|zero|stop al|no al)\s+(?:\w+\s+){0,2}$"
)
APPRENTICES = re.compile(r"apprendist|apprentic")
BOTH = re.compile(
    r"^\s*(?:[/(*]\s*[oaie]\b|(?:/|\(|\.|,)?\s*(?:[mf]\s*/\s*[mfw]\b)|(?:/|o|e|or|and)\s+(?:un\s+)?"
    r"(?:camerier[ei]|commess[oi]|uomo|uomini|ragazz[oi]|male|waiters?|impiegat[oi])\b|/(?:camerier[ei]|commess[oi]|waiters?)\b)"
)
EQUAL = re.compile(r"\b(?:[mf]\s*/\s*[mf]|ambosessi|entrambi i sessi|ogni genere|any gender|all genders|l\s*903)\b")
BESIDE_MALE = re.compile(
    r"(?:camerier[ei]|commess[oi]|waiters?|ragazz[oi]|salesm[ae]n|impiegat[oi])\s*(?:/|e|o|or|and)\s*$"
)
SHOPS = re.compile(
    r"\b(?:apert\w*|attiv\w*|open|servizi\w*|struttur\w*|negozi\w*|ristorant\w*|local[ei]|supermercat\w*|farmaci\w*|shop|store|"
    r"reception|numero verde|vigilanza|guardia medica|help ?desk)[^.!?;]{0,25}$"
)
CLOTHES = re.compile(
    r"\b(?:vest\w*|divis[ae]|pantalon\w*|abit[oi]|camici\w*|magli\w*|scarp\w*|bianco|stamp\w*|dress\w*|grembiul\w*)"
    r"[^.!?;]{0,20}$"
)
COPIES = re.compile(r"\b(?:copi[ae]|fotocopi\w*|cop(?:y|ies))\b")
CUSTOMERS = re.compile(r"\b(?:client\w*|cassa|incass\w*|customers?|gestione|gestire|maneggio)\b")
LAWFUL_END = re.compile(
    r"^[^.!?;]{0,30}\b(?:e illegale|e vietat\w*|non esiste|is illegal|is forbidden|"
    r"non (?:e|sono|viene|vengono) (?:ammess|richiest|necessari|obbligatori)\w*|"
    r"(?:is|are) not (?:needed|required|necessary))"
)


OF_PEOPLE = frozenset({
    Category.AGE, Category.SEX, Category.NATIONALITY, Category.LANGUAGE, Category.APPEARANCE, Category.FAMILY,
    Category.OPINIONS, Category.HEALTH, Category.CAR,
})  # fmt: skip
# What an ad asks; the others are what it does to people.
ASKED = OF_PEOPLE | {Category.FEE, Category.DOCUMENTS}


def is_harmless(text: str, match: re.Match[str], pattern: Pattern) -> bool:
    """Does what stands before or after the match say that nobody is chosen, or that nothing is asked?"""
    category, shape = pattern.category, pattern.shape
    if pattern.family != Family.TRAITS:
        return _harmless_in_ads(text, match, category)
    if category == Category.AGE and APPRENTICES.search(text[max(0, match.start() - 80) : match.end() + 80]):
        return True  # the law itself sets the ages of apprentices (D.Lgs. 81/2015 art. 43-45)
    before, after = text[max(0, match.start() - 40) : match.start()], text[match.end() : match.end() + 40]
    if shape in {Shape.PREFER, Shape.AFTER} and category in WELCOMED and not _shuts_out(match, shape):
        return True
    if shape != Shape.ALONE and (THINGS.match(after) or WELCOME.match(after)):
        return True
    return _by_shape(before, after, match, category, shape)


def _harmless_in_ads(text: str, match: re.Match[str], category: Category) -> bool:
    before, after = text[max(0, match.start() - 60) : match.start()], text[match.end() : match.end() + 60]
    asked = category in ASKED
    if (asked and NOT_ASKED.search(before)) or LAWFUL_END.match(after):
        return True
    if category not in OF_PEOPLE and BARRED.search(before):
        return True
    match category:
        case Category.AGE:
            return bool(APPRENTICES.search(before + match[0] + after))
        case Category.SEX:
            return bool(BOTH.match(after) or EQUAL.search(before + after) or BESIDE_MALE.search(before))
        case Category.CASH:
            about = before + after
            return bool(CLOTHES.search(before) if "ner" in match[0] else CUSTOMERS.search(about))
        case Category.DOCUMENTS:
            return bool(COPIES.search(match[0] + after))
        case Category.HOURS:
            return bool(SHOPS.search(before))
    return False


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
